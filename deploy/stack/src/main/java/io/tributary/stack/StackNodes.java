package io.tributary.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Builds the processes of a stack: their ports, files and command lines. */
final class StackNodes {
    private final StackSettings settings;
    private final StackFolder folder;
    private final Artefacts artefacts;
    private final JavaCommand java;
    private final Ports ports = new Ports();
    private final Map<String, Links> links = new TreeMap<>();
    /** Null for a stack that is open to all. */
    private final StackSecurity security;
    /** Of a secured stack's brokers, in their order: where clients log in by certificates. */
    private final List<Integer> certificatePorts = new ArrayList<>();

    StackNodes(StackSettings settings, StackFolder folder, Artefacts artefacts) {
        this.settings = settings;
        this.security = settings.reach().secure() ? StackSecurity.in(folder.root()) : null;
        this.folder = folder;
        this.artefacts = artefacts;
        this.java = new JavaCommand(folder.launcher());
        settings.reach().linked().forEach(client -> links.put(client, new Links()));
    }

    /** By the name of the client; whole when brokers and registry are made. */
    Map<String, Links> links() {
        return links;
    }

    private Link link(int target) {
        return Link.open(ports.take("link", 0), target);
    }

    boolean hasRegistry() {
        return settings.nodes().registry();
    }

    StackSecurity security() {
        return security;
    }

    /** Known once the brokers are. */
    List<Integer> certificatePorts() {
        return List.copyOf(certificatePorts);
    }

    List<StackNode> brokers(String clusterId) {
        BrokerPatch.apply(artefacts, folder.launcher());
        int first = settings.nodes().kafkaPort();
        List<Integer> data = IntStream.range(0, settings.nodes().brokers())
                .mapToObj(i -> ports.take("kafkaPort", first == 0 ? 0 : first + i))
                .toList();
        List<Integer> controllers = IntStream.range(0, settings.nodes().brokers())
                .mapToObj(i -> ports.take("controller", 0))
                .toList();
        for (int node = 0; security != null && node < settings.nodes().brokers(); node++) {
            certificatePorts.add(ports.take("certificate", 0));
        }
        List<StackNode> nodes = new ArrayList<>();
        for (int node = 1; node <= settings.nodes().brokers(); node++) {
            nodes.add(broker(node, data.get(node - 1), controllers, clusterId));
        }
        return nodes;
    }

    private StackNode broker(int node, int port, List<Integer> controllers, String clusterId) {
        String name = "kafka-" + node;
        Path file = folder.serverProperties(name);
        Path data = folder.data(name);
        try {
            Map<String, String> broker = BrokerSettings.of(node, port, controllers, data, settings.brokerOverrides());
            links.forEach((client, ways) -> ways.add(detour(broker, client)));
            if (security != null) {
                SecureBroker.secure(broker, security, certificatePorts.get(node - 1));
                StackFolder.write(users(), security.passwords());
            }
            StackFolder.write(file, broker);
            Files.deleteIfExists(folder.log(name));
        } catch (IOException e) {
            throw new StackException("cannot write " + file, "make the folder writable, or choose another", e);
        }
        List<String> jvm = new ArrayList<>(settings.brokerJvm().options());
        if (security != null) {
            jvm.add(SecureBroker.jvmOption(security));
        }
        List<String> command = java.of(
                artefacts.kafkaClassPath(),
                "io.tributary.stack.child.BrokerMain",
                security == null
                        ? List.of(file.toString(), data.toString(), clusterId)
                        : List.of(file.toString(), data.toString(), clusterId, users().toString()),
                jvm);
        return new StackNode(name, port, command, folder.log(name));
    }

    /** A listener of the broker's that tells whoever comes by it of the link, and the link. */
    private Link detour(Map<String, String> broker, String client) {
        int listener = ports.take("listener", 0);
        Link link = link(listener);
        BrokerSettings.addListener(broker, client, listener, link.port());
        return link;
    }

    /** Users with their passwords, which brokers are to know from their first start. */
    private Path users() {
        return security.folder().resolve("users.properties");
    }

    StackNode registry() {
        int port = ports.take("registryPort", settings.nodes().registryPort());
        links.values().forEach(ways -> ways.addRegistry(link(port)));
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
        if (security != null) {
            Path file = data.resolveSibling("secure.properties");
            try {
                // In a file, since passwords of a command line can be seen by all.
                StackFolder.write(file, RegistrySettings.secured(port, security));
            } catch (IOException e) {
                throw new StackException("cannot write " + file, "make the folder writable, or choose another", e);
            }
            jvm.add("-Dquarkus.config.locations=" + file);
        }
        List<String> command =
                java.of(artefacts.registryRunner().toString(), "io.quarkus.runner.GeneratedMain", List.of(), jvm);
        return new StackNode("registry", port, command, folder.log("registry"));
    }
}
