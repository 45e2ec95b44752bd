package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.testkit.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Teams that were built with another version of a schema: their records are counted, and they read what is published. */
@ExtendWith(LogsOnFailure.class)
class SchemaEvolutionIT {
    private static final long NOW = 1_770_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "merchant.partitions", "2", "beat.clock", "event", "commit.interval.ms", "200", "metrics.grace.ms", "0");

    @Test
    void shouldWorkWithTeamsThatHaveOtherVersions() {
        try (Deployment deployment = Deployment.start("schema-evolution", SETTINGS)) {
            Instance service = deployment.run("a");
            Instance.awaitReady(PATIENCE, service);
            Cluster cluster = deployment.cluster();
            AvroSerdes serdes = cluster.serdes();
            AtomicLong now = new AtomicLong(NOW);
            try (Feed feed = new Feed(cluster, serdes);
                    BoostTable boosts = BoostTable.start(new BoostTableSettings(
                            cluster.bootstrapServers(),
                            cluster.registryUrl(),
                            DAY_MILLIS,
                            HostClock.replay(now::get),
                            Map.of()));
                    EventClock clock = new EventClock(cluster, serdes, feed, boosts, now)) {
                feed.programme(Street.newcomer(1000, 100), NOW);
                Street.profiles(10, NOW).forEach(feed::profile);
                clock.settle(NOW, 6);

                shouldCountImpressionsOfOlderAndNewerProducers(serdes.client(), feed, clock);
                shouldFollowDirectivesOfANewerService(serdes.client(), feed, boosts, clock.now());
            }
            shouldLetOlderAndNewerReadersRead(cluster, serdes);
            shouldRefuseAVersionThatWouldBreakReaders(serdes.client());
        }
    }

    private static void shouldCountImpressionsOfOlderAndNewerProducers(
            SchemaRegistryClient registry, Feed feed, EventClock clock) {
        Schema current = Topics.IMPRESSIONS.schema();
        long time = clock.now();
        int sent = 0;
        for (Schema version :
                List.of(Evolved.without(current, "invalidTraffic"), current, Evolved.with(current, "placement"))) {
            int id = Evolved.register(registry, Topics.IMPRESSIONS, version);
            for (int number = 0; number < 20; number++) {
                byte[] bytes = Evolved.write(
                        id,
                        version,
                        Evolved.generic(Samples.impression("i" + sent++, time).build()));
                feed.raw(Topics.IMPRESSIONS, Street.merchant(number % 10), bytes, time);
            }
        }
        clock.tick(time + 60_000);

        TaskCounters counters = clock.counters();
        assertThat(counters.getImpressions()).isEqualTo(sent);
        assertThat(counters.getExposures()).isEqualTo(sent);
    }

    /** The table of a recommender that was built before the service was. */
    private static void shouldFollowDirectivesOfANewerService(
            SchemaRegistryClient registry, Feed feed, BoostTable boosts, long now) {
        BoostDirective directive = BoostDirective.newBuilder()
                .setSequence(99)
                .setIssuedAt(now)
                .setExpiresAt(now + DAY_MILLIS)
                .setExplanation(new io.tributary.common.v1.LocalizedText("无", "None."))
                .setBoosts(List.of(io.tributary.directives.v1.Boost.newBuilder()
                        .setDirectiveId("newer")
                        .setProgrammeId("of-a-newer-service")
                        .setSurfaces(List.of(Surface.FEED))
                        .setNeed(1)
                        .setMultiplier(1.5)
                        .setAdditive(0)
                        .setMaxMultiplier(2)
                        .setHoldout(Street.FARM_HOLDOUT)
                        .setRemaining(10)
                        .build()))
                .build();
        Schema newer = Evolved.with(Topics.BOOST_DIRECTIVES.schema(), "campaign");
        int id = Evolved.register(registry, Topics.BOOST_DIRECTIVES, newer);
        feed.raw(Topics.BOOST_DIRECTIVES, "merchant-x", Evolved.write(id, newer, Evolved.generic(directive)), now);
        feed.flush();

        assertThat(boosts.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(boosts.boost("merchant-x", Surface.FEED, 0).directiveId()).isEqualTo("newer");
    }

    private static void shouldLetOlderAndNewerReadersRead(Cluster cluster, AvroSerdes serdes) {
        List<GenericRecord> directives = read(cluster, serdes, Topics.BOOST_DIRECTIVES, "reason", "experiment");
        assertThat(directives).isNotEmpty();
        List<GenericRecord> metrics = read(cluster, serdes, Topics.CONVERSION_METRICS, "sales", "device");
        long impressions = metrics.stream()
                .filter(row -> row.get("windowSize").toString().equals("MINUTE"))
                .filter(row -> row.get("status").toString().equals("FINAL"))
                .mapToLong(row -> (Long) row.get("impressions"))
                .sum();
        assertThat(impressions).isEqualTo(60);
        assertThat(ConversionMetric.getClassSchema().getField("sales")).isNotNull();
    }

    /** Reads all of a topic with a schema that lacks a field and with one that has one more; returns what the older one sees. */
    private static <T extends SpecificRecord> List<GenericRecord> read(
            Cluster cluster, AvroSerdes serdes, Topic<T> topic, String lacking, String added) {
        Schema older = Evolved.without(topic.schema(), lacking);
        Schema newer = Evolved.with(topic.schema(), added);
        // Both are versions that the registry takes: that is what FULL_TRANSITIVE promises to teams.
        Evolved.register(serdes.client(), topic, older);
        Evolved.register(serdes.client(), topic, newer);
        List<TopicLog.Entry<T>> entries = TopicLog.read(cluster, serdes, topic).stream()
                .filter(entry -> entry.value() != null)
                .toList();
        for (TopicLog.Entry<T> entry : entries) {
            GenericRecord seen = Evolved.read(serdes.client(), entry.raw(), newer);
            assertThat(seen.get(added)).hasToString("none");
        }
        return entries.stream()
                .map(entry -> Evolved.read(serdes.client(), entry.raw(), older))
                .toList();
    }

    private static void shouldRefuseAVersionThatWouldBreakReaders(SchemaRegistryClient registry) {
        Schema broken = Evolved.withRequired(Topics.BOOST_DIRECTIVES.schema(), "urgent");
        assertThatThrownBy(() -> Evolved.register(registry, Topics.BOOST_DIRECTIVES, broken))
                .hasMessageContaining("boost-directives-value");
    }
}
