package io.tributary.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tributary.cli.CliError;
import io.tributary.cli.Main;
import io.tributary.stack.StackException;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** What {@code scripts/chaos} runs. */
public final class ChaosMain {
    private ChaosMain() {}

    public static void main(String[] args) {
        // The clients' remarks on brokers that are away would stand between the lines of progress.
        List.of(Logger.ROOT_LOGGER_NAME, "org.apache.kafka", "io.tributary")
                .forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine chaos = Main.withErrorsInOneLine(new CommandLine(new ChaosCommand()));
        IExecutionExceptionHandler handler = chaos.getExecutionExceptionHandler();
        return chaos.setExecutionExceptionHandler((error, command, result) -> handler.handleExecutionException(
                error instanceof StackException ? new CliError(error.getMessage(), error) : error, command, result));
    }
}
