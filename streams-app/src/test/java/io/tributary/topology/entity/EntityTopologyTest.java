package io.tributary.topology.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.entities.v1.EntityShare;
import io.tributary.entities.v1.EntityShares;
import io.tributary.entities.v1.ShopHolding;
import io.tributary.entities.v1.ShopReport;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.GoldenTopology;
import io.tributary.topology.InvalidRecordException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityTopologyTest {
    private static final long NOON = 1_767_326_400_000L;

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private TopologyTestDriver driver;
    private TestInputTopic<String, ShopReport> shops;
    private TestOutputTopic<String, EntityShares> shares;

    @BeforeEach
    void start() {
        start("first");
    }

    private void start(String life) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "entity-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(life).toString());
        driver = new TopologyTestDriver(EntityTopology.build(serdes), config);
        shops = driver.createInputTopic(
                "entity-shops",
                new StringSerializer(),
                serdes.of(Topics.ENTITY_SHOPS).serializer());
        shares = driver.createOutputTopic(
                "entity-shares",
                new StringDeserializer(),
                serdes.of(Topics.ENTITY_SHARES).deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldAnswerShopsByTheirOwnKeys() {
        shops.pipeInput("x", report("a", 1, 0, 0));
        shops.pipeInput("y", report("b", 2, 0, 0));

        assertThat(shares.readKeyValuesToList())
                .extracting(record -> record.key, EntityTopologyTest::exposures)
                .as("the shops of two owners have a cap each")
                .containsExactly(tuple("a", 100L), tuple("b", 100L));
    }

    @Test
    void shouldGoOnWithWhatIsStoredAfterARestart() {
        shops.pipeInput("x", report("a", 1, 0, 0));
        shops.pipeInput("x", report("a", 2, 1, 100));
        shops.pipeInput("x", report("b", 3, 0, 0));
        shares.readKeyValuesToList();
        restart();

        shops.pipeInput("x", report("a", 2, 1, 100));
        assertThat(shares.isEmpty()).as("what is repeated is no news").isTrue();
        shops.pipeInput("x", report("a", 4, 3, 50));

        assertThat(shares.readKeyValuesToList())
                .extracting(record -> record.key, EntityTopologyTest::exposures)
                .containsExactly(tuple("b", 50L));
    }

    @Test
    void shouldRefuseWhatIsNoReport() {
        assertThatThrownBy(() -> shops.pipeInput("x", report("a", 1, 0, -5)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("held");
        assertThatThrownBy(() -> shops.pipeInput("x", null)).hasCauseInstanceOf(InvalidRecordException.class);
    }

    @Test
    void shouldMatchTheReviewedDescription() {
        GoldenTopology.assertUnchanged("entity", EntityTopology.build(serdes));
    }

    private void restart() {
        List<KeyValue<String, byte[]>> stored = new java.util.ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store().all()) {
            all.forEachRemaining(stored::add);
        }
        driver.close();
        start("second");
        stored.forEach(entry -> store().put(entry.key, entry.value));
    }

    private KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(EntityTopology.STORE);
    }

    private static long exposures(KeyValue<String, EntityShares> record) {
        return record.value.getShares().stream()
                .mapToLong(EntityShare::getExposures)
                .sum();
    }

    /** Of a shop that wants all of a cap of 100. */
    private static ShopReport report(String shop, long number, long taken, long held) {
        return new ShopReport(
                shop,
                shop.equals("a") ? 1L : 3L,
                number,
                false,
                NOON,
                List.of(new ShopHolding("one", 1, 100L, 1.0, 400L, NOON, taken, held)));
    }
}
