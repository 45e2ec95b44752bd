package io.tributary.topology.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When days of programmes are published: by the time that records tell, and by the clock on the wall when none comes. */
class RollupPaceTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final long MIDNIGHT = 1_767_283_200_000L;
    private static final RollupPolicy POLICY = new RollupPolicy(32 * DAY, 1_000);

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private TopologyTestDriver driver;
    private int lives;

    /** A merchant's row of a day, and when it comes. */
    private record Row(String merchantId, int day, int revision, long at) {}

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-pace-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(
                StreamsConfig.STATE_DIR_CONFIG, folder.resolve("life" + lives++).toString());
        driver = new TopologyTestDriver(RollupTopology.build(POLICY, serdes), config);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /** The process ends and another one begins with what was stored. */
    private void restart() {
        List<KeyValue<String, byte[]>> stored = new ArrayList<>();
        KeyValueStore<String, byte[]> before = driver.getKeyValueStore(RollupTopology.STORE);
        try (KeyValueIterator<String, byte[]> all = before.all()) {
            all.forEachRemaining(stored::add);
        }
        close();
        start();
        KeyValueStore<String, byte[]> after = driver.getKeyValueStore(RollupTopology.STORE);
        stored.forEach(each -> after.put(each.key, each.value));
    }

    @Test
    void shouldPublishADayByTheTimeOfRecordsAlthoughNoClockRuns() {
        long end = MIDNIGHT + DAY;
        pipe(new Row("m1", 0, 1, end + 2_000));
        pipe(new Row("m2", 0, 1, end + 14_000));
        assertThat(published()).isEmpty();

        pipe(new Row("m1", 1, 1, end + MINUTE + 3_000));
        assertThat(published()).singleElement().satisfies(day -> {
            assertThat(day.getEligible()).isEqualTo(2);
            assertThat(day.getTime()).isEqualTo(end + MINUTE);
        });
    }

    @Test
    void shouldPublishADayOnceAMinute() {
        long end = MIDNIGHT + DAY;
        for (int i = 0; i < 10; i++) {
            pipe(new Row("m" + i, 0, 1, end + i * 20_000));
        }

        assertThat(published())
                .extracting(ProgrammeDay::getTime, ProgrammeDay::getEligible)
                .containsExactly(tuple(end + MINUTE, 3L), tuple(end + 2 * MINUTE, 6L), tuple(end + 3 * MINUTE, 9L));
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    @Test
    void shouldPublishADayThatIsOverForLongAtItsOwnPace() {
        long late = MIDNIGHT + 9 * DAY;
        pipe(new Row("m1", 0, 1, late));
        for (int i = 1; i <= 9 * 60; i++) {
            pipe(new Row("m1", 0, i + 1, late + i * MINUTE));
        }

        List<ProgrammeDay> published = published();
        assertThat(published).extracting(ProgrammeDay::getTime).containsExactly(late + MINUTE, late + 482 * MINUTE);
    }

    @Test
    void shouldPublishADayAlthoughTrafficStops() {
        long end = MIDNIGHT + DAY;
        pipe(new Row("m1", 0, 1, end + 5_000));
        driver.advanceWallClockTime(Duration.ofSeconds(30));
        assertThat(published()).as("more may come").isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(30));
        assertThat(published())
                .singleElement()
                .satisfies(day -> assertThat(day.getTime()).isEqualTo(end + MINUTE));
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(published()).as("nothing has changed").isEmpty();

        pipe(new Row("m2", 0, 1, end + 70_000));
        pipe(new Row("m3", 0, 1, end + 80_000));
        assertThat(published()).as("that minute has its row").isEmpty();
        pipe(new Row("m4", 0, 1, end + 2 * MINUTE));
        assertThat(published())
                .singleElement()
                .satisfies(day -> assertThat(day.getEligible()).isEqualTo(3));
    }

    @Test
    void shouldPublishTheSameWhenItIsReplayedAndWhenItIsInterrupted() {
        List<Row> rows = rows(new Random(7));
        rows.forEach(this::pipe);
        List<ProgrammeDay> once = published();
        close();

        start();
        List<ProgrammeDay> again = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % 37 == 0) {
                again.addAll(published());
                restart();
            }
            pipe(rows.get(i));
            driver.advanceWallClockTime(Duration.ofMillis(i % 900));
        }
        again.addAll(published());

        assertThat(again).isEqualTo(once).hasSizeGreaterThan(20);
        assertThat(once)
                .extracting(day -> day.getWindowStart() + " " + Math.floorDiv(day.getTime(), MINUTE))
                .as("one row of a day and minute")
                .doesNotHaveDuplicates();
    }

    /** Of three days and a while after, the time rises and falls behind now and then. */
    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        long time = MIDNIGHT + DAY;
        for (int i = 0; i < 600; i++) {
            time += random.nextInt(4) == 0 ? random.nextInt((int) (40 * MINUTE)) : random.nextInt(20_000);
            int oldest = (int) Math.max(0, (time - MIDNIGHT) / DAY - 2);
            int youngest = (int) ((time - MIDNIGHT) / DAY - 1);
            int day = oldest + random.nextInt(youngest - oldest + 1);
            rows.add(new Row("m" + random.nextInt(30), day, i + 1, time - random.nextInt(5_000)));
        }
        return rows;
    }

    private void pipe(Row row) {
        ConversionMetric metric = ConversionMetric.newBuilder()
                .setMerchantId(row.merchantId)
                .setWindowSize(WindowSize.DAY)
                .setWindowStart(MIDNIGHT + row.day * DAY)
                .setWindowEnd(MIDNIGHT + (row.day + 1) * DAY)
                .setTimeZone("Asia/Shanghai")
                .setSurface(Surface.FEED)
                .setArm(Arm.TREATMENT)
                .setStatus(WindowStatus.PROVISIONAL)
                .setRevision(row.revision)
                .setImpressions(row.revision)
                .setExposures(row.revision)
                .setInvalid(0)
                .setCharged(0)
                .setLate(0)
                .setPlaced(0)
                .setOrders(0)
                .setRefunds(0)
                .setUnits(0)
                .setProgrammes(List.of("newcomer"))
                .setMemberships(List.of(new Membership("newcomer", 1, Stage.SEED)))
                .build();
        driver.createInputTopic(
                        "conversion-metrics",
                        new StringSerializer(),
                        serdes.of(Topics.CONVERSION_METRICS).serializer())
                .pipeInput(row.merchantId, metric, row.at);
    }

    private List<ProgrammeDay> published() {
        return driver.createOutputTopic(
                        "programme-days",
                        new StringDeserializer(),
                        serdes.of(Topics.PROGRAMME_DAYS).deserializer())
                .readValuesToList();
    }
}
