package io.tributary.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a stack is to look like.
 *
 * @param folder where data, logs and state live; made when absent, never deleted; a stack started there again has its data
 * @param nodes which processes there are, and where they listen
 * @param reach who reaches them, and how
 * @param brokerJvm how the JVM of each broker is run
 * @param brokerOverrides broker settings (as in server.properties) that win over the stack's own, except where a node lives
 */
public record StackSettings(
        Path folder, Nodes nodes, Reach reach, BrokerJvm brokerJvm, Map<String, String> brokerOverrides) {

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
        if (folder.toString().contains(",")) {
            throw new IllegalArgumentException(
                    "folder must not have a comma in its path, Kafka reads a list: " + folder);
        }
        for (String key : brokerOverrides.keySet()) {
            if (OWNED.contains(key)) {
                throw new IllegalArgumentException("brokerOverrides." + key + " is set by the stack itself: remove it");
            }
        }
    }

    /** One broker and a registry on free ports: what most tests and a developer's machine need. */
    public static StackSettings singleNode(Path folder) {
        return of(folder, 1, 512);
    }

    /** Three brokers and a registry on free ports: replication 3, two in-sync replicas required. */
    public static StackSettings threeNodes(Path folder) {
        return of(folder, 3, 384);
    }

    private static StackSettings of(Path folder, int brokers, int heapMegabytes) {
        return new StackSettings(
                folder, new Nodes(brokers, true, 0, 0), Reach.OPEN, new BrokerJvm(heapMegabytes, true), Map.of());
    }

    public StackSettings withRegistry(boolean wanted) {
        return with(new Nodes(nodes.brokers, wanted, nodes.kafkaPort, nodes.registryPort));
    }

    public StackSettings withPorts(int kafka, int registryAt) {
        return with(new Nodes(nodes.brokers, nodes.registry, kafka, registryAt));
    }

    public StackSettings withBrokerJvm(BrokerJvm jvm) {
        return new StackSettings(folder, nodes, reach, jvm, brokerOverrides);
    }

    public StackSettings withBrokerOverrides(Map<String, String> overrides) {
        return new StackSettings(folder, nodes, reach, brokerJvm, overrides);
    }

    /** The same for minutes of little work: see {@link BrokerJvm#thorough()}. */
    public StackSettings shortLived() {
        return withBrokerJvm(new BrokerJvm(brokerJvm.heapMegabytes(), false));
    }

    /** The same with TLS, users and ACLs: see {@link StackSecurity}. */
    public StackSettings secured() {
        return with(new Reach(true, reach.linked));
    }

    /** The same with a network of its own for each of these clients. */
    public StackSettings withLinked(List<String> clients) {
        return with(new Reach(reach.secure, clients));
    }

    private StackSettings with(Nodes changed) {
        return new StackSettings(folder, changed, reach, brokerJvm, brokerOverrides);
    }

    private StackSettings with(Reach changed) {
        return new StackSettings(folder, nodes, changed, brokerJvm, brokerOverrides);
    }

    /**
     * The processes of a stack.
     *
     * @param brokers brokers, each of them a KRaft controller too: 1 or 3; of 3, any one may fail
     * @param registry whether a Schema Registry runs beside them
     * @param kafkaPort port of node 1 on 127.0.0.1, nodes 2 and 3 take the next ones; 0 picks free ones
     * @param registryPort port of the registry on 127.0.0.1; 0 picks a free one
     */
    public record Nodes(int brokers, boolean registry, int kafkaPort, int registryPort) {

        public Nodes {
            if (brokers != 1 && brokers != 3) {
                throw new IllegalArgumentException("brokers must be 1 or 3, not " + brokers);
            }
            requirePort("kafkaPort", kafkaPort, 65_535 - (brokers - 1));
            requirePort("registryPort", registryPort, 65_535);
            if (registry && registryPort != 0 && registryPort >= kafkaPort && registryPort < kafkaPort + brokers) {
                throw new IllegalArgumentException("registryPort " + registryPort + " is a broker's: choose another");
            }
        }

        private static void requirePort(String name, int port, int highest) {
            if (port < 0 || port > highest) {
                throw new IllegalArgumentException(
                        name + " must be within 0.." + highest + " (0: a free one), not " + port);
            }
        }
    }

    /**
     * Who reaches a stack's processes, and how.
     *
     * @param secure whether brokers and registry are reached by TLS, ask who somebody is, and let nobody do what no ACL allows
     * @param linked names of clients with a network of their own that can be cut: see {@link Links}; not of a secured stack
     */
    public record Reach(boolean secure, List<String> linked) {
        /** Everybody on this machine, in the open. */
        public static final Reach OPEN = new Reach(false, List.of());

        public Reach {
            linked = List.copyOf(linked);
            if (secure && !linked.isEmpty()) {
                throw new IllegalArgumentException(
                        "linked: a secured stack has no links, its certificates name no others");
            }
        }
    }
}
