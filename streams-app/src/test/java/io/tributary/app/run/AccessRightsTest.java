package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRightsTest {
    private static final Settings SETTINGS = Settings.of(Map.of());

    private static List<String> of(AccessRole role, Settings settings) {
        return AccessRights.of(role, settings).stream()
                .map(Permission::toString)
                .toList();
    }

    private static List<String> of(AccessRole role) {
        return of(role, SETTINGS);
    }

    @Test
    void shouldLetThePlatformWriteWhatHappenedAndNothingElse() {
        assertThat(of(AccessRole.PLATFORM))
                .containsExactly(
                        "WRITE on topic awareness",
                        "WRITE on topic feedback",
                        "WRITE on topic impressions",
                        "WRITE on topic ivt-verdicts",
                        "WRITE on topic merchant-events",
                        "WRITE on topic merchants",
                        "WRITE on topic orders",
                        "WRITE on topic requests");
    }

    /** Brokers refuse a record of the service in no topic that it writes: see {@link Topic.Writer}. */
    @Test
    void shouldLetEachWriterOfTheCatalogueWriteWhatItSays() {
        Map<Topic.Writer, AccessRole> roles = Map.of(
                Topic.Writer.PLATFORM, AccessRole.PLATFORM,
                Topic.Writer.OPERATOR, AccessRole.OPERATOR,
                Topic.Writer.SERVICE, AccessRole.SERVICE);

        Topics.all()
                .forEach(topic -> assertThat(of(roles.get(topic.writer()))).contains("WRITE on topic " + topic.name()));
        // The pool asks brokers for their time by a record to the controls, which carry it whatever the record says.
        List<String> service = of(AccessRole.SERVICE);
        assertThat(Topics.all())
                .filteredOn(topic -> service.contains("WRITE on topic " + topic.name()))
                .filteredOn(topic -> topic.writer() != Topic.Writer.SERVICE && !topic.brokerTime())
                .isEmpty();
    }

    @Test
    void shouldLetOnlyRepairSendDeadLettersAgain() {
        assertThat(of(AccessRole.REPAIR))
                .contains(
                        "READ on topic dead-letters",
                        "WRITE on topic dead-letters",
                        "WRITE on topic bucket-sums",
                        "WRITE on transactional-id tributary-dead-letters")
                .containsAll(of(AccessRole.PLATFORM))
                .doesNotContain(
                        "WRITE on topic programmes",
                        "WRITE on topic beats",
                        "WRITE on topic pool-reports",
                        "WRITE on topic boost-directives",
                        "WRITE on topic ledger",
                        "READ on topic orders");
        assertThat(of(AccessRole.OPERATOR))
                .contains("READ on topic dead-letters")
                .doesNotContain("WRITE on topic dead-letters", "WRITE on topic orders");
    }

    @Test
    void shouldLetRecommendersReadBoostsAndNothingElse() {
        assertThat(of(AccessRole.RECOMMENDER))
                .containsExactly("READ on topic beats", "READ on topic boost-directives", "READ on topic controls");
    }

    @Test
    void shouldLetAnalystsReadWhatCameOfItAndWriteNothing() {
        assertThat(of(AccessRole.ANALYST))
                .contains("READ on topic conversion-metrics", "READ on topic ledger", "READ on topic uplift")
                .doesNotContain("READ on topic impressions", "READ on topic beats", "READ on topic dead-letters")
                .allMatch(each -> each.startsWith("READ on topic "));
    }

    @Test
    void shouldLetTheServiceNeitherMakeItsInputsNorChangeTopics() {
        Set<Permission> rights = AccessRights.of(AccessRole.SERVICE, SETTINGS);

        assertThat(rights)
                .extracting(Permission::operation)
                .doesNotContain(
                        AclOperation.ALTER, AclOperation.ALTER_CONFIGS, AclOperation.ALL, AclOperation.CLUSTER_ACTION);
        assertThat(rights).extracting(Permission::type).doesNotContain(ResourceType.CLUSTER);
        assertThat(of(AccessRole.SERVICE))
                .contains(
                        "READ on topic impressions",
                        "WRITE on topic boost-directives",
                        "WRITE on topic dead-letters",
                        "CREATE on topic tributary-*",
                        "READ on group tributary-*",
                        "WRITE on transactional-id tributary-*")
                .doesNotContain(
                        "WRITE on topic impressions",
                        "WRITE on topic programmes",
                        "READ on topic ledger",
                        "CREATE on topic ledger");
    }

    @Test
    void shouldGiveEachTopicOfTheCatalogueSomebodyWhoWritesItAndSomebodyWhoReadsIt() {
        Set<Permission> all = Set.of(AccessRole.values()).stream()
                .flatMap(role -> AccessRights.of(role, SETTINGS).stream())
                .collect(Collectors.toSet());

        Topics.all()
                .forEach(topic -> assertThat(all)
                        .contains(Permission.topic(AclOperation.WRITE, topic.name()))
                        .contains(Permission.topic(AclOperation.READ, topic.name())));
    }

    @Test
    void shouldFollowPrefixesAndRoles() {
        Settings settings =
                Settings.of(Map.of("topic.prefix", "staging-", "application.prefix", "support", "roles", "pool"));

        assertThat(of(AccessRole.SERVICE, settings))
                .contains(
                        "READ on topic staging-programmes",
                        "WRITE on topic staging-beats",
                        "READ on group staging-support-*")
                .doesNotContain("READ on topic staging-impressions", "WRITE on topic staging-ledger")
                .noneMatch(each -> each.startsWith("DELETE"));
    }
}
