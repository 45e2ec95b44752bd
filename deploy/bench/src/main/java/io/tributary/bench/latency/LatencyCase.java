package io.tributary.bench.latency;

import io.tributary.bench.Text;

/**
 * One case.
 *
 * @param eventsPerSecond sent, impressions and order lines
 * @param commitMillis the service's commit.interval.ms
 * @param beatMillis the service's beat.interval.ms
 */
record LatencyCase(int eventsPerSecond, int commitMillis, int beatMillis) {
    String describe() {
        return Text.of(
                "%,d events/s, commits every %d ms, beats every %,d ms", eventsPerSecond, commitMillis, beatMillis);
    }
}
