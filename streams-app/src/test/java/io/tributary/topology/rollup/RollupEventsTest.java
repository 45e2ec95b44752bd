package io.tributary.topology.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.Arm;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of METRICS.md of what is decided, given and complained of. */
class RollupEventsTest {
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;
    /** The first of January 2026 in Shanghai. */
    private static final long MIDNIGHT = 1_767_196_800_000L;

    @TempDir
    private Path folder;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rollup-events-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        RollupPolicy policy = new RollupPolicy(300 * DAY, 1_000).withThreshold(1);
        driver = new TopologyTestDriver(RollupTopology.build(policy, serdes), config);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldTellWhoOfThoseThatGraduatedStillSells() {
        long graduation = MIDNIGHT + 10 * HOUR;
        for (int i = 0; i < 4; i++) {
            decide("m" + i, graduation, step(Stage.GRADUATED), grant());
            decide("m" + i, graduation + 90 * DAY, survival(i > 0));
        }
        decide("m9", graduation, step(Stage.GROW));
        decide("m9", graduation + 91 * DAY, grant());

        List<ProgrammeDay> days = published();
        assertThat(days)
                .extracting(ProgrammeDay::getWindowStart)
                .containsExactly(MIDNIGHT, MIDNIGHT + 90 * DAY, MIDNIGHT + 199 * DAY);
        assertThat(days.get(0).getGraduated()).isEqualTo(4);
        assertThat(days.get(0).getSurvivalRate()).isNull();
        assertThat(days.get(1).getGraduated()).isZero();
        assertThat(days.get(1).getSurvivalTold()).isEqualTo(4);
        assertThat(days.get(1).getSurvived()).isEqualTo(3);
        assertThat(days.get(1).getSurvivalRate()).isEqualTo(.75);
    }

    @Test
    void shouldTellWhatBecameOfCoupons() {
        coupon("m1", BenefitStatus.OFFERED, 0, MIDNIGHT + HOUR);
        coupon("m2", BenefitStatus.OFFERED, 0, MIDNIGHT + HOUR);
        coupon("m1", BenefitStatus.ACCEPTED, 0, MIDNIGHT + 2 * HOUR);
        coupon("m1", BenefitStatus.ACTIVATED, 0, MIDNIGHT + 3 * HOUR);
        coupon("m1", BenefitStatus.ACTIVATED, 0, MIDNIGHT + 3 * HOUR);
        coupon("m1", BenefitStatus.USED, 30, MIDNIGHT + DAY + HOUR);
        coupon("m2", BenefitStatus.EXPIRED, 0, MIDNIGHT + DAY + 2 * HOUR);
        BenefitChange label = change("m1", BenefitStatus.ACTIVATED, 0, MIDNIGHT + HOUR);
        label.setKind(BenefitKind.LABEL);
        pipe(Topics.BENEFITS, "m1", label, label.getTime());
        decide("m1", MIDNIGHT + 3 * DAY, grant());

        List<ProgrammeDay> days = published();
        ProgrammeDay monday = days.get(0);
        assertThat(monday.getCouponsIssued()).isEqualTo(2);
        assertThat(monday.getCouponsClaimed()).isEqualTo(1);
        assertThat(monday.getCouponExposures()).isEqualTo(60);
        assertThat(monday.getCouponsUsed() + monday.getCouponsExpired()).isZero();
        ProgrammeDay tuesday = days.get(1);
        assertThat(tuesday.getCouponsIssued() + tuesday.getCouponsClaimed()).isZero();
        assertThat(tuesday.getCouponsUsed()).isEqualTo(1);
        assertThat(tuesday.getCouponsExpired()).isEqualTo(1);
        assertThat(tuesday.getCouponExposuresUsed()).isEqualTo(30);
    }

    @Test
    void shouldHoldSupportedMerchantsAgainstOthers() {
        row("m1", 7, 5, 1, 1);
        row("m2", 1, 3, 0, 0);
        row("m3", 0, 4, 2, 0);

        ProgrammeDay day = published().get(0);
        assertThat(day.getSupported()).isEqualTo(2);
        assertThat(day.getSupportedOrders()).isEqualTo(8);
        assertThat(day.getSupportedRefunds()).isEqualTo(1);
        assertThat(day.getSupportedComplaints()).isEqualTo(1);
        assertThat(day.getOtherOrders()).isEqualTo(4);
        assertThat(day.getOtherRefunds()).isEqualTo(2);
        assertThat(day.getOtherComplaints()).isZero();
    }

