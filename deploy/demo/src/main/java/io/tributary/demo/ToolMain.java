package io.tributary.demo;

import io.tributary.cli.Main;
import picocli.CommandLine;

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
        return Main.withErrorsInOneLine(commands);
    }
}
