package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.Tag;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.programmes.v1.RelevanceUnit;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event or a profile may say, and how far one of them moves what merchants share. */
class MerchantBoundsTest {
    /** What a topic takes of one record by default. */
    private static final int MOST_OF_A_RECORD = 1_000_000;

    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    static Stream<Arguments> badImpressions() {
        return Stream.of(
                impression("time", each -> each.setTime(NOON / 1_000)),
                impression("time", each -> each.setTime(NOON * 1_000)),
                impression("position", each -> each.setPosition(-1)),
                impression("position", each -> each.setPosition(Integer.MAX_VALUE)),
                impression("baseRank", each -> each.setBaseRank(Integer.MAX_VALUE)),
                impression("baseRank", each -> each.setBaseRank(-1)),
                impression("finalRank", each -> each.setFinalRank(-1)),
                impression("relevanceLoss", each -> each.setRelevanceLoss(-1.0)),
                impression("relevanceLoss", each -> each.setRelevanceLoss(Double.NaN)),
                impression("relevanceLoss", each -> each.setRelevanceLoss(Double.POSITIVE_INFINITY)),
                impression("relevanceLoss", each -> each.setRelevanceLoss(1e300)),
                impression("impressionId", each -> each.setImpressionId("")),
                impression("requestId", each -> each.setRequestId("")),
                impression("itemId", each -> each.setItemId("x".repeat(257))),
                impression("directiveId", each -> each.setDirectiveId("")),
                impression("directiveId", each -> each.setDirectiveId("d".repeat(3_000_000))),
                impression("bucket", each -> each.setBucket(1_000)));
    }

    private static Arguments impression(String field, Consumer<Impression.Builder> change) {
        return Arguments.of(field, change);
    }

