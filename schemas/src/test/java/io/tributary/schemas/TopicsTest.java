package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Topic.Cleanup;
import io.tributary.schemas.Topic.Compatibility;
import io.tributary.schemas.Topic.Partitioning;
import io.tributary.schemas.Topic.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void shouldListEveryConstant() {
        List<Object> constants = Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Topic.class)
                .<Object>map(TopicsTest::value)
                .toList();
        assertThat(Topics.all())
                .containsExactlyInAnyOrderElementsOf(constants.stream()
                        .<Topic<?>>map(constant -> (Topic<?>) constant)
                        .toList());
    }

    @Test
    void shouldFindTopicsByTheirNames() {
        for (Topic<?> topic : Topics.all()) {
            assertThat(topic.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(Topics.byName(topic.name()).orElseThrow()).isSameAs(topic);
        }
        assertThat(Topics.byName("nothing")).isEmpty();
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.all().stream().filter(Topic::hasSchema).map(Topic::schema))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldPartitionEverythingKeyedByMerchantAlike() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.keyDescription().equals("merchantId"))
                .allSatisfy(topic -> assertThat(topic.partitioning()).isEqualTo(Partitioning.MERCHANT));
        assertThat(Topics.all())
                .filteredOn(topic -> topic.partitioning() == Partitioning.SINGLE)
                .containsExactlyInAnyOrder(
                        Topics.PROGRAMMES,
                        Topics.PROGRAMMES_HISTORY,
                        Topics.REFERENCE_LISTS,
                        Topics.CONTROLS,
                        Topics.POOL_REPORTS,
                        Topics.PROGRAMME_METRICS,
                        Topics.REQUESTS,
                        Topics.BUCKET_SUMS,
                        Topics.UPLIFT,
                        Topics.GROUP_METRICS,
                        Topics.PROGRAMME_DAYS,
                        Topics.DEAD_LETTERS);
        assertThat(Topics.BEATS.partitions(12)).isEqualTo(12);
        assertThat(Topics.CONTROLS.partitions(12)).isEqualTo(1);
    }

    @Test
    void shouldCompactWhatIsStateAndDeleteWhatIsHistory() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.cleanup() == Cleanup.COMPACT)
                .containsExactlyInAnyOrder(
                        Topics.MERCHANTS,
                        Topics.PROGRAMMES,
                        Topics.PROGRAMMES_HISTORY,
                        Topics.REFERENCE_LISTS,
                        Topics.CONTROLS,
                        Topics.ENTITY_SHARES,
                        Topics.BOOST_DIRECTIVES,
                        Topics.UPLIFT,
                        Topics.ENTITLEMENTS);
        assertThat(Topics.IMPRESSIONS.config()).containsEntry("retention.ms", "604800000");
        assertThat(Topics.CONTROLS.config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void shouldPromiseFullCompatibilityForWhatOtherTeamsRead() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.compatibility() == Compatibility.FULL_TRANSITIVE)
                .containsExactlyInAnyOrder(
                        Topics.BOOST_DIRECTIVES,
                        Topics.CONVERSION_METRICS,
                        Topics.PROGRAMME_METRICS,
                        Topics.UPLIFT,
                        Topics.GROUP_METRICS,
                        Topics.PROGRAMME_DAYS,
                        Topics.ENTITLEMENTS,
                        Topics.DECISIONS,
                        Topics.LEDGER,
                        Topics.BENEFITS);
    }

    @Test
    void shouldReadWhatItWritesByAvrosOwnRules() {
        Topics.all().stream().filter(Topic::hasSchema).forEach(topic -> {
            Schema published = PublishedSchema.of(topic).rawSchema();
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(topic.schema(), published)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        });
    }

    @Test
    void shouldPublishSchemasWithoutJavasMarks() {
        Topics.all().stream()
                .filter(Topic::hasSchema)
                .forEach(topic ->
                        assertThat(PublishedSchema.of(topic).canonicalString()).doesNotContain("java"));
    }

    @Test
    void shouldRefuseATopicWithoutSense() {
        assertThatThrownBy(() ->
                        new Topic<>("t", "k", null, Partitioning.SINGLE, Cleanup.DELETE, 0, null, Writer.SERVICE, "d"))
                .hasMessageContaining("t.retentionMillis is 0");
        assertThatThrownBy(() -> new Topic<>(
                        "t",
                        "k",
                        null,
                        Partitioning.SINGLE,
                        Cleanup.DELETE,
                        1,
                        Compatibility.FULL_TRANSITIVE,
                        Writer.SERVICE,
                        "d"))
                .hasMessageContaining("come together");
        assertThatThrownBy(Topics.DEAD_LETTERS::schema).hasMessageContaining("raw bytes");
    }

    @Test
    void shouldKeepEventTimesOfReplaysFromBeingDeletedOrRefused() {
        TopicLayout layout = new TopicLayout(4, 3, true);
        assertThat(layout.config(Topics.IMPRESSIONS))
                .containsEntry("retention.ms", "-1")
                .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE))
                .containsEntry("min.insync.replicas", "2");
        assertThat(new TopicLayout(4, 1, false).config(Topics.IMPRESSIONS)).isEqualTo(Topics.IMPRESSIONS.config());
        assertThatThrownBy(() -> new TopicLayout(0, 1, false)).hasMessageContaining("merchant.partitions is 0");
        assertThatThrownBy(() -> new TopicLayout(1, 0, false)).hasMessageContaining("replication.factor is 0");
    }

    @Test
    void shouldRefuseTimesAheadOnlyInWhatTheServiceDoesNotWrite() {
        TopicLayout layout = new TopicLayout(4, 1, false);
        Topics.all().forEach(topic -> {
            String ahead = layout.config(topic).get("message.timestamp.after.max.ms");
            assertThat(ahead)
                    .as(topic.name())
                    .isEqualTo(topic.writer() == Writer.SERVICE ? Long.toString(Long.MAX_VALUE) : null);
        });
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