    private void decide(String merchantId, long time, MadeDecision... decisions) {
        MerchantDecisions record = MerchantDecisions.newBuilder()
                .setMerchantId(merchantId)
                .setDecidedAt(time)
                .setBeat(1)
                .setRulesDigest("0")
                .setDecisions(List.of(decisions))
                .build();
        pipe(Topics.DECISIONS, merchantId, record, time);
    }

    private static MadeDecision.Builder decision(DecisionKind kind) {
        return MadeDecision.newBuilder()
                .setDecisionId("newcomer~1~1~m")
                .setKind(kind)
                .setProgrammeId("newcomer")
                .setVersion(1)
                .setReasons(List.of());
    }

    private static MadeDecision step(Stage to) {
        return decision(DecisionKind.STAGE).setStage(to).build();
    }

    private static MadeDecision grant() {
        return decision(DecisionKind.GRANT).setStage(Stage.STEADY).build();
    }

    private static MadeDecision survival(boolean sells) {
        DecisionReason reason = new DecisionReason(
                sells ? "still-sells" : "sells-no-more", ClauseVerdict.NONE, new LocalizedText("成交。", "It sells."));
        return decision(DecisionKind.SURVIVAL)
                .setStage(Stage.GRADUATED)
                .setReasons(List.of(reason))
                .build();
    }

    private void coupon(String merchantId, BenefitStatus status, long used, long time) {
        pipe(Topics.BENEFITS, merchantId, change(merchantId, status, used, time), time);
    }

    private static BenefitChange change(String merchantId, BenefitStatus status, long used, long time) {
        return BenefitChange.newBuilder()
                .setMerchantId(merchantId)
                .setProgrammeId("newcomer")
                .setVersion(1)
                .setId("welcome~1")
                .setBenefitId("welcome")
                .setKind(BenefitKind.TRAFFIC_COUPON)
                .setStatus(status)
                .setUnit(BenefitUnit.EXPOSURES)
                .setQuota(30)
                .setUsed(used)
                .setStartsAt(MIDNIGHT)
                .setTime(time)
                .build();
    }

    private void row(String merchantId, long charged, long orders, long refunds, long complaints) {
        row(merchantId, MIDNIGHT, charged, orders, refunds, complaints);
    }

    private void row(String merchantId, long day, long charged, long orders, long refunds, long complaints) {
        ConversionMetric row = ConversionMetric.newBuilder()
                .setMerchantId(merchantId)
                .setWindowSize(WindowSize.DAY)
                .setWindowStart(day)
                .setWindowEnd(day + DAY)
                .setTimeZone("Asia/Shanghai")
                .setSurface(Surface.FEED)
                .setArm(Arm.TREATMENT)
                .setStatus(WindowStatus.FINAL)
                .setRevision(1)
                .setImpressions(charged)
                .setExposures(charged)
                .setInvalid(0)
                .setCharged(charged)
                .setLate(0)
                .setPlaced(orders)
                .setOrders(orders)
                .setRefunds(refunds)
                .setUnits(orders)
                .setProgrammes(List.of("newcomer"))
                .setMemberships(List.of(new Membership("newcomer", 1, Stage.SEED)))
                .setChargedTo(List.of(new Charged("newcomer", charged)))
                .setComplaints(complaints)
                .build();
        pipe(Topics.CONVERSION_METRICS, merchantId, row, day + DAY);
    }

    private <T extends SpecificRecord> void pipe(Topic<T> topic, String key, T value, long time) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), serdes.of(topic).serializer())
                .pipeInput(key, value, time);
    }

    /** The last row of each day. */
    private List<ProgrammeDay> published() {
        row("m8", MIDNIGHT + 199 * DAY, 0, 0, 0, 0);
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        List<ProgrammeDay> rows = driver.createOutputTopic(
                        Topics.PROGRAMME_DAYS.name(),
                        new StringDeserializer(),
                        serdes.of(Topics.PROGRAMME_DAYS).deserializer())
                .readValuesToList();
        TreeMap<Long, ProgrammeDay> last = new TreeMap<>();
        rows.forEach(each -> last.put(each.getWindowStart(), each));
        return List.copyOf(last.values());
    }
}
