package io.tributary.bench.recovery;

/** What happens to an instance, and who goes on with its work. */
enum Outage {
    DISK("one instance, started again at once with its state on disk", 1, 0),
    FENCED(
            "one instance, held for longer than its session (SIGSTOP) and let go: it lives on with its state on disk",
            1,
            0),
    EMPTY("one instance, started again at once, its state.dir lost: state from the changelog", 1, 0),
    STANDBY("two instances, a standby each: the other one takes over", 2, 1),
    COLD("two instances, no standby: the other one takes over with state from the changelog", 2, 0);

    private final String title;
    private final int instances;
    private final int standbys;

    Outage(String title, int instances, int standbys) {
        this.title = title;
        this.instances = instances;
        this.standbys = standbys;
    }

    String title() {
        return title;
    }

    int instances() {
        return instances;
    }

    int standbys() {
        return standbys;
    }

    /** Whether the instance is killed; else it is held, and let go when the brokers have given its work up. */
    boolean kills() {
        return this != FENCED;
    }

    /** Whether the killed instance is started again at once. */
    boolean restarts() {
        return instances == 1 && kills();
    }
}
