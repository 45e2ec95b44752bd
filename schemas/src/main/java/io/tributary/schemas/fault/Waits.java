package io.tributary.schemas.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What this process waits for, and since when: threads enter and leave it, health and meters read it. Thread-safe.
 *
 * <p>Closing it ends all waiting, so that a process can stop while something is away.
 */
public final class Waits implements AutoCloseable {
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One thread's wait. Close it when it is over. */
    public final class Wait implements AutoCloseable {
        private final String what;
        private final Instant since = Instant.now();
        private final long begun = System.nanoTime();
        private volatile String reason;

        private Wait(String what, String reason) {
            this.what = what;
            this.reason = reason;
        }

        /** What it is waited for, as in the meter's tag. */
        public String what() {
            return what;
        }

        public Instant since() {
            return since;
        }

        /** How long it has lasted. */
        public Duration lasted() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        /** What the last attempt said. */
        public String reason() {
            return reason;
        }

        /**
         * Sleeps between two attempts.
         *
         * @return false when there is to be no further attempt, because {@link Waits} is closed
         */
        public boolean pause(long millis, String why) throws InterruptedException {
            reason = why;
            return !closed.await(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            waits.remove(this);
        }

        @Override
        public String toString() {
            return "waiting for " + what + " since " + since.truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ": "
                    + reason;
        }
    }

    /**
     * Begins to wait.
     *
     * @param what a short name, for example {@code schema-registry}
     * @param reason what went wrong, in a line
     */
    public Wait begin(String what, String reason) {
        Wait wait = new Wait(what, reason);
        waits.add(wait);
        return wait;
    }

    /**
     * Waits for as long as what is waited for takes.
     *
     * @param what a short name, for example {@code schema-registry}
     * @param reason what is not there yet, in a line
     * @return what was waited for
     */
    public <R> R during(String what, String reason, Supplier<R> awaited) {
        Wait wait = begin(what, reason);
        try {
            return awaited.get();
        } finally {
            wait.close();
        }
    }

    /** Those under way, the longest first. */
    public List<Wait> now() {
        return waits.stream().sorted((a, b) -> b.lasted().compareTo(a.lasted())).toList();
    }

    /** Seconds of the longest wait for that, 0 when nobody waits for it. */
    public double seconds(String what) {
        return waits.stream()
                .filter(wait -> wait.what.equals(what))
                .mapToDouble(wait -> wait.lasted().toMillis() / 1_000.0)
                .max()
                .orElse(0);
    }

    /** Ends all waiting, now and from now on. */
    @Override
    public void close() {
        closed.countDown();
    }
}
