package io.tributary.cli;

import io.tributary.app.config.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Settings of the brokers that the service depends on. */
final class BrokerSettingsCheck {
    /** What a dead letter and the largest record of a changelog take, with headers. */
    private static final long LEAST_MESSAGE = 1_000_000;

    private static final long GOOD_CLEANUP_MILLIS = 1_000;
    /** Longer than this, and brokers that stand still are felt for as long, milliseconds. */
    private static final long GOOD_REQUEST_MILLIS = 10_000;

    private static final int SAFE_REPLICAS = 3;

    private final Admin admin;
    private final Collection<Node> nodes;
    private final Settings settings;

    BrokerSettingsCheck(Admin admin, Collection<Node> nodes, Settings settings) {
        this.admin = admin;
        this.nodes = nodes;
        this.settings = settings;
    }

    List<Finding> findings() {
        ConfigResource broker = new ConfigResource(
                ConfigResource.Type.BROKER, nodes.iterator().next().idString());
        return of(BrokerCheck.get(admin.describeConfigs(List.of(broker)).all()).get(broker));
    }

    List<Finding> of(Config broker) {
        List<Finding> findings = new ArrayList<>();
        long cleanup = number(broker, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 0);
        if (cleanup > GOOD_CLEANUP_MILLIS) {
            findings.add(Finding.warn(
                    "brokers",
                    "look for overdue transactions each " + cleanup + " ms: so much longer a takeover takes",
                    "set transaction.abort.timed.out.transaction.cleanup.interval.ms to 200"));
        }
        long request = number(broker, "request.timeout.ms", 0);
        if (request > GOOD_REQUEST_MILLIS) {
            findings.add(Finding.warn(
                    "brokers",
                    "wait " + request
                            + " ms for a broker that stands still: so long a transaction with a partition there stays open",
                    "set request.timeout.ms of the brokers to 5000"));
        }
        long message = number(broker, "message.max.bytes", Long.MAX_VALUE);
        if (message < LEAST_MESSAGE) {
            findings.add(Finding.fail(
                    "brokers",
                    "take records of " + message + " bytes at most: dead letters and state may be larger",
                    "set message.max.bytes to 1048588, its default"));
        }
        long session = number(broker, "group.min.session.timeout.ms", 0);
        if (session > settings.streams().sessionTimeoutMillis()) {
            findings.add(Finding.fail(
                    "brokers",
                    "allow no sessions below " + session + " ms, and session.timeout.ms is "
                            + settings.streams().sessionTimeoutMillis(),
                    "raise session.timeout.ms, or lower group.min.session.timeout.ms"));
        }
        long replicas = number(broker, "transaction.state.log.replication.factor", SAFE_REPLICAS);
        if (replicas < SAFE_REPLICAS) {
            findings.add(
                    Finding.warn(
                            "brokers",
                            "keep what they know of transactions " + replicas + " times: with a broker it may be lost",
                            "three brokers, and transaction.state.log.replication.factor and offsets.topic.replication.factor of 3"));
        }
        if (text(broker, "auto.create.topics.enable").equals("true")) {
            findings.add(Finding.warn(
                    "brokers",
                    "make topics of any name that is asked for, with their own number of partitions",
                    "set auto.create.topics.enable to false"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("brokers", "their settings are as the service needs them"))
                : findings;
    }

    private static long number(Config config, String key, long otherwise) {
        String text = text(config, key);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    private static String text(Config config, String key) {
        ConfigEntry entry = config.get(key);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
