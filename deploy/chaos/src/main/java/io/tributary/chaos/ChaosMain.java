package io.tributary.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.tributary.cli.CliError;
import io.tributary.cli.Main;
import io.tributary.stack.StackException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** What {@code scripts/chaos} runs. */
public final class ChaosMain {
    private ChaosMain() {}

    public static void main(String[] args) {
        // The clients' remarks on brokers and a registry that are away would stand between the lines of progress.
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLoggerList().stream()
                        .filter(logger -> logger.getLevel() != null)
                        .forEach(logger -> logger.setLevel(Level.OFF));
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine chaos = Main.withErrorsInOneLine(new CommandLine(new ChaosCommand()));
        IExecutionExceptionHandler handler = chaos.getExecutionExceptionHandler();
        return chaos.setExecutionExceptionHandler((error, command, result) -> handler.handleExecutionException(
                error instanceof StackException ? new CliError(error.getMessage(), error) : error, command, result));
    }
}
