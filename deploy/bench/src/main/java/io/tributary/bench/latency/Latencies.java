package io.tributary.bench.latency;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times of one way, measured in microseconds to three digits. Confined to one thread. */
final class Latencies {
    private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
    private long unanswered;

    void add(long nanos) {
        micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /** A probe that got no answer counts with the time that it has waited: it took that long at least. */
    void addUnanswered(long nanos) {
        add(nanos);
        unanswered++;
    }

    long count() {
        return micros.getTotalCount();
    }

    long unanswered() {
        return unanswered;
    }

    /** Milliseconds that this part of all took at most; NaN when there are none. */
    double millis(double percentile) {
        return count() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
