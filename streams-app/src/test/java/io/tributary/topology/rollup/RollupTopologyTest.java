package io.tributary.topology.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.domain.metric.Money;
import io.tributary.domain.metric.Rates;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.Sales;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.GoldenTopology;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.PortableNumbers;
import io.tributary.topology.SalesRecords;
import io.tributary.topology.StoreCopy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupTopologyTest {
    private static final long NOON = 1_767_326_400_000L;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final RollupPolicy POLICY = new RollupPolicy(32 * DAY, 1_000);

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private TopologyTestDriver driver;
    private TestInputTopic<String, ConversionMetric> rows;
    private TestOutputTopic<String, ProgrammeMetric> metrics;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(RollupTopology.build(POLICY, serdes), config);
        rows = driver.createInputTopic(
                "conversion-metrics",
                new StringSerializer(),
                serdes.of(Topics.CONVERSION_METRICS).serializer());
        metrics = driver.createOutputTopic(
                "programme-metrics",
                new StringDeserializer(),
                PortableNumbers.checked(serdes.of(Topics.PROGRAMME_METRICS).deserializer()));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldSumMerchantsSurfacesAndArms() {
        pipe(row("m1", 10));
        pipe(row("m2", 5));
        pipe(row("m2", 7).setSurface(Surface.SEARCH));
        pipe(row("m2", 2).setArm(Arm.HOLDOUT));

        ProgrammeMetric metric = only(publish());
        assertThat(metric.getProgrammeId()).isEqualTo("newcomer");
        assertThat(metric.getWindowSize()).isEqualTo(WindowSize.HOUR);
        assertThat(metric.getWindowStart()).isEqualTo(NOON);
        assertThat(metric.getWindowEnd()).isEqualTo(NOON + HOUR);
        assertThat(metric.getMerchants()).isEqualTo(2);
        assertThat(metric.getRevision()).isEqualTo(1);
        assertThat(metric.getPacing()).isNull();
        assertThat(arm(metric, Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 22));
        assertThat(arm(metric, Arm.HOLDOUT)).isEqualTo(totals(Arm.HOLDOUT, 2));
    }

    @Test
    void shouldReplaceARowByItsRestatement() {
        pipe(row("m1", 10));
        pipe(row("m2", 5));
        publish();
        pipe(row("m1", 4).setRevision(2).setStatus(WindowStatus.RESTATED));

        ProgrammeMetric metric = only(publish());
        assertThat(metric.getRevision()).isEqualTo(2);
        assertThat(metric.getMerchants()).isEqualTo(2);
        assertThat(arm(metric, Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 9));
    }

    @Test
    void shouldCountADuplicateOnceAndKeepALaterRevision() {
        pipe(row("m1", 10).setRevision(2));
        publish();
        pipe(row("m1", 10).setRevision(2));
        pipe(row("m1", 99).setRevision(1));

        assertThat(publish()).isEmpty();
    }

    @Test
    void shouldCountAMerchantInEachOfItsProgrammes() {
        List<Charged> halves = List.of(new Charged("newcomer", 5L), new Charged("farm", 5L));
        pipe(row("m1", 10).setProgrammes(List.of("newcomer", "farm")).setChargedTo(halves));
        pipe(row("m2", 5).setProgrammes(List.of("farm")).setChargedTo(List.of(new Charged("farm", 5L))));
        pipe(row("m3", 5).setProgrammes(List.of()).setChargedTo(List.of()));

        List<ProgrammeMetric> published = publish();
        assertThat(published).hasSize(2);
        assertThat(arm(of(published, "farm"), Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 15, 10));
        assertThat(arm(of(published, "newcomer"), Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 10, 5));
    }

    @Test
    void shouldCountAChargeUnderTheProgrammeThatIsChargedAlsoWhenTheMerchantHasLeftIt() {
        List<Charged> both = List.of(new Charged("newcomer", 3L), new Charged("farm", 4L));
        pipe(row("m1", 10).setProgrammes(List.of("newcomer")).setChargedTo(both));

        List<ProgrammeMetric> published = publish();
        assertThat(arm(of(published, "newcomer"), Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 10, 3));
        assertThat(arm(of(published, "farm"), Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 0, 4, List.of()));
    }

    @Test
    void shouldSayHowSettledItIs() {
        pipe(row("m1", 10));
        pipe(row("m2", 5));
        assertThat(only(publish()).getStatus()).isEqualTo(WindowStatus.PROVISIONAL);
        pipe(row("m1", 10).setRevision(2).setStatus(WindowStatus.FINAL));
        assertThat(only(publish()).getStatus()).isEqualTo(WindowStatus.PROVISIONAL);
        pipe(row("m2", 5).setRevision(2).setStatus(WindowStatus.FINAL));
        assertThat(only(publish()).getStatus()).isEqualTo(WindowStatus.FINAL);
        pipe(row("m2", 4).setRevision(3).setStatus(WindowStatus.RESTATED));
        assertThat(only(publish()).getStatus()).isEqualTo(WindowStatus.RESTATED);
    }

    @Test
    void shouldKeepRowsApartThatAreOfOtherTerms() {
        pipe(row("m1", 10).setMemberships(List.of(new Membership("newcomer", 1, Stage.SEED))));
        pipe(row("m1", 5).setMemberships(List.of(new Membership("newcomer", 2, Stage.SEED))));
        pipe(row("m1", 4)
                .setMemberships(List.of(new Membership("newcomer", 2, Stage.SEED)))
                .setRevision(2));

        ProgrammeMetric metric = only(publish());
        assertThat(metric.getMerchants()).isEqualTo(1);
        assertThat(arm(metric, Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 14));
    }

    @Test
    void shouldKeepWindowsApart() {
        pipe(row("m1", 10));
        pipe(row("m1", 5).setWindowStart(NOON + HOUR).setWindowEnd(NOON + 2 * HOUR));
        pipe(row("m1", 15).setWindowSize(WindowSize.DAY).setWindowEnd(NOON + 24 * HOUR));

        assertThat(publish())
                .hasSize(3)
                .allSatisfy(metric -> assertThat(metric.getMerchants()).isEqualTo(1));
    }

    @Test
    void shouldForgetWhatIsOlderThanTheRetentionAndRefuseItsRestatement() {
        pipe(row("m1", 10));
        publish();
        long later = NOON + 33 * DAY;
        rows.pipeInput(
                "m1",
                row("m1", 5).setWindowStart(later).setWindowEnd(later + HOUR).build(),
                later);
        publish();

        assertThat(stored()).noneMatch(key -> key.contains(Long.toString(NOON)));
        assertThat(stored()).anyMatch(key -> key.contains(Long.toString(later)));
        assertThatThrownBy(() -> pipe(row("m1", 4).setRevision(2)))
                .hasStackTraceContaining(InvalidRecordException.class.getName())
                .hasStackTraceContaining("older than the roll-up remembers");
    }

    @Test
    void shouldForgetMinutesBeforeHoursAndDays() {
        pipe(row("m1", 10));
        pipe(row("m1", 9).setWindowSize(WindowSize.MINUTE).setWindowEnd(NOON + HOUR / 60));
        publish();
        long later = NOON + 11 * DAY;
        rows.pipeInput(
                "m1",
                row("m1", 5).setWindowStart(later).setWindowEnd(later + HOUR).build(),
                later);
        publish();

        assertThat(stored()).noneMatch(key -> key.contains("/MINUTE/"));
        pipe(row("m1", 4).setRevision(2).setStatus(WindowStatus.RESTATED));
        assertThat(arm(only(publish()), Arm.TREATMENT)).isEqualTo(totals(Arm.TREATMENT, 4));
        assertThatThrownBy(() -> pipe(row("m1", 9)
                        .setWindowSize(WindowSize.MINUTE)
                        .setWindowEnd(NOON + HOUR / 60)
                        .setRevision(2)))
                .hasStackTraceContaining("older than the roll-up remembers (864000000 ms)");
    }

    @Test
    void shouldPublishAfterARestartWhatHadNotBeenPublished() {
        pipe(row("m1", 10));
        MockProcessorContext<String, SpecificRecord> restarted = new MockProcessorContext<>();
        restarted.setCurrentStreamTimeMs(NOON + 2 * HOUR);
        restarted.setCurrentSystemTimeMs(NOON + 2 * HOUR);
        restarted.addStateStore(StoreCopy.of(
                RollupTopology.STORE, driver.getKeyValueStore(RollupTopology.STORE), restarted.getStateStoreContext()));
        new RollupProcessor(POLICY).init(restarted);
        restarted.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

        assertThat(restarted.forwarded())
                .extracting(forward -> forward.record().value())
                .isEqualTo(publish());
    }

    @Test
    void shouldMatchTheReviewedDescription() {
        GoldenTopology.assertUnchanged("rollup", RollupTopology.build(POLICY, serdes));
    }

    private void pipe(ConversionMetric.Builder row) {
        rows.pipeInput(row.getMerchantId(), row.build(), NOON + 2 * HOUR);
    }

    private List<ProgrammeMetric> publish() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        return metrics.readValuesToList();
    }

    private List<String> stored() {
        List<String> keys = new ArrayList<>();
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(RollupTopology.STORE);
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static ProgrammeMetric only(List<ProgrammeMetric> published) {
        assertThat(published).hasSize(1);
        return published.get(0);
    }

    private static ArmTotals arm(ProgrammeMetric metric, Arm arm) {
        return metric.getArms().stream()
                .filter(totals -> totals.getArm() == arm)
                .findFirst()
                .orElseThrow();
    }

    private static ProgrammeMetric of(List<ProgrammeMetric> published, String programmeId) {
        return published.stream()
                .filter(metric -> metric.getProgrammeId().equals(programmeId))
                .findFirst()
                .orElseThrow();
    }

    private static ArmTotals totals(Arm arm, long count) {
        return totals(arm, count, count);
    }

    private static ArmTotals totals(Arm arm, long count, long charged) {
        return totals(arm, count, charged, List.of(SalesRecords.of("CNY", new Money(100 * count, 10 * count), count)));
    }

    private static ArmTotals totals(Arm arm, long count, long charged, List<Sales> sales) {
        return ArmTotals.newBuilder()
                .setArm(arm)
                .setImpressions(count)
                .setExposures(count)
                .setCharged(charged)
                .setOrders(count)
                .setRefunds(count)
                .setSales(sales)
                .setOrdersPerExposure(Rates.perExposure(count, count))
                .setNetOrdersPerExposure(Rates.perExposure(0, count))
                .build();
    }

    private static ConversionMetric.Builder row(String merchantId, long count) {
        return ConversionMetric.newBuilder()
                .setMerchantId(merchantId)
                .setWindowSize(WindowSize.HOUR)
                .setWindowStart(NOON)
                .setWindowEnd(NOON + HOUR)
                .setTimeZone("Asia/Shanghai")
                .setSurface(Surface.FEED)
                .setArm(Arm.TREATMENT)
                .setStatus(WindowStatus.PROVISIONAL)
                .setRevision(1)
                .setImpressions(count)
                .setExposures(count)
                .setInvalid(0)
                .setCharged(count)
                .setLate(0)
                .setPlaced(count)
                .setOrders(count)
                .setRefunds(count)
                .setUnits(count)
                .setSales(List.of(SalesRecords.of("CNY", new Money(100 * count, 10 * count), count)))
                .setProgrammes(List.of("newcomer"))
                .setChargedTo(List.of(new Charged("newcomer", count)));
    }
}
