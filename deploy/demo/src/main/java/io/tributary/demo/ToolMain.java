package io.tributary.demo;

import io.tributary.analytics.cli.MetricsCommand;
import io.tributary.analytics.cli.ReportCommand;
import io.tributary.analytics.store.DatabaseException;
import io.tributary.cli.CliError;
import io.tributary.cli.Main;
import io.tributary.demo.evaluate.EvaluateCommand;
import io.tributary.stack.StackException;
import io.tributary.testkit.ClusterException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line a person uses: the service's commands, and those that need brokers or a marketplace of their own. */
public final class ToolMain {
    private ToolMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commands = Main.commandLine();
        commands.addSubcommand(new DemoCommand());
        commands.addSubcommand(new ReplayCommand());
        commands.addSubcommand(new LocalCommand());
        commands.addSubcommand(new EvaluateCommand());
        commands.addSubcommand(new MetricsCommand());
        commands.addSubcommand(new ReportCommand());
        return withKnownErrors(Main.withErrorsInOneLine(commands));
    }

    /** What brokers, stack and service refuse says itself what to do: no class name before it. */
    private static CommandLine withKnownErrors(CommandLine commands) {
        IExecutionExceptionHandler handler = commands.getExecutionExceptionHandler();
        return commands.setExecutionExceptionHandler((error, command, result) -> {
            boolean known = error instanceof ClusterException
                    || error instanceof StackException
                    || error instanceof DatabaseException;
            return handler.handleExecutionException(
                    known ? new CliError(error.getMessage(), error) : error, command, result);
        });
    }
}
