package io.tributary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** For tests that run commands in this process: what they say is kept. */
abstract class CapturedCommands {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    /** Runs a command line; returns its exit code. */
    final int run(String... args) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(args);
    }
}
