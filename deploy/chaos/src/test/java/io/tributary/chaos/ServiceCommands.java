package io.tributary.chaos;

import io.tributary.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** For tests that run the service's commands in this process. */
final class ServiceCommands {
    private ServiceCommands() {}

    /** How a command ended, and all that it said. */
    record Answer(int code, String text) {}

    /** Runs a command with further arguments. */
    static Answer run(List<String> further, String... command) {
        StringWriter said = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        String[] args = Stream.concat(Stream.of(command), further.stream()).toArray(String[]::new);
        return new Answer(commands.execute(args), said.toString());
    }

    /** Where a deployment's brokers and registry are. */
    static List<String> on(Deployment deployment) {
        return List.of(
                "--bootstrap-servers",
                deployment.cluster().bootstrapServers(),
                "--schema-registry-url",
                deployment.cluster().registryUrl());
    }
}
