package io.tributary.demo.replay;

import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;

/** One line every two seconds. */
final class ReplayProgress {
    private static final long EVERY_NANOS = 2_000_000_000L;

    private final Consumer<String> out;
    private final long started = System.nanoTime();
    private long last = started;
    private long lastRows;

    ReplayProgress(Consumer<String> out) {
        this.out = out;
    }

    void report(long rows, LocalDate day, long beats) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            double rate = (rows - lastRows) * 1e9 / (now - last);
            out.accept(String.format(
                    Locale.ROOT,
                    "%,d rows, day %s, %,d beats, %,.0f rows/s, %.0f s",
                    rows,
                    day,
                    beats,
                    rate,
                    (now - started) / 1e9));
            last = now;
            lastRows = rows;
        }
    }
}
