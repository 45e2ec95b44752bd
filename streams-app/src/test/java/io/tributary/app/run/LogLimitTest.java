package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.tributary.somewhere");
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void limit() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.addTurboFilter(new LogLimit(nanos::get));
        said.setContext(context);
        said.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(said);
    }

    @Test
    void shouldLeaveOutWhatComesTooOftenAndSayHowMuch() {
        assertThat(passed(Level.WARN, "offset {}", 3 * LogLimit.MOST)).isEqualTo(LogLimit.MOST);
        assertThat(said.list).hasSize(LogLimit.MOST);

        nanos.addAndGet(LogLimit.WINDOW_NANOS);
        said.list.clear();
        logger.warn("offset {}", 7);
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("40 lines like the next one were left out: more than 20 in a minute", "offset 7");

        nanos.addAndGet(LogLimit.WINDOW_NANOS);
        assertThat(passed(Level.WARN, "offset {}", 1)).isEqualTo(1);
    }

    @Test
    void shouldLetOtherTextsAndEverydayLinesPass() {
        passed(Level.ERROR, "one fault: {}", 2 * LogLimit.MOST);
        assertThat(passed(Level.ERROR, "another fault: {}", 1)).isEqualTo(1);
        assertThat(passed(Level.INFO, "progress {}", 2 * LogLimit.MOST)).isEqualTo(2 * LogLimit.MOST);
    }

    @Test
    void shouldNotTellOfLinesThatNobodyWants() {
        logger.setLevel(Level.ERROR);
        passed(Level.WARN, "offset {}", 3 * LogLimit.MOST);
        nanos.addAndGet(LogLimit.WINDOW_NANOS);
        passed(Level.WARN, "offset {}", 1);
        assertThat(logger.isWarnEnabled()).isFalse();
        assertThat(said.list).isEmpty();
    }

    @Test
    void shouldForgetTextsRatherThanGrow() {
        passed(Level.WARN, "first", LogLimit.MOST);
        for (int i = 0; i < LogLimit.TEXTS; i++) {
            passed(Level.WARN, "made of values: " + i, 1);
        }
        assertThat(passed(Level.WARN, "first", LogLimit.MOST)).isEqualTo(LogLimit.MOST);
    }

    private long passed(Level level, String text, int times) {
        int before = said.list.size();
        for (int i = 0; i < times; i++) {
            switch (level.toInt()) {
                case Level.ERROR_INT -> logger.error(text, i);
                case Level.WARN_INT -> logger.warn(text, i);
                default -> logger.info(text, i);
            }
        }
        return said.list.size() - before;
    }
}
