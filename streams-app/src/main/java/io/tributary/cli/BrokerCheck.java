package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.RoleInputs;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.TopicChange;
import io.tributary.text.ErrorText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;

/** The brokers, and what the service has on them. */
final class BrokerCheck {
    private static final int ANSWER_SECONDS = 10;

    private final Admin admin;
    private final Settings settings;
    private final AccessRole role;
    private Collection<Node> nodes = List.of();

    /** @param role whose rights this user should have */
    BrokerCheck(Admin admin, Settings settings, AccessRole role) {
        this.admin = admin;
        this.settings = settings;
        this.role = role;
    }

    /** Whether they answer, the first of which the others need. */
    List<Finding> reachable() {
        String servers = settings.connection().bootstrapServers();
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            nodes = get(cluster.nodes());
            return List.of(Finding.ok(
                    "brokers",
                    nodes.size() + " at " + servers + ", cluster " + get(cluster.clusterId()) + ", metadata version "
                            + version(get(admin.describeFeatures().featureMetadata()))));
        } catch (KafkaException e) {
            return List.of(
                    Finding.fail(
                            "brokers",
                            servers + ": " + ErrorText.of(e),
                            "start them, or correct bootstrap.servers and the kafka.* settings; nothing else of them was looked at"));
        }
    }

    private static String version(FeatureMetadata features) {
        var found = features.finalizedFeatures().get("metadata.version");
        return found == null ? "not told" : Short.toString(found.maxVersionLevel());
    }

    /** All else; a question that is not answered is a finding, too. */
    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        BrokerSettingsCheck brokers = new BrokerSettingsCheck(admin, nodes, settings);
        TopicRightsCheck topics = new TopicRightsCheck(admin, settings, role);
        Map<String, Supplier<List<Finding>>> looks = new LinkedHashMap<>();
        looks.put("brokers", () -> settingsOf(brokers));
        looks.put("topics", this::contract);
        looks.put("replicas", topics::replicas);
        looks.put("rights", topics::rights);
        looks.put("clock", new ClockCheck(admin, settings)::findings);
        looks.put("positions", this::positions);
        looks.forEach((area, look) -> {
            try {
                findings.addAll(look.get());
            } catch (KafkaException e) {
                findings.add(Finding.warn(
                        area,
                        "was not answered: " + ErrorText.of(e),
                        "give the user of kafka.* the right to describe it, or bring about what is not there"));
            }
        });
        return findings;
    }

    private static List<Finding> settingsOf(BrokerSettingsCheck brokers) {
        try {
            return brokers.findings();
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return List.of(Finding.ok(
                        "brokers",
                        "their settings were not looked at: that takes DESCRIBE_CONFIGS on the cluster, which no role has; run"
                                + " this once as who has"));
            }
            throw e;
        }
    }

    private List<Finding> contract() {
        List<Finding> findings = new ArrayList<>();
        List<TopicChange> plan = TopicAdmin.plan(admin, StreamsConfigs.topicLayout(settings));
        for (TopicChange change : plan) {
            switch (change.action()) {
                case CREATE ->
                    findings.add(Finding.warn(
                            "topics",
                            change.topic() + " is not there",
                            "`tributary topics apply`; `run` does it by itself"));
                case ALTER ->
                    findings.add(Finding.warn(
                            "topics", change.topic() + ": " + change.detail(), "`tributary topics apply`"));
                case DIFFERS ->
                    findings.add(Finding.fail(
                            "topics", change.topic() + ": " + change.detail(), "as it says; state is by partition"));
                default -> {}
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("topics", "all " + plan.size() + " are as the contract says"))
                : findings;
    }

    private List<Finding> positions() {
        Mending mending = new Mending(admin, StreamsConfigs.client(settings.connection()), RoleInputs.trail(settings));
        if (!mending.isKnown()) {
            return List.of(Finding.ok("positions", "nothing was read yet"));
        }
        List<Finding> findings = new ArrayList<>();
        for (Role role : Role.values()) {
            InputSet inputs = RoleInputs.of(role, settings);
            for (Mending.Row row : mending.rows(inputs)) {
                if (row.action().equals("STOP")) {
                    findings.add(Finding.fail(
                            "positions",
                            row.group() + ": " + row.topic() + (row.partition() < 0 ? "" : "-" + row.partition()) + " "
                                    + row.words(),
                            "a start would be refused: `tributary positions plan`, runbook/coming-back.md"));
                }
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("positions", "each role can go on where it stands")) : findings;
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + ANSWER_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        }
    }
}
