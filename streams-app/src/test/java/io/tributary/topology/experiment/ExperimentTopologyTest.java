package io.tributary.topology.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.events.v1.PageCount;
import io.tributary.experiment.v1.BucketAmount;
import io.tributary.experiment.v1.BucketCount;
import io.tributary.experiment.v1.BucketScope;
import io.tributary.experiment.v1.BucketSums;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.experiment.v1.UpliftWindow;
import io.tributary.experiment.v1.WithheldReason;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.GoldenTopology;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.PortableNumbers;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTopologyTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long TODAY = 20_000 * DAY;
    private static final ExperimentPolicy POLICY =
            new ExperimentPolicy(ZoneOffset.UTC, 10 * MINUTE, MINUTE, TimeUnit.DAYS.toMillis(40));

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    /** Whether what is told is what a state tells first. */
    private boolean isFirst;

    private TopologyTestDriver driver;
    private TestInputTopic<String, BucketSums> sums;
    private TestInputTopic<String, PageCount> requests;
    private TestOutputTopic<String, Uplift> uplift;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "experiment-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(ExperimentTopology.build(POLICY, serdes), config);
        sums = driver.createInputTopic(
                "bucket-sums",
                new StringSerializer(),
                serdes.of(Topics.BUCKET_SUMS).serializer());
        requests = driver.createInputTopic(
                "requests", new StringSerializer(), serdes.of(Topics.REQUESTS).serializer());
        uplift = driver.createOutputTopic(
                "uplift",
                new StringDeserializer(),
                PortableNumbers.checked(serdes.of(Topics.UPLIFT).deserializer()));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepItsDescription() {
        GoldenTopology.assertUnchanged("experiment", ExperimentTopology.build(POLICY, serdes));
    }

    @Test
    void shouldAddUpTasksAndPublishWhenAllHaveTold() {
        long noon = TODAY + 12 * HOUR;
        // Both tasks are known, and have told nothing.
        tell(0, noon, BucketScope.MERCHANTS, Stage.SEED, TODAY, true, bucket -> 0, bucket -> 0);
        tell(1, noon, BucketScope.MERCHANTS, Stage.SEED, TODAY, true, bucket -> 0, bucket -> 0);
        all(0, noon + MINUTE, Stage.SEED, bucket -> 50, bucket -> bucket < 100 ? 1 : 2);
        assertThat(uplift.isEmpty()).as("the other task has not told").isTrue();
        all(1, noon + MINUTE, Stage.GROW, bucket -> 50, bucket -> bucket % 2);

        Map<String, Uplift> rows = read();
        assertThat(rows.keySet())
                .containsExactlyInAnyOrder(
                        "farm/3/SEED/DAY/" + TODAY,
                        "farm/3/SEED/TO_DATE/" + TODAY,
                        "farm/3/GROW/DAY/" + TODAY,
                        "farm/3/GROW/TO_DATE/" + TODAY,
                        "farm/3/ALL/DAY/" + TODAY,
                        "farm/3/ALL/TO_DATE/" + TODAY,
                        "ALL/0/ALL/DAY/" + TODAY,
                        "ALL/0/ALL/TO_DATE/" + TODAY);
        Uplift row = rows.get("farm/3/ALL/DAY/" + TODAY);
        assertThat(row.getStatus()).isEqualTo(WindowStatus.PROVISIONAL);
        assertThat(row.getRevision()).isEqualTo(1);
        assertThat(row.getWithheld()).isNull();
        assertThat(row.getWindow()).isEqualTo(UpliftWindow.DAY);
        assertThat(row.getWindowEnd()).isEqualTo(TODAY + DAY);
        assertThat(row.getCountedUntil()).isEqualTo(noon + MINUTE);
        assertThat(row.getHoldout()).isEqualTo(new BucketRange(0, 100));
        assertThat(row.getTreatmentBuckets()).isEqualTo(900);
        UpliftFigure orders = figure(row, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS);
        assertThat(orders.getTreatment()).isEqualTo(900 * 2 + 450);
        assertThat(orders.getHoldout()).isEqualTo(100 + 50);
        double days = (12 * HOUR + MINUTE) / (double) DAY;
        assertThat(orders.getTreatmentDenominator()).isCloseTo(900 * days, within(1e-6));
        assertThat(orders.getDifference()).isCloseTo(1 / days, within(1e-9));
        assertThat(orders.getAlwaysLow95()).isLessThan(orders.getLow95());
        UpliftFigure seed =
                figure(rows.get("farm/3/SEED/DAY/" + TODAY), UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS);
        assertThat(seed.getTreatment()).isEqualTo(1800);
        UpliftFigure total = figure(rows.get("ALL/0/ALL/DAY/" + TODAY), UpliftSubject.ALL, UpliftMetric.NET_ORDERS);
        assertThat(total.getTreatment()).isEqualTo(2250);
    }

    /** Merchant tasks whose state is made anew read their inputs again, and tell again what is in the sums. */
    @Test
    void shouldCountOnceWhatATaskTellsAgain() {
        long noon = TODAY + 12 * HOUR;
        nothing(0, noon);
        all(0, noon + MINUTE, Stage.SEED, bucket -> 50, bucket -> 1);
        assertThat(treatment(read())).isEqualTo(900);
        nothing(0, noon);
        all(0, noon + MINUTE, Stage.SEED, bucket -> 50, bucket -> 1);
        assertThat(read()).as("it was told").isEmpty();
        all(0, noon + 2 * MINUTE, Stage.SEED, bucket -> 50, bucket -> 1);
        assertThat(treatment(read())).as("what comes then is new").isEqualTo(1800);
    }

    /** The service had been stopped for longer than beats are kept: what is told with the first one is of all inputs that are left. */
    @Test
    void shouldNotMixWhatIsToldAgainWithWhatIsNew() {
        isFirst = true;
        all(0, TODAY + 12 * HOUR, Stage.SEED, bucket -> 50, bucket -> 1);
        assertThat(treatment(read())).as("the first state of all is believed").isEqualTo(900);
        long later = TODAY + 3 * DAY;
        tell(0, later, BucketScope.PROGRAMME, Stage.SEED, TODAY, false, bucket -> 50, bucket -> 1);
        allOn(0, later, TODAY + 2 * DAY, Stage.SEED, bucket -> 50, bucket -> 1);
        Map<String, Uplift> rows = read();
        assertThat(treatment(rows)).as("of a day that was told of").isEqualTo(900);
        assertThat(figure(
                                rows.get("farm/3/ALL/DAY/" + (TODAY + 2 * DAY)),
                                UpliftSubject.SUPPORTED,
                                UpliftMetric.NET_ORDERS)
                        .getTreatment())
                .isEqualTo(900);
        isFirst = false;
        all(0, later + MINUTE, Stage.SEED, bucket -> 50, bucket -> 1);
        assertThat(treatment(read())).as("late, and new").isEqualTo(1800);
    }

    private static long treatment(Map<String, Uplift> rows) {
        return figure(rows.get("farm/3/ALL/DAY/" + TODAY), UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS)
                .getTreatment();
    }

    @Test
    void shouldSettleADayAndRestateIt() {
        all(0, TODAY + 12 * HOUR, Stage.SEED, bucket -> 50, bucket -> bucket % 5);
        String key = "farm/3/ALL/DAY/" + TODAY;
        assertThat(read().get(key).getStatus()).isEqualTo(WindowStatus.PROVISIONAL);
        nothing(0, TODAY + DAY + 9 * MINUTE);
        assertThat(read()).doesNotContainKey(key);
        nothing(0, TODAY + DAY + 10 * MINUTE);
        Uplift last = read().get(key);
        assertThat(last.getStatus()).isEqualTo(WindowStatus.FINAL);
        assertThat(last.getRevision()).isEqualTo(2);
        assertThat(last.getCountedUntil()).isEqualTo(TODAY + DAY);
        nothing(0, TODAY + DAY + HOUR);
        assertThat(read()).as("what is settled is told once").isEmpty();
        // An order is turned back three days later.
        tell(
                0,
                TODAY + 4 * DAY,
                BucketScope.PROGRAMME,
                Stage.SEED,
                TODAY,
                false,
                bucket -> 0,
                bucket -> -(bucket / 999));
        nothing(0, TODAY + 4 * DAY);
        Uplift restated = read().get(key);
        assertThat(restated.getStatus()).isEqualTo(WindowStatus.RESTATED);
        assertThat(restated.getRevision()).isEqualTo(3);
        assertThat(figure(restated, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS)
                        .getTreatment())
                .isEqualTo(figure(last, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS)
                                .getTreatment()
                        - 1);
    }

    @Test
    void shouldSumDaysToDateAndAdjustByTheTimeBefore() {
        for (int day = -3; day < 0; day++) {
            long start = TODAY + day * DAY;
            tell(0, start + HOUR, BucketScope.MERCHANTS, Stage.SEED, start, true, bucket -> 50, bucket -> bucket % 7);
        }
        assertThat(read()).isEmpty();
        all(0, TODAY + DAY - MINUTE, Stage.SEED, bucket -> 50, bucket -> bucket % 7 + 1);
        read();
        allOn(0, TODAY + 2 * DAY, TODAY + DAY, Stage.SEED, bucket -> 50, bucket -> bucket % 7 + 1);
        Uplift row = read().get("farm/3/ALL/TO_DATE/" + TODAY);
        assertThat(row.getWindowEnd()).isEqualTo(TODAY + 2 * DAY);
        UpliftFigure orders = figure(row, UpliftSubject.SUPPORTED, UpliftMetric.NET_ORDERS);
        assertThat(orders.getHoldoutDenominator()).isCloseTo(200, within(1e-9));
        long heldOut = 0;
        for (int bucket = 0; bucket < 100; bucket++) {
            heldOut += 2 * (bucket % 7 + 1);
        }
        assertThat(orders.getHoldout()).isEqualTo(heldOut);
        assertThat(orders.getAdjusted().getStandardError())
                .as("buckets do as they did before")
                .isLessThan(orders.getStandardError() / 1_000);
    }

    @Test
    void shouldDividePagesEachMinuteOnce() {
        for (int bucket = 0; bucket < 1000; bucket++) {
            PageCount pages = new PageCount(TODAY, Surface.FEED, bucket, 10L);
            requests.pipeInput("FEED/" + bucket, pages);
            requests.pipeInput("FEED/" + bucket, pages);
            requests.pipeInput("SEARCH/" + bucket, new PageCount(TODAY, Surface.SEARCH, bucket, 10L));
        }
        all(0, TODAY + 12 * HOUR, Stage.SEED, bucket -> 50, bucket -> bucket < 100 ? 1 : 2);
        UpliftFigure orders = ordersByPages();
        assertThat(orders.getTreatmentDenominator()).isCloseTo(900 * 20 / 1000.0, within(1e-9));
        assertThat(orders.getDifference()).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldCountPagesOfAnEarlierMinuteOnceAndRefuseWhatIsTooFarBehind() {
        long[] minutes = {10, 8, 9, 8, 10, 71, 8, 70};
        for (long minute : minutes) {
            for (int bucket = 0; bucket < 1000; bucket++) {
                requests.pipeInput("FEED/" + bucket, new PageCount(TODAY + minute * MINUTE, Surface.FEED, bucket, 10L));
            }
        }
        assertThatThrownBy(() -> requests.pipeInput("FEED/1", new PageCount(TODAY + 7 * MINUTE, Surface.FEED, 1, 10L)))
                .hasRootCauseInstanceOf(InvalidRecordException.class)
                .rootCause()
                .hasMessageContaining("64 minutes or more before");
        all(0, TODAY + 12 * HOUR, Stage.SEED, bucket -> 50, bucket -> bucket < 100 ? 1 : 2);
        assertThat(ordersByPages().getTreatmentDenominator()).isCloseTo(900 * 50 / 1000.0, within(1e-9));
    }

    private UpliftFigure ordersByPages() {
        return read().get("farm/3/ALL/DAY/" + TODAY).getFigures().stream()
                .filter(each -> each.getSubject() == UpliftSubject.SUPPORTED
                        && each.getMetric() == UpliftMetric.NET_ORDERS
                        && each.getDenominator() == UpliftDenominator.PAGES)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldWithholdWhereTheArmsDidNotGetTheirTraffic() {
        all(0, TODAY + 12 * HOUR, Stage.SEED, bucket -> (bucket < 100 ? 48 : 52) + bucket % 3, bucket -> 1);
        Uplift row = read().get("farm/3/ALL/DAY/" + TODAY);
        assertThat(row.getWithheld()).isEqualTo(WithheldReason.SAMPLE_RATIO);
        assertThat(row.getFigures()).allMatch(each -> each.getDifference() == null);
    }

    @Test
    void shouldRefuseWhatItCannotUse() {
        BucketSums unknown = sums(0, TODAY, BucketScope.UNKNOWN, Stage.SEED, TODAY, List.of());
        Assertions.assertThatThrownBy(() -> sums.pipeInput("x", unknown))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(InvalidRecordException.class);
        nothing(0, TODAY + 50 * DAY);
        BucketCount count = new BucketCount(1, 1L, 0L, 0L, List.of());
        BucketSums old = sums(0, TODAY + 51 * DAY, BucketScope.MERCHANTS, Stage.SEED, TODAY, List.of(count));
        Assertions.assertThatThrownBy(() -> sums.pipeInput("MERCHANTS", old))
                .hasRootCauseInstanceOf(InvalidRecordException.class)
                .hasStackTraceContaining("older than");
    }

    private void nothing(int task, long time) {
        tell(task, time, BucketScope.MERCHANTS, Stage.SEED, Math.floorDiv(time, DAY) * DAY, true, b -> 0, b -> 0);
    }

    /** A task in which one programme's merchants are all that there are. */
    private void all(int task, long time, Stage stage, IntUnaryOperator exposures, IntUnaryOperator orders) {
        allOn(task, time, TODAY, stage, exposures, orders);
    }

    private void allOn(
            int task, long time, long day, Stage stage, IntUnaryOperator exposures, IntUnaryOperator orders) {
        tell(task, time, BucketScope.PROGRAMME, stage, day, false, exposures, orders);
        tell(task, time, BucketScope.MEMBERS, Stage.SEED, day, false, exposures, orders);
        tell(task, time, BucketScope.MERCHANTS, Stage.SEED, day, true, exposures, orders);
    }

    private void tell(
            int task,
            long time,
            BucketScope scope,
            Stage stage,
            long day,
            boolean complete,
            IntUnaryOperator exposures,
            IntUnaryOperator orders) {
        List<BucketCount> counts = new ArrayList<>();
        for (int bucket = 0; bucket < 1000; bucket++) {
            long lines = orders.applyAsInt(bucket);
            List<BucketAmount> sales = lines == 0 ? List.of() : List.of(new BucketAmount("CNY", 100 * lines));
            if (exposures.applyAsInt(bucket) != 0 || lines != 0) {
                counts.add(new BucketCount(bucket, (long) exposures.applyAsInt(bucket), lines, lines, sales));
            }
        }
        BucketSums record = sums(task, time, scope, stage, day, counts);
        record.setFirst(isFirst);
        record.setComplete(complete);
        sums.pipeInput(scope == BucketScope.PROGRAMME ? "farm" : scope.name(), record);
    }

    private static BucketSums sums(
            int task, long time, BucketScope scope, Stage stage, long day, List<BucketCount> counts) {
        boolean isOfProgramme = scope == BucketScope.PROGRAMME;
        return BucketSums.newBuilder()
                .setTask(task)
                .setTime(time)
                .setScope(scope)
                .setProgrammeId(isOfProgramme ? "farm" : "")
                .setVersion(isOfProgramme ? 3 : 0)
                .setStage(stage)
                .setHoldout(isOfProgramme ? new BucketRange(0, 100) : null)
                .setDayStart(day)
                .setDayEnd(day + DAY)
                .setBuckets(counts)
                .build();
    }

    private Map<String, Uplift> read() {
        Map<String, Uplift> rows = new LinkedHashMap<>();
        uplift.readKeyValuesToList().forEach(each -> rows.put(each.key, each.value));
        return rows;
    }

    private static UpliftFigure figure(Uplift row, UpliftSubject subject, UpliftMetric metric) {
        return row.getFigures().stream()
                .filter(each -> each.getSubject() == subject
                        && each.getMetric() == metric
                        && each.getDenominator() == UpliftDenominator.BUCKET_DAY)
                .findFirst()
                .orElseThrow();
    }
}
