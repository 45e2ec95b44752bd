package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.run.RoleInputs;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;

/** Whether the service's topics have their replicas, and whether this user may do with them what a role does. */
final class TopicRightsCheck {
    private final Admin admin;
    private final Settings settings;
    private Map<String, TopicDescription> topics;

    TopicRightsCheck(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    private Map<String, TopicDescription> topics() {
        if (topics == null) {
            TopicNames names = settings.connection().topics();
            Set<String> there = BrokerCheck.get(admin.listTopics().names());
            List<String> ours =
                    Topics.all().stream().map(names::of).filter(there::contains).toList();
            topics = BrokerCheck.get(
                    admin.describeTopics(ours, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .allTopicNames());
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
        Set<String> inputs = new HashSet<>();
        for (Role role : Role.values()) {
            inputs.addAll(RoleInputs.of(role, settings).inputs().keySet());
        }
        List<Finding> findings = new ArrayList<>();
        topics().forEach((name, topic) -> {
            Set<AclOperation> lacking = lacking(topic.authorizedOperations(), inputs.contains(name));
            if (!lacking.isEmpty()) {
                findings.add(
                        Finding.fail(
                                "rights",
                                name + ": this user may not " + lacking,
                                "grant it, for example with `tributary acls plan`; `rights` are those of the kafka.* settings"));
            }
        });
        return findings.isEmpty()
                ? List.of(
                        Finding.ok("rights", "this user may do with " + topics().size() + " topics what the roles do"))
                : findings;
    }

    /** @param allowed null where brokers do not say */
    static Set<AclOperation> lacking(Set<AclOperation> allowed, boolean isInput) {
        if (allowed == null) {
            return Set.of();
        }
        Set<AclOperation> needed = EnumSet.of(AclOperation.DESCRIBE, isInput ? AclOperation.READ : AclOperation.WRITE);
        needed.removeAll(allowed);
        return needed;
    }

    private static String some(List<String> all) {
        int most = 5;
        return String.join(", ", all.subList(0, Math.min(most, all.size())))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }
}
