package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Surface;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderStatus;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.Names;
import io.tributary.topology.StateFolder;
import io.tributary.topology.rollup.RollupTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrections that come weeks late: the hour and the day that they are about are restated, and nothing else moves. */
class MerchantCorrectionsTest {
    /** The last moment at which NOON's windows can be restated is before this one. */
    private static final long HORIZON = DAWN + 31 * DAY;

    private MerchantFixture task = new MerchantFixture();
    private final List<TestRecord<String, ConversionMetric>> rows = new ArrayList<>();
    private Impression shown;

    /** A merchant in the programme sells something on what was shown of it, and a month goes by. */
    @BeforeEach
    void sell() {
        task.grant(NOON, 90, "m1");
        shown = task.impression(NOON).setBucket(500).build();
        task.impressions.pipeInput("m1", shown, NOON);
        task.show("m1", task.impression(NOON).setBucket(500));
        sell("o1", OrderStatus.PAID, 500, NOON);
        sell("o2", OrderStatus.PAID, 300, NOON);
        task.beat(DAWN + DAY);
        task.beat(DAWN + DAY + 10 * MINUTE);
        assertThat(ofNoon(WindowSize.HOUR))
                .extracting(ConversionMetric::getStatus, ConversionMetric::getRevision)
                .containsOnly(tuple(WindowStatus.FINAL, 1));
        assertThat(ofNoon(WindowSize.DAY))
                .extracting(ConversionMetric::getStatus, ConversionMetric::getRevision)
                .containsOnly(tuple(WindowStatus.PROVISIONAL, 1), tuple(WindowStatus.FINAL, 2));
    }

    @AfterEach
    void close() {
        task.close();
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }

    /** Rows of a size that hold NOON, of those published since the last call and kept aside then. */
    private List<ConversionMetric> ofNoon(WindowSize size) {
        rows.addAll(task.metrics.readRecordsToList());
        return rows.stream()
                .map(TestRecord::value)
                .filter(row -> row.getWindowSize() == size)
                .filter(row -> row.getWindowStart() <= NOON && NOON < row.getWindowEnd())
                .filter(row -> row.getArm() == Arm.TREATMENT)
                .toList();
    }

    private IvtVerdict verdict(long judgedAt) {
        return IvtVerdict.newBuilder()
                .setImpressionId(shown.getImpressionId())
                .setSurface(shown.getSurface())
                .setViewable(shown.getViewable())
                .setBucket(shown.getBucket())
                .setTime(shown.getTime())
                .setJudgedAt(judgedAt)
                .build();
    }

    private void sell(String orderId, OrderStatus status, long amount, long time) {
        task.sell(
                "m1",
                MerchantSamples.order(orderId, status, amount, time)
                        .setAttribution(new Attribution("impression", null, Surface.FEED, 500, NOON)));
    }

