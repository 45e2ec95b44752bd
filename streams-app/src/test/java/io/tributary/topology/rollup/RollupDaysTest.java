package io.tributary.topology.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.ArmTotals;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.AwarenessKind;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.GroupDimension;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.metrics.v1.Withholding;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of a programme, against sums that are made here of the same records in a plain way. */
class RollupDaysTest {
    private static final long DAY = 86_400_000;
    private static final long MIDNIGHT = 1_767_283_200_000L;
    private static final RollupPolicy POLICY = new RollupPolicy(10 * DAY, 1_000);

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final Random random = new Random(20);
    private TopologyTestDriver driver;
    private TestInputTopic<String, ConversionMetric> rows;
    private TestInputTopic<String, MerchantDay> standings;
    private TestOutputTopic<String, ProgrammeDay> days;
    private TestOutputTopic<String, GroupMetric> groups;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-days-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(RollupTopology.build(POLICY, serdes), config);
        rows = driver.createInputTopic(
                "conversion-metrics",
                new StringSerializer(),
                serdes.of(Topics.CONVERSION_METRICS).serializer());
        standings = driver.createInputTopic(
                "merchant-days",
                new StringSerializer(),
                serdes.of(Topics.MERCHANT_DAYS).serializer());
        days = driver.createOutputTopic(
                "programme-days",
                new StringDeserializer(),
                serdes.of(Topics.PROGRAMME_DAYS).deserializer());
        groups = driver.createOutputTopic(
                "group-metrics",
                new StringDeserializer(),
                serdes.of(Topics.GROUP_METRICS).deserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /** One merchant as this test knows it. */
    private record Member(
            String id, String region, Stage stage, long floor, long granted, long[] charged, long orders) {
        long spent() {
            return Arrays.stream(charged).sum();
        }
    }

    @Test
    void shouldComeToWhatPlainSumsComeToOverAllMerchants() {
        List<Member> members = members(200);
        members.forEach(member -> pipe(member, 0, 1, WindowStatus.PROVISIONAL));
        publish();
        members.forEach(member -> pipe(member, 0, 2, WindowStatus.FINAL));
        // A duplicate, and a revision that comes late.
        pipe(members.get(0), 0, 2, WindowStatus.FINAL);
        pipe(members.get(1), 0, 1, WindowStatus.PROVISIONAL);

        ProgrammeDay day = last(publish());

        assertThat(day.getStatus()).isEqualTo(WindowStatus.FINAL);
        assertThat(day.getRevision()).isEqualTo(2);
        assertThat(day.getEligible()).isEqualTo(200);
        long supported = members.stream().filter(each -> each.spent() > 0).count();
        assertThat(day.getSupported()).isEqualTo(supported).isLessThan(200);
        assertThat(day.getCoverage()).isEqualTo(supported / 200.0);
        long spent = members.stream().mapToLong(Member::spent).sum();
        long granted = members.stream().mapToLong(Member::granted).sum();
        assertThat(day.getSpent()).isEqualTo(spent);
        assertThat(day.getUtilisation()).isEqualTo((double) spent / granted);
        assertThat(day.getOverDelivery())
                .isEqualTo(members.stream()
                        .mapToLong(each -> Math.max(0, each.spent() - each.granted()))
                        .sum());
        long floors = members.stream().filter(each -> each.floor() > 0).count();
        long met = members.stream()
                .filter(each -> each.floor() > 0 && each.spent() >= each.floor())
                .count();
        assertThat(day.getFloorMerchants()).isEqualTo(floors);
        assertThat(day.getFloorsMet()).isEqualTo(met);
        assertThat(day.getGini()).isCloseTo(gini(members), within(1e-9));
        assertThat(day.getBottomHalfShare()).isCloseTo(bottomHalf(members), within(1e-9));
        long ordersOfSupported = members.stream()
                .filter(each -> each.spent() > 0)
                .mapToLong(Member::orders)
                .sum();
        assertThat(day.getSupportedOrders()).isEqualTo(ordersOfSupported);
        assertThat(day.getOtherOrders())
                .isEqualTo(members.stream().mapToLong(Member::orders).sum() - ordersOfSupported);
        assertThat(day.getEverUsed()).isEqualTo(supported);
        assertThat(day.getApplied()).isEqualTo(200);
    }

    @Test
    void shouldPublishGroupsThatAddUpToTheProgrammeAndWithholdSmallOnes() {
        List<Member> members = members(300);
        members.forEach(member -> pipe(member, 0, 1, WindowStatus.PROVISIONAL));
        publish();
        assertThat(groups.isEmpty()).as("of provisional rows").isTrue();
        members.forEach(member -> pipe(member, 0, 2, WindowStatus.FINAL));
        publish();
        List<GroupMetric> published = groups.readValuesToList();

        for (GroupMetric county : of(published, GroupDimension.COUNTY)) {
            List<Member> of = members.stream()
                    .filter(each -> each.region().equals(county.getValue()))
                    .toList();
            if (county.getWithheld() == Withholding.NONE) {
                assertThat(of).hasSizeGreaterThanOrEqualTo(20);
                assertThat(county.getEligible()).isEqualTo(of.size());
                assertThat(charged(county))
                        .isEqualTo(of.stream().mapToLong(Member::spent).sum());
            } else {
                assertThat(county.getMerchants()).isNull();
                assertThat(county.getEligible()).isNull();
                assertThat(county.getGranted()).isNull();
                assertThat(county.getArms()).isEmpty();
            }
        }
        assertThat(of(published, GroupDimension.COUNTY))
                .extracting(GroupMetric::getWithheld)
                .contains(Withholding.NONE, Withholding.SMALL, Withholding.COMPLEMENT);
        assertThat(of(published, GroupDimension.STAGE).stream()
                        .mapToLong(RollupDaysTest::charged)
                        .sum())
                .isEqualTo(members.stream().mapToLong(Member::spent).sum());
    }

    @Test
    void shouldCountMerchantsOfWhichNothingWasShown() {
        for (int i = 0; i < 30; i++) {
            tell("idle" + i, "530102", Stage.SEED, 10, 10, 0);
        }
        rows.pipeInput(
                "m0", row("m0", "530102", Stage.SEED, new long[] {10}, 0, 0, 1, WindowStatus.FINAL), MIDNIGHT + DAY);

        ProgrammeDay day = last(publish());
        assertThat(day.getEligible()).isEqualTo(31);
        assertThat(day.getSupported()).isEqualTo(1);
        assertThat(day.getGini()).isCloseTo(30 / 31.0, within(1e-12));
        assertThat(day.getFloorAttainment()).isZero();
    }

    @Test
    void shouldNotTellHowFewMerchantsDiffer() {
        List<Member> members = members(10);
        members.forEach(member -> pipe(member, 0, 1, WindowStatus.FINAL));

        ProgrammeDay day = last(publish());
        assertThat(day.getWithheld()).isTrue();
        assertThat(day.getGini()).isNull();
        assertThat(day.getPacingErrorMedian()).isNull();
        assertThat(day.getFirstOrderMedianDays()).isNull();
        assertThat(groups.readValuesToList())
                .allSatisfy(each -> assertThat(each.getWithheld()).isNotEqualTo(Withholding.NONE));
    }

    @Test
    void shouldFollowMerchantsFromDayToDay() {
        for (int i = 0; i < 40; i++) {
            boolean sells = i < 25;
            tell("m" + i, "530102", Stage.SEED, 0, 10, 0);
            rows.pipeInput(
                    "m" + i,
                    row("m" + i, "530102", Stage.SEED, new long[] {1}, 0, 0, 1, WindowStatus.FINAL),
                    MIDNIGHT + DAY);
            rows.pipeInput(
                    "m" + i,
                    row("m" + i, "530102", Stage.GROW, new long[] {1}, sells ? 1 : 0, 1, 1, WindowStatus.FINAL),
                    MIDNIGHT + 2 * DAY);
            standings.pipeInput(
                    "newcomer",
                    standing("m" + i, "530102", sells ? Stage.GROW : Stage.SEED, 0, 10, 0, 1),
                    MIDNIGHT + 2 * DAY);
        }

        List<ProgrammeDay> published = publish();
        ProgrammeDay first = published.get(published.size() - 2);
        ProgrammeDay second = last(published);
        assertThat(second.getFirstOrderMerchants()).isEqualTo(40);
        assertThat(second.getFirstOrders()).isEqualTo(25);
        assertThat(second.getFirstOrderMedianDays()).isEqualTo(1.0);
        assertThat(first.getFirstOrderMedianDays()).isNull();
        assertThat(second.getStageChanges())
                .extracting(change -> change.getFrom() + " " + change.getTo() + " " + change.getMerchants())
                .containsExactly("SEED SEED 15", "SEED GROW 25");
    }

    @Test
    void shouldCountWhoKnewOfTheProgrammeOnceWhateverTheClocksOfOthersSay() {
        TestInputTopic<String, Awareness> awareness = driver.createInputTopic(
                "awareness", new StringSerializer(), serdes.of(Topics.AWARENESS).serializer());
        TestInputTopic<String, MerchantEvent> events = driver.createInputTopic(
                "merchant-events",
                new StringSerializer(),
                serdes.of(Topics.MERCHANT_EVENTS).serializer());
        for (int again = 0; again < 2; again++) {
            awareness.pipeInput("m1", new Awareness("m1", "newcomer", AwarenessKind.NOTICED, MIDNIGHT + 1));
            awareness.pipeInput("m2", new Awareness("m2", "newcomer", AwarenessKind.NOTICED, MIDNIGHT + 2));
            awareness.pipeInput("m2", new Awareness("m2", "newcomer", AwarenessKind.READ, MIDNIGHT + 3));
            awareness.pipeInput("m3", new Awareness("m3", "newcomer", AwarenessKind.READ, MIDNIGHT + DAY));
        }
        events.pipeInput("m4", new MerchantEvent("e1", "applied", MIDNIGHT, 1L, "newcomer", null, null));
        tell("m5", "530102", Stage.SEED, 5, 10, 7);

        ProgrammeDay day = last(publish());
        assertThat(day.getNoticed()).isEqualTo(2);
        assertThat(day.getRead()).as("by the end of the day").isEqualTo(1);
        assertThat(day.getApplied()).as("one asked, one came in without asking").isEqualTo(2);
        assertThat(day.getEverGranted()).isEqualTo(1);
    }

    private List<Member> members(int count) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Of each hundred merchants one in county 4, three in county 3.
            int region = i % 100 == 0 ? 4 : i % 100 < 4 ? 3 : random.nextInt(3);
            long floor = random.nextInt(3) == 0 ? 0 : 5;
            long granted = floor + random.nextInt(20);
            long[] charged = {
                random.nextInt(4) == 0 ? 0 : random.nextInt(15), random.nextInt(4) == 0 ? random.nextInt(10) : 0
            };
            Stage stage = random.nextInt(3) == 0 ? Stage.GROW : Stage.SEED;
            members.add(new Member("m" + i, "53010" + region, stage, floor, granted, charged, random.nextInt(3)));
        }
        return members;
    }

    private void pipe(Member member, int day, int revision, WindowStatus status) {
        tell(member.id, member.region, member.stage, member.floor, member.granted, member.charged[0]);
        Surface[] surfaces = {Surface.FEED, Surface.SEARCH};
        for (int i = 0; i < surfaces.length; i++) {
            ConversionMetric row = row(
                    member.id,
                    member.region,
                    member.stage,
                    new long[] {member.charged[i]},
                    i == 0 ? member.orders : 0,
                    day,
                    revision,
                    status);
            row.setSurface(surfaces[i]);
            rows.pipeInput(member.id, row, MIDNIGHT + (day + 1) * DAY);
        }
    }

    private void tell(String merchant, String region, Stage stage, long floor, long granted, long spent) {
        standings.pipeInput("newcomer", standing(merchant, region, stage, floor, granted, spent, 0), MIDNIGHT + DAY);
    }

    private static MerchantDay standing(
            String merchant, String region, Stage stage, long floor, long granted, long spent, int day) {
        return MerchantDay.newBuilder()
                .setMerchantId(merchant)
                .setProgrammeId("newcomer")
                .setVersion(1)
                .setStage(stage)
                .setPeriodStart(MIDNIGHT + day * DAY)
                .setPeriodEnd(MIDNIGHT + (day + 1) * DAY)
                .setWindowStart(MIDNIGHT + day * DAY)
                .setWindowEnd(MIDNIGHT + (day + 1) * DAY)
                .setTime(MIDNIGHT + (day + 1) * DAY)
                .setFloor(floor)
                .setGranted(granted)
                .setSpent(spent)
                .setRegionCode(region)
                .setSizeClass(SizeClass.MICRO)
                .build();
    }

    private static ConversionMetric row(
            String merchant,
            String region,
            Stage stage,
            long[] charged,
            long orders,
            int day,
            int revision,
            WindowStatus status) {
        long exposures = charged[0];
        return ConversionMetric.newBuilder()
                .setMerchantId(merchant)
                .setWindowSize(WindowSize.DAY)
                .setWindowStart(MIDNIGHT + day * DAY)
                .setWindowEnd(MIDNIGHT + (day + 1) * DAY)
                .setTimeZone("Asia/Shanghai")
                .setSurface(Surface.FEED)
                .setArm(Arm.TREATMENT)
                .setStatus(status)
                .setRevision(revision)
                .setImpressions(exposures)
                .setExposures(exposures)
                .setInvalid(0)
                .setCharged(exposures)
                .setLate(0)
                .setPlaced(orders)
                .setOrders(orders)
                .setRefunds(0)
                .setUnits(orders)
                .setProgrammes(List.of("newcomer"))
                .setMemberships(List.of(new Membership("newcomer", 1, stage)))
                .setChargedTo(List.of(new Charged("newcomer", exposures)))
                .setRegionCode(region)
                .setSizeClass(SizeClass.MICRO)
                .build();
    }

    private List<ProgrammeDay> publish() {
        driver.advanceWallClockTime(Duration.ofMillis(POLICY.dayMillis()));
        return days.readValuesToList();
    }

    private static ProgrammeDay last(List<ProgrammeDay> published) {
        return published.get(published.size() - 1);
    }

    private static List<GroupMetric> of(List<GroupMetric> published, GroupDimension dimension) {
        return published.stream()
                .filter(each -> each.getDimension() == dimension)
                .toList();
    }

    private static long charged(GroupMetric group) {
        return group.getArms().stream().mapToLong(ArmTotals::getCharged).sum();
    }

    private static double gini(List<Member> members) {
        double differences = 0;
        double sum = 0;
        for (Member one : members) {
            sum += one.spent();
            for (Member other : members) {
                differences += Math.abs(one.spent() - other.spent());
            }
        }
        return differences / (2 * members.size() * sum);
    }

    private static double bottomHalf(List<Member> members) {
        long[] spent = members.stream().mapToLong(Member::spent).sorted().toArray();
        double sum = Arrays.stream(spent).sum();
        return Arrays.stream(spent, 0, spent.length / 2).sum() / sum;
    }
}
