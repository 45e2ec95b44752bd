package io.tributary.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tributary.cli.CliError;
import io.tributary.cli.Main;
import io.tributary.stack.StackException;
import io.tributary.testkit.ClusterException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** What {@code scripts/bench} runs. */
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] args) {
        // The clients' remarks would stand between the lines of progress.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        BenchCommand bench = new BenchCommand();
        CommandLine commands = new CommandLine(bench);
        // Everything after the name is JMH's, options that look like ours too.
        commands.addSubcommand(new CommandLine(new KernelsCommand()).setStopAtUnmatched(true));
        commands.getCommandSpec().usageMessage().footer(bench.footer().toArray(String[]::new));
        return withKnownErrors(Main.withErrorsInOneLine(commands), bench);
    }

    /** What broker, stack and bench refuse says itself what to do: no class name before it. */
    private static CommandLine withKnownErrors(CommandLine commands, BenchCommand bench) {
        IExecutionExceptionHandler handler = commands.getExecutionExceptionHandler();
        return commands.setExecutionExceptionHandler((error, command, result) -> {
            if (Arena.isInterrupted()) {
                command.getErr().println("interrupted: stopping and removing what was started");
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (bench.verbose()) {
                error.printStackTrace(command.getErr());
            }
            boolean known = error instanceof BenchException
                    || error instanceof ClusterException
                    || error instanceof StackException;
            return handler.handleExecutionException(
                    known ? new CliError(error.getMessage(), error) : error, command, result);
        });
    }
}
