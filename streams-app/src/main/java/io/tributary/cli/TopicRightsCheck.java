package io.tributary.cli;

import io.tributary.app.access.AccessCheck;
import io.tributary.app.access.Missing;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.security.Logins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** Whether the service's topics have their replicas, and whether this user may do with them what a role does. */
final class TopicRightsCheck {
    private final Admin admin;
    private final Settings settings;
    private final AccessRole role;
    private Map<String, TopicDescription> topics;

    TopicRightsCheck(Admin admin, Settings settings, AccessRole role) {
        this.admin = admin;
        this.settings = settings;
        this.role = role;
    }

    private Map<String, TopicDescription> topics() {
        if (topics == null) {
            TopicNames names = settings.connection().topics();
            Set<String> there = BrokerCheck.get(admin.listTopics().names());
            List<String> ours =
                    Topics.all().stream().map(names::of).filter(there::contains).toList();
            topics = BrokerCheck.get(admin.describeTopics(ours).allTopicNames());
        }
        return topics;
    }

    List<Finding> replicas() {
        List<String> leaderless = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        topics().forEach((name, topic) -> {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.leader() == null || partition.leader().isEmpty()) {
                    leaderless.add(name + "-" + partition.partition());
                } else if (partition.isr().size() < partition.replicas().size()) {
                    behind.add(name + "-" + partition.partition());
                }
            }
        });
        if (!leaderless.isEmpty()) {
            return List.of(
                    Finding.fail("replicas", "no leader: " + some(leaderless), "start the brokers that have them"));
        }
        return List.of(
                behind.isEmpty()
                        ? Finding.ok("replicas", "all partitions have a leader and all of their replicas")
                        : Finding.warn(
                                "replicas",
                                "a replica is missing or behind: " + some(behind),
                                "look for a broker that is down or slow before another one fails"));
    }

    /** Without an authorizer everybody may do everything, and this says so. */
    List<Finding> rights() {
        String who = Logins.principal(settings.connection().kafka());
        List<Permission> missing = new AccessCheck(admin, each -> AccessRights.examples(each, settings))
                .missing(AccessRights.of(role, settings));
        return List.of(
                missing.isEmpty()
                        ? Finding.ok(
                                "rights",
                                (who.isEmpty() ? "this user" : who) + " may do what the role " + role.id() + " does")
                        : Finding.fail(
                                "rights",
                                Missing.words(who, missing),
                                Missing.remedy(who, role.id()) + "; `doctor --role` says for another role"));
    }

    private static String some(List<String> all) {
        int most = 5;
        return String.join(", ", all.subList(0, Math.min(most, all.size())))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }
}
