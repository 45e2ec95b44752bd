package io.tributary.app.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.tributary.text.LogEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/**
 * Keeps a fault that repeats from filling the log: of warnings and errors of one text from one place, {@value #MOST} pass in a minute. The
 * first that passes again is preceded by a line with the number of those that were left out; meters count what happened all the same.
 * Texts are compared before their values are put in, so that a thousand records with one fault are one text. Of logback's two kinds of
 * filters it is the one that is asked before an event is made: an appender would swallow a line that is written while it filters.
 */
public final class LogLimit extends TurboFilter {
    /** Lines that pass in a minute. */
    static final int MOST = 20;

    static final long WINDOW_NANOS = 60_000_000_000L;
    /** Texts that are known at a time; beyond, the one that was seen longest ago is forgotten. */
    static final int TEXTS = 500;

    private final LongSupplier nanos;
    private final Map<Text, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Window> eldest) {
            return size() > TEXTS;
        }
    };

    /** By the clock of the JVM. */
    public LogLimit() {
        this(System::nanoTime);
    }

    /**
     * @param nanos a clock that only goes forward
     */
    LogLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Text(String logger, String template) {}

    /** A minute of one text. */
    private static final class Window {
        private long began;
        private int passed;
        private long leftOut;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String template, Object[] values, Throwable thrown) {
        boolean isLimited = template != null
                && level.isGreaterOrEqual(Level.WARN)
                && level.isGreaterOrEqual(logger.getEffectiveLevel())
                && !logger.getName().equals(LogLimit.class.getName());
        if (!isLimited) {
            return FilterReply.NEUTRAL;
        }
        long leftOut = leftOut(new Text(logger.getName(), template));
        if (leftOut < 0) {
            return FilterReply.DENY;
        }
        if (leftOut > 0) {
            logger.getLoggerContext()
                    .getLogger(LogLimit.class)
                    .warn(
                            LogEvents.LINES_LEFT_OUT,
                            "{} lines like the next one were left out: more than {} in a minute",
                            leftOut,
                            MOST);
        }
        return FilterReply.NEUTRAL;
    }

    /** Lines of this text that were left out before this one; -1 when this is left out as well. */
    private synchronized long leftOut(Text text) {
        long now = nanos.getAsLong();
        Window window = windows.computeIfAbsent(text, unknown -> begin(new Window(), now));
        long leftOut = 0;
        if (now - window.began >= WINDOW_NANOS) {
            leftOut = window.leftOut;
            begin(window, now);
        }
        if (window.passed == MOST) {
            window.leftOut++;
            return -1;
        }
        window.passed++;
        return leftOut;
    }

    private static Window begin(Window window, long now) {
        window.began = now;
        window.passed = 0;
        window.leftOut = 0;
        return window;
    }
}
