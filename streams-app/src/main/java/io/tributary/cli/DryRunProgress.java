package io.tributary.cli;

import io.tributary.replay.DryRun;
import java.io.PrintWriter;

/** How far a dry run has come, a line every few seconds. */
final class DryRunProgress {
    private static final long EVERY_NANOS = 2_000_000_000L;
    private static final int LOOK_EVERY = 1_000;

    private final DryRun.Span span;
    private final PrintWriter err;
    private final long started = System.nanoTime();
    private long said = started;
    private long calls;

    DryRunProgress(DryRun.Span span, PrintWriter err) {
        this.span = span;
        this.err = err;
    }

    void reached(long time, long records) {
        if (++calls % LOOK_EVERY != 0 || System.nanoTime() - said < EVERY_NANOS) {
            return;
        }
        said = System.nanoTime();
        long percent = 100 * (time - span.start()) / (span.to() - span.start());
        say(Moment.show(time) + (time < span.from() ? " (warming up)" : "") + ": " + percent + " %, " + records
                + " records");
    }

    void done(long records, long unreadable) {
        say(records + " records in " + (System.nanoTime() - started) / 1_000_000_000L + " s"
                + (unreadable == 0 ? "" : ", " + unreadable + " could not be read"));
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
