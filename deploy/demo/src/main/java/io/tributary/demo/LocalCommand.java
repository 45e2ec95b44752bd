package io.tributary.demo;

import io.tributary.stack.DetachedStack;
import io.tributary.stack.DetachedStack.Status;
import io.tributary.stack.ProcessStatus;
import io.tributary.stack.StackException;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Brokers and registry that outlive the command. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = "Brokers and a schema registry on this machine, on loopback, for working by hand.",
        footer = {
            "",
            "Examples:",
            "  tributary local up",
            "  tributary local up --brokers 3 --kafka-port 0 --registry-port 0",
            "  tributary local up --secure",
            "  tributary local down"
        })
final class LocalCommand implements Runnable {
    private static final String DEFAULT_FOLDER = ".local/stack";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = DEFAULT_FOLDER,
            scope = ScopeType.INHERIT,
            description = "Where data, logs and state live (default: .local/stack).")
    private Path folder;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer with one JSON object.")
    private boolean json;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: up, down or status");
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Starts brokers and registry and leaves them running.")
    int up(
            @Option(names = "--brokers", paramLabel = "N", defaultValue = "1", description = "1 or 3 (default: 1).")
                    int brokers,
            @Option(
                            names = "--kafka-port",
                            paramLabel = "PORT",
                            defaultValue = "9092",
                            description = "Port of the first broker; 0 picks a free one (default: 9092).")
                    int kafkaPort,
            @Option(
                            names = "--registry-port",
                            paramLabel = "PORT",
                            defaultValue = "8081",
                            description = "Port of the registry; 0 picks a free one (default: 8081).")
                    int registryPort,
            @Option(
                            names = "--secure",
                            description =
                                    "TLS, users with passwords and ACLs: commands and service log in by themselves, as"
                                            + " whom they should.")
                    boolean secure)
            throws StackException {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("--brokers is " + brokers + ", must be 1 or 3");
        }
        StackSettings settings = (brokers == 1 ? StackSettings.singleNode(folder) : StackSettings.threeNodes(folder))
                .withPorts(kafkaPort, registryPort)
                .withBrokerOverrides(Cluster.ANY_EVENT_TIME);
        Status status = DetachedStack.up(secure ? settings.secured() : settings, System.err::println);
        SecureLocal security = secure ? SecureLocal.of(folder) : null;
        writeSettings(status, brokers, security);
        if (security != null) {
            security.grant(status, settingsFile());
        }
        print(status);
        return 0;
    }

    @Command(name = "down", mixinStandardHelpOptions = true, description = "Stops what runs; data and logs stay.")
    int down() throws StackException {
        Optional<Status> stopped = DetachedStack.down(folder);
        removeSettings();
        System.out.println(
                json
                        ? Json.line(new Down(stopped.isPresent()))
                        : stopped.map(status -> "stopped " + status.processes().size() + " processes")
                                .orElse("nothing runs in " + folder));
        return 0;
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says what runs; exit code 1 when not all of it does.")
    int status() throws StackException {
        Optional<Status> status = DetachedStack.status(folder);
        if (status.isEmpty()) {
            System.out.println(
                    json ? Json.line(new Report(false, null, null, List.of())) : "nothing runs in " + folder);
            return 1;
        }
        print(status.get());
        return status.get().running() ? 0 : 1;
    }

    private record Down(boolean stopped) {}

    private record Report(
            boolean running, String bootstrapServers, String registryUrl, List<ProcessStatus> processes) {}

    private void print(Status status) {
        if (json) {
            System.out.println(Json.line(
                    new Report(status.running(), status.bootstrapServers(), status.registryUrl(), status.processes())));
            return;
        }
        for (ProcessStatus process : status.processes()) {
            String state = process.alive() ? "runs, pid " + process.pid() : "does not run";
            System.out.println(process.name() + " " + state + ", port " + process.port());
        }
        System.out.println("Kafka " + status.bootstrapServers() + ", schema registry " + status.registryUrl());
        System.out.println(
                folder.equals(Path.of(DEFAULT_FOLDER))
                        ? "commands in this folder find it by themselves; elsewhere:"
                        : "commands find it with:");
        System.out.println("  export TRIBUTARY_CONFIG=" + settingsFile().toAbsolutePath());
    }

    /** For the service's commands: see {@code --config}. */
    private Path settingsFile() {
        return folder.resolve("tributary.properties");
    }

    private void writeSettings(Status status, int brokers, SecureLocal security) {
        String settings = "# Written by `local up`, removed by `local down`." + System.lineSeparator()
                + "bootstrap.servers=" + status.bootstrapServers() + System.lineSeparator()
                + "schema.registry.url=" + status.registryUrl() + System.lineSeparator()
                + "replication.factor=" + brokers + System.lineSeparator()
                + "# For trying things out: here a change of a programme needs no notice." + System.lineSeparator()
                + "notice.jurisdiction=NONE" + System.lineSeparator()
                + (security == null ? "" : security.settings("admin"));
        try {
            Files.writeString(settingsFile(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(settingsFile() + " cannot be written", e);
        }
    }

    private void removeSettings() {
        try {
            SecureLocal.removeSettings(folder);
            Files.deleteIfExists(settingsFile());
        } catch (IOException e) {
            throw new UncheckedIOException(settingsFile() + " cannot be removed", e);
        }
    }
}
