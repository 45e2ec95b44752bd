package io.tributary.chaos;

import java.util.Locale;

/** What is broken on purpose. Each is inflicted, lasts for a while, and is healed; the service has to go on meanwhile. */
enum Fault {
    KILL_INSTANCE(Where.INSTANCE, "an instance is killed (kill -9)"),
    KILL_TWO_INSTANCES(Where.INSTANCE, "two of three instances are killed at once"),
    STOP_INSTANCE(Where.INSTANCE, "an instance is asked to stop (SIGTERM), and ends by itself"),
    HOLD_INSTANCE(Where.INSTANCE, "an instance stands still beyond its session (SIGSTOP), and lives on as a zombie"),
    WIPE_DISK(Where.INSTANCE, "an instance is killed, and its disk is empty when it comes back"),
    DAMAGE_DISK(Where.INSTANCE, "an instance is killed, and tables on its disk cannot be read when it comes back"),
    FULL_DISK(Where.DISK, "the disk of an instance is full", "a file system of its own: root on Linux"),
    SLOW_DISK(
            Where.DISK,
            "the disk of an instance takes a tenth of a second and more for each write",
            "a device of its own with a limit: root on Linux, loop devices, control groups of version 1"),
    JUMP_CLOCK(
            Where.CLOCK,
            "the clock of an instance is minutes or days ahead or behind, and is set right again",
            "libfaketime, which Debian has as a package of this name"),
    CUT_INSTANCE(
            Where.NETWORK,
            "an instance is cut off from brokers and registry: connections are open, and nothing comes through"),
    CUT_LINK(Where.NETWORK, "an instance is cut off from one of three brokers, and reaches the others"),
    SLOW_NETWORK(Where.NETWORK, "what an instance sends to brokers and registry, and what they answer, takes long"),
    KILL_BROKER(Where.BROKER, "one of three brokers is killed (kill -9)"),
    STOP_BROKER(Where.BROKER, "one of three brokers is shut down"),
    HOLD_BROKER(Where.BROKER, "one of three brokers stands still with open connections (SIGSTOP)"),
    REGISTRY_AWAY(Where.REGISTRY, "the schema registry is killed");

    /** Two that are at different places may happen at once. */
    enum Where {
        INSTANCE,
        DISK,
        CLOCK,
        NETWORK,
        BROKER,
        REGISTRY
    }

    private final Where where;
    private final String description;
    private final String needs;

    /** One that any machine allows. */
    Fault(Where where, String description) {
        this(where, description, "");
    }

    Fault(Where where, String description, String needs) {
        this.where = where;
        this.description = description;
        this.needs = needs;
    }

    Where where() {
        return where;
    }

    /** What happens, in a line. */
    String description() {
        return description;
    }

    /**
     * Whether all tasks answer again before it is healed, here or elsewhere. Not those of an instance that reaches its group but not all of
     * the brokers that it reads from: the group sees no reason to give them to others.
     */
    boolean isTakenOver() {
        return this != CUT_LINK;
    }

    /** What the machine has to have for it; empty when that is nothing. */
    String needs() {
        return needs;
    }

    /** As commands and reports call it: kill-instance. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
