package io.tributary.demo;

import static io.tributary.demo.SecuredStack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.TributaryService;
import io.tributary.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** Of each role: what it has not is named, what it need not have is denied. Run by {@link SecureIT}. */
abstract class SecuredRights {
    private final SecuredStack stack;

    SecuredRights(SecuredStack stack) {
        this.stack = stack;
    }

    private Set<Permission> needed(AccessRole role) {
        return AccessRights.of(role, Settings.of(stack.settings(SecureLocal.user(role))));
    }

    private Admin client(AccessRole role) {
        return Admin.create(stack.cluster(SecureLocal.user(role)).client());
    }

    /** What is taken away is missed, by its name, and nothing else is. */
    @Test
    void shouldNameEachPermissionThatIsMissing() throws Exception {
        for (AccessRole role : AccessRole.values()) {
            try (Admin client = client(role)) {
                for (Permission each : ofEachKind(needed(role))) {
                    stack.take(role, each);
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(10))
                            .atMost(PATIENCE)
                            .untilAsserted(() ->
                                    assertThat(stack.missing(role, client)).containsExactly(each));
                    stack.give(role, each);
                }
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(stack.missing(role, client)).isEmpty());
            }
        }
    }

    /** One of each operation on each type of resource: all of them would take minutes. */
    private static Collection<Permission> ofEachKind(Set<Permission> all) {
        return all.stream()
                .collect(Collectors.toMap(
                        each -> each.type() + " " + each.operation() + " " + each.prefixed(),
                        Function.identity(),
                        (first, next) -> first))
                .values();
    }

    @Test
    void shouldStopInOneLineWithTheRemedy() throws Exception {
        startIsRefused(Permission.topic(AclOperation.READ, "orders"), stack.settings("tributary"));
        startIsRefused(
                Permission.all(AclOperation.READ, ResourceType.GROUP, "tributary-"), stack.settings("tributary"));
        // Whom a token names is known as well.
        startIsRefused(
                Permission.all(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, "tributary-"),
                stack.settingsWithToken("tributary"));
        stack.awaitMissing(AccessRole.SERVICE, List.of());

        assertThat(stack.run("recommender", "topics", "apply")).isEqualTo(1);
        assertThat(stack.said().lines().toList()).hasSize(1);
        assertThat(stack.said())
                .startsWith("error: Kafka denies User:recommender")
                .contains("acls apply");
        assertThat(stack.run("operator", "acls", "plan")).isEqualTo(1);
        assertThat(stack.said()).contains("User:operator").contains("DESCRIBE and changed with ALTER on the cluster");
        assertThat(stack.run("operator", "positions", "plan")).as(stack.said()).isZero();
    }

    private void startIsRefused(Permission taken, Map<String, String> settings) throws Exception {
        stack.take(AccessRole.SERVICE, taken);
        stack.awaitMissing(AccessRole.SERVICE, List.of(taken));
        assertThatThrownBy(() -> TributaryService.start(Settings.of(settings), new SimpleMeterRegistry()))
                .isInstanceOf(StartupException.class)
                .hasMessage("Kafka denies User:tributary " + taken
                        + ": have them granted with `tributary acls apply --role service --principal User:tributary`");
        stack.give(AccessRole.SERVICE, taken);
    }

    /** What Kafka lets each do on each topic and on the cluster is what its role has, and nothing more. */
    @Test
    void shouldDenyEverythingElse() throws Exception {
        for (AccessRole role : AccessRole.values()) {
            Set<Permission> all = needed(role);
            try (Admin client = client(role)) {
                for (var topic : Topics.all()) {
                    assertThat(allowed(client, topic.name()))
                            .as("%s on %s", role, topic.name())
                            .isEqualTo(implied(all, topic.name()));
                }
                assertThat(client.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                                .authorizedOperations()
                                .get())
                        .as("%s on the cluster", role)
                        .isEmpty();
                assertThat(client.describeTopics(List.of("somebody-elses"))
                                .topicNameValues()
                                .get("somebody-elses"))
                        .failsWithin(PATIENCE)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    private static Set<AclOperation> allowed(Admin client, String topic) throws Exception {
        try {
            return new TreeSet<>(
                    client.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .topicNameValues()
                            .get(topic)
                            .get()
                            .authorizedOperations());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(TopicAuthorizationException.class);
            return Set.of();
        }
    }

    private static Set<AclOperation> implied(Set<Permission> all, String topic) {
        Set<AclOperation> operations = all.stream()
                .filter(each -> each.type() == ResourceType.TOPIC && each.name().equals(topic))
                .map(Permission::operation)
                .collect(Collectors.toCollection(TreeSet::new));
        if (operations.contains(AclOperation.READ) || operations.contains(AclOperation.WRITE)) {
            operations.add(AclOperation.DESCRIBE);
        }
        if (operations.contains(AclOperation.ALTER_CONFIGS)) {
            operations.add(AclOperation.DESCRIBE_CONFIGS);
        }
        return operations;
    }
}