    private long windowsStored() {
        long count = 0;
        try (KeyValueIterator<Bytes, byte[]> all = task.stored().all()) {
            while (all.hasNext()) {
                count += all.next().key.get()[0] == Names.WINDOW_SECTION ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void shouldRestateHourAndDayThirtyDaysLater() {
        restart();
        task.beat(NOON + 30 * DAY);
        rows.clear();
        sell("o1", OrderStatus.REFUNDED, 500, NOON + 30 * DAY);
        restart();
        task.beat(NOON + 30 * DAY + MINUTE);
        task.verdicts.pipeInput("m1", verdict(NOON + 30 * DAY), NOON + 30 * DAY);
        sell("o2", OrderStatus.REFUNDED, 100, NOON + 30 * DAY);
        PoolReport report = task.beat(NOON + 30 * DAY + 2 * MINUTE);

        for (WindowSize size : List.of(WindowSize.HOUR, WindowSize.DAY)) {
            int first = size == WindowSize.HOUR ? 2 : 3;
            assertThat(ofNoon(size))
                    .extracting(
                            ConversionMetric::getStatus,
                            ConversionMetric::getRevision,
                            ConversionMetric::getOrders,
                            ConversionMetric::getRefunds,
                            row -> row.getSales().get(0).getRefunded(),
                            ConversionMetric::getExposures,
                            ConversionMetric::getInvalidated)
                    .containsExactly(
                            tuple(WindowStatus.RESTATED, first, 2L, 1L, 500L, 2L, 0L),
                            tuple(WindowStatus.RESTATED, first + 1, 2L, 2L, 600L, 1L, 1L));
        }
        assertThat(ofNoon(WindowSize.MINUTE)).as("minutes are final").isEmpty();
        assertThat(report.getCounters().getRefunds()).isEqualTo(2);
        assertThat(report.getCounters().getVerdicts()).isEqualTo(1);
        assertThat(report.getCounters().getBeyondHorizon()).isZero();
        assertThat(report.getCounters().getUnmatched()).isZero();
    }

    @Test
    void shouldCountWhatComesBeyondTheHorizonAndMoveNothing() {
        task.beat(HORIZON - 1);
        assertThat(windowsStored()).isEqualTo(2);
        task.beat(HORIZON);
        rows.clear();
        sell("o1", OrderStatus.REFUNDED, 500, HORIZON);
        task.verdicts.pipeInput("m1", verdict(HORIZON), HORIZON);
        restart();
        PoolReport report = task.beat(HORIZON + MINUTE);

        assertThat(ofNoon(WindowSize.HOUR)).isEmpty();
        assertThat(ofNoon(WindowSize.DAY)).isEmpty();
        assertThat(windowsStored()).as("what is beyond the horizon").isZero();
        assertThat(report.getCounters().getBeyondHorizon()).isEqualTo(2);
        assertThat(report.getCounters().getRefunds()).isEqualTo(1);
        task.beat(HORIZON + 2 * DAY);
        assertThat(task.metrics.readValuesToList())
                .filteredOn(row -> row.getWindowSize() == WindowSize.DAY && row.getStatus() == WindowStatus.FINAL)
                .singleElement()
                .satisfies(day -> assertThat(day.getRefundsInWindow()).isEqualTo(1));
    }

    @Test
    void shouldRestateForWhatIsShownThatLateAndOpenAnHourThatHadNothing() {
        task.beat(NOON + 20 * DAY);
        rows.clear();
        task.show("m1", task.impression(NOON + MINUTE).setBucket(500));
        task.show("m1", task.impression(NOON - 60 * MINUTE).setBucket(500));
        restart();
        task.beat(NOON + 20 * DAY + MINUTE);
        assertThat(ofNoon(WindowSize.HOUR)).singleElement().satisfies(hour -> {
            assertThat(hour.getStatus()).isEqualTo(WindowStatus.RESTATED);
            assertThat(hour.getImpressions()).isEqualTo(3);
            assertThat(hour.getLate()).isEqualTo(1);
        });
        assertThat(ofNoon(WindowSize.DAY)).singleElement().satisfies(day -> {
            assertThat(day.getRevision()).isEqualTo(3);
            assertThat(day.getImpressions())
                    .as("without the one before the merchant came in")
                    .isEqualTo(3);
        });
        assertThat(rows)
                .map(TestRecord::value)
                .filteredOn(row -> row.getWindowEnd() == NOON && row.getWindowSize() == WindowSize.HOUR)
                .singleElement()
                .satisfies(hour -> {
                    assertThat(hour.getStatus()).isEqualTo(WindowStatus.FINAL);
                    assertThat(hour.getRevision()).isEqualTo(1);
                });
    }

    @Test
    void shouldMoveTheTotalsOfTheProgramme() {
        task.beat(NOON + 30 * DAY - MINUTE);
        sell("o1", OrderStatus.REFUNDED, 500, NOON + 30 * DAY);
        task.beat(NOON + 30 * DAY);
        sell("o2", OrderStatus.REFUNDED, 300, NOON + 30 * DAY);
        task.verdicts.pipeInput("m1", verdict(NOON + 30 * DAY), NOON + 30 * DAY);
        task.beat(NOON + 30 * DAY + MINUTE);
        rows.addAll(task.metrics.readRecordsToList());

        TreeMap<WindowSize, ProgrammeMetric> last = new TreeMap<>();
        rolledUp().stream().filter(each -> each.getWindowStart() <= NOON).forEach(each -> {
            ProgrammeMetric before = last.put(each.getWindowSize(), each);
            assertThat(each.getRevision()).isGreaterThan(before == null ? 0 : before.getRevision());
        });
        for (WindowSize size : List.of(WindowSize.HOUR, WindowSize.DAY)) {
            ProgrammeMetric totals = last.get(size);
            assertThat(totals.getStatus()).isEqualTo(WindowStatus.RESTATED);
            assertThat(sum(totals, ArmTotals::getOrders)).isEqualTo(2);
            assertThat(sum(totals, ArmTotals::getRefunds)).isEqualTo(2);
            assertThat(sum(totals, ArmTotals::getImpressions)).isEqualTo(2);
            assertThat(sum(totals, ArmTotals::getExposures)).isEqualTo(1);
        }
        assertThat(last.get(WindowSize.MINUTE).getStatus()).isEqualTo(WindowStatus.FINAL);
    }

    private static long sum(ProgrammeMetric metric, ToLongFunction<ArmTotals> of) {
        return metric.getArms().stream().mapToLong(of).sum();
    }

    private List<ProgrammeMetric> rolledUp() {
        AvroSerdes serdes = AvroSerdes.inMemory();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        try (StateFolder folder = new StateFolder()) {
            config.put(StreamsConfig.STATE_DIR_CONFIG, folder.path());
            try (TopologyTestDriver driver =
                    new TopologyTestDriver(RollupTopology.build(RollupPolicy.DEFAULT, serdes), config)) {
                TestInputTopic<String, ConversionMetric> input = driver.createInputTopic(
                        Topics.CONVERSION_METRICS.name(),
                        new StringSerializer(),
                        serdes.of(Topics.CONVERSION_METRICS).serializer());
                TestOutputTopic<String, ProgrammeMetric> output = driver.createOutputTopic(
                        Topics.PROGRAMME_METRICS.name(),
                        new StringDeserializer(),
                        serdes.of(Topics.PROGRAMME_METRICS).deserializer());
                rows.forEach(row -> {
                    input.pipeInput(row.key(), row.value(), row.timestamp());
                    driver.advanceWallClockTime(Duration.ofSeconds(1));
                });
                return output.readValuesToList();
            }
        }
    }
}
