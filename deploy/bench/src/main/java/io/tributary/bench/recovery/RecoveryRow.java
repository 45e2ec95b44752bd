package io.tributary.bench.recovery;

/**
 * One kill. Seconds from the kill (kill -9), the start of a JVM included where one is started.
 *
 * @param outage what happened to the instance
 * @param sessionMillis session.timeout.ms
 * @param tasks merchant tasks that it had
 * @param firstSeconds until one of them committed more
 * @param allSeconds until each of them had
 * @param caughtUpSeconds until all that was sent up to half a second before was committed
 */
public record RecoveryRow(
        String outage,
        int merchants,
        int sessionMillis,
        int round,
        int tasks,
        double firstSeconds,
        double allSeconds,
        double caughtUpSeconds) {}
