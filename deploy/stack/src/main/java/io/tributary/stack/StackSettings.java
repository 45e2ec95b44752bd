package io.tributary.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a stack is to look like.
 *
 * @param brokers brokers, each of them a KRaft controller too: 1 or 3; of 3, any one may fail
 * @param registry whether a Schema Registry runs beside them
 * @param folder where data, logs and state live; made when absent, never deleted; a stack started there again has its data
 * @param kafkaPort port of node 1 on 127.0.0.1, nodes 2 and 3 take the next ones; 0 picks free ones
 * @param registryPort port of the registry on 127.0.0.1; 0 picks a free one
 * @param brokerHeapMegabytes heap of one broker, at least 128
 * @param brokerOverrides broker settings (as in server.properties) that win over the stack's own, except where a node lives
 * @param secure whether brokers and registry are reached by TLS, ask who somebody is, and let nobody do what no ACL allows
 * @param linked names of clients with a network of their own that can be cut: see {@link Links}; not of a secured stack
 */
public record StackSettings(
        int brokers,
        boolean registry,
        Path folder,
        int kafkaPort,
        int registryPort,
        int brokerHeapMegabytes,
        Map<String, String> brokerOverrides,
        boolean secure,
        List<String> linked) {

    private static final Set<String> OWNED = Set.of(
            "node.id",
            "process.roles",
            "listeners",
            "advertised.listeners",
            "controller.quorum.voters",
            "controller.listener.names",
            "inter.broker.listener.name",
            "listener.security.protocol.map",
            "log.dir",
            "log.dirs",
            "metadata.log.dir");

    public StackSettings {
        Objects.requireNonNull(folder, "folder: name the folder that holds the stack's data");
        folder = folder.toAbsolutePath().normalize();
        brokerOverrides = Map.copyOf(brokerOverrides);
        linked = List.copyOf(linked);
        if (secure && !linked.isEmpty()) {
            throw new IllegalArgumentException("linked: a secured stack has no links, its certificates name no others");
        }
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers must be 1 or 3, not " + brokers);
        }
        if (folder.toString().contains(",")) {
            throw new IllegalArgumentException(
                    "folder must not have a comma in its path, Kafka reads a list: " + folder);
        }
        requirePort("kafkaPort", kafkaPort, 65_535 - (brokers - 1));
        requirePort("registryPort", registryPort, 65_535);
        if (registry && registryPort != 0 && registryPort >= kafkaPort && registryPort < kafkaPort + brokers) {
            throw new IllegalArgumentException("registryPort " + registryPort + " is a broker's: choose another");
        }
        if (brokerHeapMegabytes < 128) {
            throw new IllegalArgumentException("brokerHeapMegabytes must be at least 128, not " + brokerHeapMegabytes);
        }
        for (String key : brokerOverrides.keySet()) {
            if (OWNED.contains(key)) {
                throw new IllegalArgumentException("brokerOverrides." + key + " is set by the stack itself: remove it");
            }
        }
    }

    /** One broker and a registry on free ports: what most tests and a developer's machine need. */
    public static StackSettings singleNode(Path folder) {
        return new StackSettings(1, true, folder, 0, 0, 512, Map.of(), false, List.of());
    }

    /** Three brokers and a registry on free ports: replication 3, two in-sync replicas required. */
    public static StackSettings threeNodes(Path folder) {
        return new StackSettings(3, true, folder, 0, 0, 384, Map.of(), false, List.of());
    }

    public StackSettings withRegistry(boolean wanted) {
        return new StackSettings(
                brokers, wanted, folder, kafkaPort, registryPort, brokerHeapMegabytes, brokerOverrides, secure, linked);
    }

    public StackSettings withPorts(int kafka, int registryAt) {
        return new StackSettings(
                brokers, registry, folder, kafka, registryAt, brokerHeapMegabytes, brokerOverrides, secure, linked);
    }

    public StackSettings withBrokerHeapMegabytes(int megabytes) {
        return new StackSettings(
                brokers, registry, folder, kafkaPort, registryPort, megabytes, brokerOverrides, secure, linked);
    }

    public StackSettings withBrokerOverrides(Map<String, String> overrides) {
        return new StackSettings(
                brokers, registry, folder, kafkaPort, registryPort, brokerHeapMegabytes, overrides, secure, linked);
    }

    /** The same with TLS, users and ACLs: see {@link StackSecurity}. */
    public StackSettings secured() {
        return new StackSettings(
                brokers, registry, folder, kafkaPort, registryPort, brokerHeapMegabytes, brokerOverrides, true, linked);
    }

    /** The same with a network of its own for each of these clients. */
    public StackSettings withLinked(List<String> clients) {
        return new StackSettings(
                brokers,
                registry,
                folder,
                kafkaPort,
                registryPort,
                brokerHeapMegabytes,
                brokerOverrides,
                secure,
                clients);
    }

    private static void requirePort(String name, int port, int highest) {
        if (port < 0 || port > highest) {
            throw new IllegalArgumentException(
                    name + " must be within 0.." + highest + " (0: a free one), not " + port);
        }
    }
}
