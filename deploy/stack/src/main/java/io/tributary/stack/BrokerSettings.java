package io.tributary.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The server.properties of one node. */
final class BrokerSettings {
    private BrokerSettings() {}

    /**
     * @param node 1-based, Kafka's node.id
     * @param controllerPorts of all nodes, in their order
     */
    static Map<String, String> of(
            int node, int port, List<Integer> controllerPorts, Path data, Map<String, String> overrides) {
        Map<String, String> all = new TreeMap<>();
        replication(all, controllerPorts.size());
        quickReactions(all);
        loopback(all);
        smallFootprint(all);
        all.putAll(overrides);
        place(all, node, port, controllerPorts, data);
        return all;
    }

    private static void place(Map<String, String> all, int node, int port, List<Integer> controllerPorts, Path data) {
        int controllerPort = controllerPorts.get(node - 1);
        all.put("process.roles", "broker,controller");
        all.put("node.id", Integer.toString(node));
        all.put("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
        all.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "BROKER");
        all.put("controller.listener.names", "CONTROLLER");
        all.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, controllerPorts.size())
                        .mapToObj(id -> id + "@127.0.0.1:" + controllerPorts.get(id - 1))
                        .collect(Collectors.joining(",")));
        all.put("log.dirs", data.toString());
    }

    /**
     * A further way in, for one client.
     *
     * @param port where the node listens
     * @param advertised where whoever comes by it is told to find the node
     */
    static void addListener(Map<String, String> all, String client, int port, int advertised) {
        String name = "LINK_" + client.toUpperCase(Locale.ROOT);
        all.merge("listeners", name + "://127.0.0.1:" + port, BrokerSettings::listed);
        all.merge("advertised.listeners", name + "://127.0.0.1:" + advertised, BrokerSettings::listed);
        all.merge("listener.security.protocol.map", name + ":PLAINTEXT", BrokerSettings::listed);
    }

    private static String listed(String before, String more) {
        return before + "," + more;
    }

    private static void replication(Map<String, String> all, int nodes) {
        String copies = nodes == 1 ? "1" : "3";
        String inSync = nodes == 1 ? "1" : "2";
        all.put("default.replication.factor", copies);
        all.put("min.insync.replicas", inSync);
        all.put("offsets.topic.replication.factor", copies);
        all.put("transaction.state.log.replication.factor", copies);
        all.put("transaction.state.log.min.isr", inSync);
        all.put("share.coordinator.state.topic.replication.factor", copies);
        all.put("share.coordinator.state.topic.min.isr", inSync);
        // A misspelt topic must fail, not appear; the catalogue creates those that are meant.
        all.put("auto.create.topics.enable", "false");
    }

    /** On loopback silence means death: what Kafka waits for over a network would be most of a test's time. */
    private static void quickReactions(Map<String, String> all) {
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.min.session.timeout.ms", "1000");
        all.put("group.consumer.min.session.timeout.ms", "1000");
        all.put("group.consumer.session.timeout.ms", "6000");
        all.put("group.consumer.min.heartbeat.interval.ms", "100");
        all.put("group.consumer.heartbeat.interval.ms", "1000");
        all.put("group.streams.min.session.timeout.ms", "1000");
        all.put("group.streams.session.timeout.ms", "6000");
        all.put("group.streams.min.heartbeat.interval.ms", "100");
        all.put("group.streams.heartbeat.interval.ms", "1000");
        all.put("group.streams.initial.rebalance.delay.ms", "0");
        // A killed producer's open transaction holds up read_committed readers until it is found to be overdue.
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");
        // A coordinator that asks a broker which stands still to end a transaction waits so long before it asks the
        // partition's next leader.
        all.put("request.timeout.ms", "5000");
        all.put("broker.heartbeat.interval.ms", "500");
        all.put("broker.session.timeout.ms", "3000");
    }

    /** Kafka's 100 KB are hardly more than a packet here: a sender that finds less room than that waits for TCP's timeout, 200 ms. */
    private static void loopback(Map<String, String> all) {
        all.put("socket.send.buffer.bytes", "-1");
        all.put("socket.receive.buffer.bytes", "-1");
    }

    private static void smallFootprint(Map<String, String> all) {
        all.put("offsets.topic.num.partitions", "5");
        all.put("transaction.state.log.num.partitions", "5");
        all.put("share.coordinator.state.topic.num.partitions", "5");
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        // Taken from the heap when the broker starts; Kafka's 128 MB would be a quarter of it.
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
    }
}
