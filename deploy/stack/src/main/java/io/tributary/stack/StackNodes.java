package io.tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Builds the processes of a stack: their ports, files and command lines. */
final class StackNodes {
    private final StackSettings settings;
    private final StackFolder folder;
    private final Artefacts artefacts;
    private final JavaCommand java;
    private final Ports ports = new Ports();

    StackNodes(StackSettings settings, StackFolder folder, Artefacts artefacts) {
        this.settings = settings;
        this.folder = folder;
        this.artefacts = artefacts;
        this.java = new JavaCommand(folder.launcher());
    }

    List<StackNode> brokers(String clusterId) {
        BrokerPatch.apply(artefacts, folder.launcher());
        int first = settings.kafkaPort();
        List<Integer> data = IntStream.range(0, settings.brokers())
                .mapToObj(i -> ports.take("kafkaPort", first == 0 ? 0 : first + i))
                .toList();
        List<Integer> controllers = IntStream.range(0, settings.brokers())
                .mapToObj(i -> ports.take("controller", 0))
                .toList();
        List<StackNode> nodes = new ArrayList<>();
        for (int node = 1; node <= settings.brokers(); node++) {
            nodes.add(broker(node, data.get(node - 1), controllers, clusterId));
        }
        return nodes;
    }

    private StackNode broker(int node, int port, List<Integer> controllers, String clusterId) {
        String name = "kafka-" + node;
        Path file = folder.serverProperties(name);
        Path data = folder.data(name);
        try {
            StackFolder.write(file, BrokerSettings.of(node, port, controllers, data, settings.brokerOverrides()));
            Files.deleteIfExists(folder.log(name));
        } catch (IOException e) {
            throw new StackException("cannot write " + file, "make the folder writable, or choose another", e);
        }
        List<String> jvm = new ArrayList<>(JvmOptions.LESS_COMPILATION);
        jvm.addAll(List.of(
                // At once: else the young generation stays small, and a collection comes every second.
                "-Xms" + settings.brokerHeapMegabytes() + "m",
                "-Xmx" + settings.brokerHeapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS"));
        List<String> command = java.of(
                artefacts.kafkaClassPath(),
                "io.tributary.stack.child.BrokerMain",
                List.of(file.toString(), data.toString(), clusterId),
                jvm);
        return new StackNode(name, port, command, folder.log(name));
    }

    StackNode registry() {
        int port = ports.take("registryPort", settings.registryPort());
        Path data = folder.data("registry");
        Path temporary = data.resolveSibling("tmp");
        try {
            Files.createDirectories(data);
            Files.createDirectories(temporary);
            Files.deleteIfExists(folder.log("registry"));
        } catch (IOException e) {
            throw new StackException("cannot write " + data, "make the folder writable, or choose another", e);
        }
        List<String> jvm = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // It starts in half the time, and never gets busy enough for the better compiler to matter.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + temporary));
        RegistrySettings.of(port, data).forEach((key, value) -> jvm.add("-D" + key + "=" + value));
        List<String> command =
                java.of(artefacts.registryRunner().toString(), "io.quarkus.runner.GeneratedMain", List.of(), jvm);
        return new StackNode("registry", port, command, folder.log("registry"));
    }
}