    @ParameterizedTest
    @MethodSource("badImpressions")
    void shouldRefuseImpressionsOutOfBounds(String field, Consumer<Impression.Builder> change) {
        task.grant(NOON, 90, "m1");
        Impression.Builder impression = task.impression(NOON);
        change.accept(impression);
        task.impressions.pipeInput("m1", impression.build(), NOON);
        assertRefused(field + ": is ");
        assertThat(task.beat(NOON + SECOND).getCounters().getImpressions()).isZero();
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                order("time", each -> each.setTime(NOON / 1_000)),
                order("currency", each -> each.setCurrency("XXX")),
                order("currency", each -> each.setCurrency("XTS")),
                order("currency", each -> each.setCurrency("XAU")),
                order("currency", each -> each.setCurrency("cny")),
                order("currency", each -> each.setCurrency("AAA")),
                order("amount", each -> each.setAmount(Long.MAX_VALUE)),
                order("amount", each -> each.setAmount(-1)),
                order("quantity", each -> each.setQuantity(Integer.MAX_VALUE)),
                order("orderId", each -> each.setOrderId("")),
                order("lineId", each -> each.setLineId("x".repeat(300))),
                order("itemId", each -> each.setItemId("")),
                order("attribution.bucket", each -> each.getAttribution().setBucket(-2)),
                order("attribution.impressionId", each -> each.getAttribution().setImpressionId("")),
                order("attribution.time", each -> each.getAttribution().setTime(NOON / 1_000)));
    }

    private static Arguments order(String field, Consumer<OrderLine.Builder> change) {
        return Arguments.of(field, change);
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void shouldRefuseOrdersOutOfBounds(String field, Consumer<OrderLine.Builder> change) {
        task.grant(NOON, 90, "m1");
        OrderLine.Builder line = MerchantSamples.order("o1", OrderStatus.PAID, 100, NOON);
        change.accept(line);
        task.orders.pipeInput("m1", line.build(), NOON);
        assertRefused(field + ": is ");
        assertThat(task.beat(NOON + SECOND).getCounters().getOrders()).isZero();
    }

    static Stream<Arguments> badProfiles() {
        return Stream.of(
                profile("merchantId: ", each -> each.setMerchantId("m2")),
                profile("satisfaction: is ", each -> each.setSatisfaction(Double.NaN)),
                profile("satisfaction: is ", each -> each.setSatisfaction(7)),
                profile("violations: is ", each -> each.setViolations(-1)),
                profile("joinedAt: is ", each -> each.setJoinedAt(NOON / 1_000)),
                profile("joinedAt: is ", each -> each.setJoinedAt(NOON + 365 * DAY)),
                profile("updatedAt: is ", each -> each.setUpdatedAt(NOON + 365 * DAY)),
                profile("updatedAt: is ", each -> each.setUpdatedAt(0)),
                profile("relatedEntityHash: is ", each -> each.setRelatedEntityHash("x".repeat(3_000_000))),
                profile("creditGrade: is ", each -> each.setCreditGrade("A".repeat(3_000_000))),
                profile("regionCode: is ", each -> each.setRegionCode("county")),
                profile("categories: has ", each -> each.setCategories(java.util.Collections.nCopies(10_000, "c"))),
                profile("tags[0].name: is ", each -> each.setTags(List.of(new Tag("", null, null)))),
                profile("tags[0].expiresAt: is ", each -> each.setTags(List.of(new Tag("AGRI", null, NOON / 1_000)))));
    }

    private static Arguments profile(String says, Consumer<MerchantProfile.Builder> change) {
        return Arguments.of(says, change);
    }

    @ParameterizedTest
    @MethodSource("badProfiles")
    void shouldRefuseProfilesOutOfBounds(String says, Consumer<MerchantProfile.Builder> change) {
        task.grant(NOON, 90, "m2");
        MerchantProfile.Builder profile = MerchantSamples.profile("m1");
        change.accept(profile);
        task.profiles.pipeInput("m1", profile.build(), NOON);
        assertRefused(says);
        assertThat(task.beat(NOON + SECOND).getCounters().getMerchants()).isEqualTo(1);
    }

    @Test
    void shouldRefuseKeysThatAreTooLongOrNoText() {
        var raw = task.driver.createInputTopic("impressions", new ByteArraySerializer(), new ByteArraySerializer());
        byte[] value = task.serdes
                .of(io.tributary.schemas.Topics.IMPRESSIONS)
                .serializer()
                .serialize("impressions", task.impression(NOON).build());
        raw.pipeInput(new byte[] {'m', (byte) 0xff}, value);
        assertRefused("not UTF-8");
        raw.pipeInput("m".repeat(200_000).getBytes(StandardCharsets.UTF_8), value);
        assertRefused("200000 bytes long");
        assertThat(task.beat(NOON).getCounters().getMerchants()).isZero();
    }

    @Test
    void shouldIgnoreAProfileThatIsOlderThanTheOneKnown() {
        task.grant(NOON, 90, "m1");
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1").setOptOut(true).setUpdatedAt(NOON).build());
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setUpdatedAt(NOON - SECOND).build());
        PoolReport report = task.beat(NOON + SECOND);
        assertThat(report.getProgrammes().get(0).getMembers()).isZero();
        assertThat(report.getCounters().getStaleProfiles()).isEqualTo(1);

        task.profiles.pipeInput("m1", null, NOON);
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setUpdatedAt(NOON - SECOND).build());
        assertThat(task.beat(NOON + 2 * SECOND).getCounters().getStaleProfiles())
                .isEqualTo(2);

        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setUpdatedAt(NOON).build());
        report = task.beat(NOON + 3 * SECOND);
        assertThat(report.getProgrammes().get(0).getMembers()).isEqualTo(1);
        assertThat(report.getCounters().getStaleProfiles()).isEqualTo(2);
    }

    /** The reported case: one charged impression with a rank of 2147483647, 500 without a loss, and a budget in scores. */
    @Test
    void shouldNotCountRanksInABudgetOfScores() {
        String directive = granted(RelevanceUnit.SCORE, 0);
        for (int i = 0; i < 50; i++) {
            task.show("m1", task.boosted(directive, NOON + SECOND));
        }
        task.show("m1", task.boosted(directive, NOON + SECOND).setBaseRank(Integer.MAX_VALUE));
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(0.25));
        PoolReport report = task.beat(NOON + 2 * SECOND);
        assertThat(only(report).getRelevanceLoss()).isEqualTo(0.25);
        assertThat(only(report).getSpent()).isEqualTo(51);
        assertThat(report.getCounters().getUnmeasured()).isEqualTo(50);
    }

    @Test
    void shouldNotCountScoresInABudgetOfRanks() {
        String directive = granted(RelevanceUnit.RANK, 0);
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(1e5));
        task.show(
                "m1",
                task.boosted(directive, NOON + SECOND)
                        .setBaseRank(null)
                        .setFinalRank(null)
                        .setRelevanceLoss(1e5));
        PoolReport report = task.beat(NOON + 2 * SECOND);
        assertThat(only(report).getRelevanceLoss()).isEqualTo(7);
        assertThat(report.getCounters().getUnmeasured()).isEqualTo(1);
    }

    @Test
    void shouldCountNoMoreOfAMerchantsLossThanItsGrantAllows() {
        String directive = granted(RelevanceUnit.SCORE, 0.01);
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(0.4));
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(1e6));
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(1e6));
        PoolReport report = task.beat(NOON + 2 * SECOND);
        // A hundredth for each of a hundred exposures granted.
        assertThat(only(report).getRelevanceLoss()).isEqualTo(1);
        assertThat(report.getCounters().getLossesCut()).isEqualTo(2);

        task.newcomer().setLossAllowance(0.02);
        task.beat(NOON + 3 * SECOND);
        task.show("m1", task.boosted(directive, NOON + SECOND).setRelevanceLoss(0.5));
        try (MerchantFixture next = task.restarted()) {
            next.show("m1", next.boosted(directive, NOON + SECOND).setRelevanceLoss(0.6));
            assertThat(only(next.beat(NOON + 4 * SECOND)).getRelevanceLoss()).isEqualTo(2);
        }
    }

    private String granted(RelevanceUnit unit, double allowance) {
        task.put(MerchantSamples.programme(MerchantFixture.NEWCOMER, 2)
                .setRelevanceBudget(0.01)
                .setRelevanceUnit(unit)
                .build());
        task.newcomer().setLossAllowance(allowance);
        task.grant(NOON, 90, "m1", "m2");
        return task.lastBoost("m1").getDirectiveId();
    }

    private static ProgrammeReport only(PoolReport report) {
        assertThat(report.getProgrammes()).hasSize(1);
        return report.getProgrammes().get(0);
    }

    @Test
    void shouldNotFollowEventsThatAreAheadOfTime() {
        task.grant(NOON, 90, "m1");
        for (int i = 1; i <= 100; i++) {
            task.show("m" + i, task.impression(NOON + i * 36 * 60 * MINUTE));
        }
        PoolReport report = task.beat(NOON + SECOND);
        assertThat(report.getWatermark()).isLessThanOrEqualTo(NOON + SECOND);
        assertThat(report.getCounters().getImpressions()).isEqualTo(1);
        assertThat(task.deadLetters.readRecordsToList()).hasSize(99);

        task.show("m1", task.impression(NOON + SECOND));
        assertThat(task.beat(NOON + 2 * SECOND).getCounters().getImpressions()).isEqualTo(2);
    }

    @Test
    void shouldHoldAFirstEventAgainstTheClockToo() {
        task.show("m1", task.impression(7_258_118_400_001L));
        assertRefused("time: is ");
        task.show("m1", task.impression(NOON + 40 * DAY));
        assertRefused("ahead of the service's time");
        task.show("m1", task.impression(NOON));
        PoolReport report = task.beat(NOON + SECOND);
        assertThat(report.getCounters().getImpressions()).isEqualTo(1);
        task.show("m1", task.impression(NOON + 3 * DAY));
        assertRefused("ahead of the service's time");
    }

    /** Events go on while the pool is away for days: they are dated right, as the wall clock says. */
    @Test
    void shouldTakeEventsWhileThePoolIsAway() {
        task.beat(NOON);
        task.driver.advanceWallClockTime(java.time.Duration.ofDays(5));
        task.show("m1", task.impression(NOON + 5 * DAY));
        assertThat(task.deadLetters.isEmpty()).isTrue();
        assertThat(task.beat(NOON + 5 * DAY).getCounters().getImpressions()).isEqualTo(1);
    }

    /** One that comes after years says nothing of how long others take. */
    @Test
    void shouldNotLearnAnyDelayFromOneOldEvent() {
        task.beat(NOON);
        task.show("m1", task.impression(NOON - 9_000 * DAY));
        assertThat(task.beat(NOON + SECOND).getDelayMillis()).isLessThan(SECOND);
    }

    @Test
    void shouldKeepAMerchantsRecordsBelowWhatATopicTakes() {
        task.grant(NOON, 90, "m1");
        List<String> codes = Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .sorted()
                .toList();
        int ids = 0;
        for (String code : codes) {
            for (int day = 0; day < 3; day++) {
                task.sell(
                        "m1",
                        MerchantSamples.order("o" + ids++, OrderStatus.PAID, 1_000_000, NOON - day * DAY)
                                .setCurrency(code));
            }
        }
        for (int minute = 0; minute < 2_000; minute++) {
            task.show("m1", task.impression(NOON + minute * MINUTE));
        }
        PoolReport report = task.beat(NOON + SECOND);
        assertThat(report.getCounters().getImpressions()).isEqualTo(2_000);
        assertThat(report.getCounters().getOrders()).isEqualTo(3 * 16);
        assertThat(task.deadLetters.readRecordsToList()).hasSize((codes.size() - 16) * 3);
        assertThat(largestRecord()).isLessThan(MOST_OF_A_RECORD / 5);
    }

    private int largestRecord() {
        int largest = 0;
        try (KeyValueIterator<Bytes, byte[]> records = task.stored().all()) {
            while (records.hasNext()) {
                largest = Math.max(largest, records.next().value.length);
            }
        }
        return largest;
    }

    private void assertRefused(String reason) {
        assertThat(task.deadLetters.isEmpty())
                .as("a dead letter for %s", reason)
                .isFalse();
        assertThat(task.deadLetters.readRecord().headers().toArray())
                .extracting(Header::value)
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .anySatisfy(header -> assertThat(header).contains(reason));
    }
}
