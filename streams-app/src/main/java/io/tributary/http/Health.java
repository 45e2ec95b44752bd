package io.tributary.http;

import java.util.List;

/** What an instance says of itself. Cheap and safe to ask from any thread. */
public interface Health {
    /** False when the instance cannot recover by itself and must be restarted. */
    boolean live();

    /** True when every role runs, has its stores restored, reaches the brokers, and beats come. */
    boolean ready();

    Status status();

    /**
     * Everything at one moment.
     *
     * @param phase what the instance is doing: STARTING, RESTORING, WAITING, RUNNING, FAILED, STOPPING
     * @param detail the same in a sentence, empty when there is nothing to say
     * @param lastBeat the last beat that a task of this instance answered or sent, null before the first
     */
    record Status(String phase, String detail, boolean live, boolean ready, List<RoleStatus> roles, BeatSeen lastBeat) {
        /** Records restored and to restore over all stores. */
        public long restored() {
            return roles.stream()
                    .flatMap(role -> role.restore().stream())
                    .mapToLong(Restore::restored)
                    .sum();
        }

        public long toRestore() {
            return roles.stream()
                    .flatMap(role -> role.restore().stream())
                    .mapToLong(Restore::total)
                    .sum();
        }
    }

    /**
     * One role.
     *
     * @param state of Kafka Streams: CREATED, REBALANCING, RUNNING, ERROR ...
     * @param tasks active tasks as sub-topology_partition
     * @param standbyTasks the same for standbys
     * @param lastFailure what last ended a thread or the role, empty if nothing did
     * @param lastFailureAt when that was, epoch milliseconds UTC; 0 if nothing did
     */
    record RoleStatus(
            String role,
            String applicationId,
            String state,
            List<String> tasks,
            List<String> standbyTasks,
            List<Restore> restore,
            String lastFailure,
            long lastFailureAt) {}

    /**
     * One store of one partition on its way back from its changelog.
     *
     * @param restored records read so far
     * @param total offsets between start and end, an upper bound of the records
     * @param done whether it is complete
     */
    record Restore(String store, int partition, long restored, long total, boolean done) {
        public Restore plus(long more) {
            return new Restore(store, partition, Math.min(total, restored + more), total, done);
        }

        public Restore ended() {
            return new Restore(store, partition, total, total, true);
        }
    }

    /**
     * A beat.
     *
     * @param number rises by one with every beat
     * @param time service time of the beat, epoch milliseconds UTC
     */
    record BeatSeen(long number, long time) {}
}
