package io.tributary.cli;

import io.tributary.app.config.SettingsException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of the service. */
public final class Main {
    /** What an exit code means: 0 done, 1 it failed, 2 it was asked wrongly. */
    static final int FAILED = 1;

    static final int ASKED_WRONGLY = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands of the service, ready to execute; others may add theirs with {@code addSubcommand}. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new TributaryCommand());
        return withErrorsInOneLine(commands);
    }

    /** Errors as one line with the remedy; the stack trace only with --verbose. Call again after adding subcommands. */
    public static CommandLine withErrorsInOneLine(CommandLine commands) {
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::askedWrongly)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int askedWrongly(ParameterException error, String[] args) {
        PrintWriter err = error.getCommandLine().getErr();
        err.println("error: " + error.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, err)) {
            err.println("see: " + error.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ASKED_WRONGLY;
    }

    private static int failed(Exception error, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (command.getCommandSpec().root().userObject() instanceof TributaryCommand root && root.verbose()) {
            error.printStackTrace(err);
        }
        CommandDenial.line(error, command)
                .map(List::of)
                .orElseGet(() -> CliError.lines(error))
                .forEach(line -> err.println("error: " + line));
        return error instanceof SettingsException || error instanceof IllegalArgumentException ? ASKED_WRONGLY : FAILED;
    }
}
