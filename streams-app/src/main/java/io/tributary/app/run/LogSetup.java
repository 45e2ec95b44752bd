package io.tributary.app.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.tributary.app.config.Settings;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Makes the log what the settings say. Before they are known it is text of a nameless instance. */
public final class LogSetup {
    private LogSetup() {}

    /** Sets level, format and the instance's name, which stands in every line. */
    public static void apply(Settings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        String id = settings.streams().instanceId();
        context.putProperty(
                "instance", id.isEmpty() ? "pid-" + ProcessHandle.current().pid() : id);
        context.getLogger("io.tributary").setLevel(Level.valueOf(settings.logLevel()));
        if (settings.logJson()) {
            Iterator<Appender<ILoggingEvent>> appenders =
                    context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
            appenders.forEachRemaining(appender -> toJson(context, appender));
        }
    }

    private static void toJson(LoggerContext context, Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
            stream.setEncoder(json(context));
        }
    }

    /** An object a line: time, level, logger, {@link io.tributary.text.LogEvents} as markers, the text, and what was thrown. */
    static JsonEncoder json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.start();
        return encoder;
    }
}
