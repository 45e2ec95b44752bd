package io.tributary.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.marketplace.Emission.Corrupted;
import io.tributary.demo.marketplace.Emission.ImpressionShown;
import io.tributary.demo.marketplace.Emission.OrderMoved;
import io.tributary.demo.marketplace.MarketplaceSettings.Buying;
import io.tributary.demo.marketplace.MarketplaceSettings.Faults;
import io.tributary.demo.marketplace.Merchant.Kind;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderStatus;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.BoostSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarketplaceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long START = Instant.parse("2026-05-31T16:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Test
    void shouldRepeatItselfForTheSameSeedHoweverTimeIsCut() {
        List<Emission> inOneGo = run(small(7), 4 * HOUR, 4 * HOUR, BoostSource.NONE);
        List<Emission> inSteps = run(small(7), 4 * HOUR, HOUR / 13, BoostSource.NONE);
        List<Emission> other = run(small(8), 4 * HOUR, 4 * HOUR, BoostSource.NONE);

        assertThat(readable(inSteps)).hasSizeGreaterThan(1_000).isEqualTo(readable(inOneGo));
        assertThat(readable(other)).isNotEqualTo(readable(inOneGo));
    }

    @Test
    void shouldSendInTheOrderOfSending() {
        List<Emission> sent = run(small(1), 6 * HOUR, HOUR, BoostSource.NONE);

        assertThat(sent).isSortedAccordingTo((a, b) -> Long.compare(a.sendTime(), b.sendTime()));
        assertThat(sent).allMatch(emission -> emission.eventTime() <= emission.sendTime());
    }

    @Test
    void shouldFollowTheDailyCurve() {
        int[] byHour = new int[24];
        for (Emission emission : run(small(3).withFaults(Faults.NO_FAULTS), DAY, DAY, BoostSource.NONE)) {
            if (emission instanceof ImpressionShown) {
                byHour[(int) ((emission.eventTime() - START) / HOUR)]++;
            }
        }

        assertThat(byHour[10]).as("morning peak").isGreaterThan(3 * byHour[4]);
        assertThat(byHour[20]).as("evening peak").isGreaterThan(byHour[14]);
    }

    @Test
    void shouldShowTheNumberOfRequestsAskedForPerDay() {
        Marketplace marketplace = new Marketplace(small(5));
        marketplace.advance(START + DAY, BoostSource.NONE);

        assertThat((double) marketplace.tally().requests()).isCloseTo(4_000, within(250.0));
    }

    @Test
    void shouldKeepToTheFaultRates() {
        Faults faults = new Faults(0.05, 0.02, 0.03, 0.01, 600_000);
        Marketplace marketplace = new Marketplace(small(11).withFaults(faults));
        List<Emission> sent = marketplace.advance(START + DAY, BoostSource.NONE);
        sent.addAll(marketplace.drain(START + 3 * DAY));
        Tally tally = marketplace.tally();
        double impressions = tally.impressions();

        assertThat(tally.invalidRequests() / (double) tally.requests()).isCloseTo(0.05, within(0.01));
        assertThat(tally.duplicates() / impressions).isCloseTo(0.02, within(0.005));
        assertThat(tally.late() / impressions).isCloseTo(0.03, within(0.005));
        assertThat(tally.corrupt() / impressions).isCloseTo(0.01, within(0.003));
        assertThat(sent.stream().filter(Corrupted.class::isInstance).count()).isPositive();
    }

    @Test
    void shouldSendLateRecordsLaterThanTheGraceAndOthersWithinIt() {
        Marketplace marketplace = new Marketplace(small(11));
        long late = 0;
        long repeated = 0;
        Set<String> seen = new HashSet<>();
        List<Emission> sent = marketplace.advance(START + DAY, BoostSource.NONE);
        for (Emission emission : sent) {
            if (emission instanceof ImpressionShown shown) {
                long delay = shown.sendTime() - shown.eventTime();
                late += delay > 2 * Faults.STANDARD.graceMillis() ? 1 : 0;
                repeated += seen.add(shown.impression().getImpressionId()) ? 0 : 1;
                assertThat(delay <= 120_000 || delay > 2 * Faults.STANDARD.graceMillis())
                        .isTrue();
            }
        }
        assertThat(late).isPositive().isEqualTo(marketplace.tally().late());
        assertThat(repeated)
                .isPositive()
                .isLessThanOrEqualTo(marketplace.tally().duplicates());
    }

    @Test
    void shouldRespectTheHiddenConversionRates() {
        Buying buying = new Buying(1, 1, 0.1, 0.2, 0.3);
        MarketplaceSettings settings =
                new MarketplaceSettings(13, START, ZONE, 20, 0.2, 0.2, 20_000, 50, 10, buying, Faults.NO_FAULTS);
        Marketplace marketplace = new Marketplace(settings);
        Map<String, Integer> shown = new HashMap<>();
        Map<String, Integer> placed = new HashMap<>();
        Map<OrderStatus, Integer> byStatus = new HashMap<>();
        for (long day = 1; day <= 3; day++) {
            for (Emission emission : marketplace.advance(START + day * DAY, BoostSource.NONE)) {
                if (emission instanceof OrderMoved moved) {
                    byStatus.merge(moved.order().getStatus(), 1, Integer::sum);
                    if (moved.order().getStatus() == OrderStatus.PLACED) {
                        placed.merge(moved.merchantId(), 1, Integer::sum);
                    }
                } else {
                    shown.merge(emission.merchantId(), 1, Integer::sum);
                }
            }
        }
        for (Merchant merchant : marketplace.merchants()) {
            double n = shown.get(merchant.id());
            double expected = merchant.conversionRate();
            assertThat(placed.getOrDefault(merchant.id(), 0) / n)
                    .as(merchant.id())
                    .isCloseTo(expected, within(5 * Math.sqrt(expected / n)));
        }
        double orders = byStatus.get(OrderStatus.PLACED);
        assertThat(byStatus.get(OrderStatus.CANCELLED) / orders).isCloseTo(0.2, within(0.02));
        assertThat(byStatus.get(OrderStatus.REFUNDED) / orders).isCloseTo(0.8 * 0.3, within(0.05));
    }

    @Test
    void shouldNeverDemoteTheBoostedNorPromoteTheOthers() {
        Set<String> boosted = supported(new Marketplace(small(17)));
        BoostSource boosts = (merchant, surface, bucket) ->
                boosted.contains(merchant) ? new AppliedBoost(1.4, 0.01, "d-" + merchant, "p") : AppliedBoost.NONE;

        for (Impression impression : impressions(run(small(17), 6 * HOUR, HOUR, boosts))) {
            if (impression.getDirectiveId() == null) {
                assertThat(impression.getFinalRank()).isGreaterThanOrEqualTo(impression.getBaseRank());
            }
        }
        // A boosted item may be overtaken by another boosted one only: with a single boosted merchant it never falls.
        String single = boosted.iterator().next();
        BoostSource one = (merchant, surface, bucket) ->
                merchant.equals(single) ? new AppliedBoost(1.4, 0, "d", "p") : AppliedBoost.NONE;
        List<Impression> ofOne = impressions(run(small(17), 12 * HOUR, HOUR, one)).stream()
                .filter(impression -> impression.getDirectiveId() != null)
                .toList();
        assertThat(ofOne).isNotEmpty().allMatch(i -> i.getFinalRank() <= i.getBaseRank());
    }

    @Test
    void shouldRaiseTheShareOfTheBoostedAtALossOfRelevance() {
        Marketplace plain = new Marketplace(small(19));
        Marketplace helped = new Marketplace(small(19));
        Set<String> boosted = supported(plain);
        BoostSource boosts = (merchant, surface, bucket) ->
                boosted.contains(merchant) ? new AppliedBoost(1.3, 0, "d", "p") : AppliedBoost.NONE;

        double before = share(plain.advance(START + DAY, BoostSource.NONE), boosted);
        double after = share(helped.advance(START + DAY, boosts), boosted);

        assertThat(before).as("natural share").isBetween(0.08, 0.12);
        assertThat(after).isGreaterThan(1.5 * before);
        assertThat(plain.tally().meanLoss()).isZero();
        assertThat(helped.tally().relativeLoss()).isBetween(0.001, 0.1);
        assertThat(helped.tally().requests()).isEqualTo(plain.tally().requests());
    }

    @Test
    void shouldTellTheRanksOfEachPageOnce() {
        Map<String, List<Impression>> pages =
                impressions(run(small(23).withFaults(Faults.NO_FAULTS), 4 * HOUR, HOUR, BoostSource.NONE)).stream()
                        .collect(Collectors.groupingBy(Impression::getRequestId));

        assertThat(pages.values()).allSatisfy(page -> {
            assertThat(page).hasSize(10);
            assertThat(page).allMatch(i -> i.getPosition() == i.getFinalRank() && i.getBaseRank() == i.getPosition());
            assertThat(page.stream().map(Impression::getItemId).distinct()).hasSize(10);
        });
    }

    @Test
    void shouldRefuseSettingsByName() {
        assertThatThrownBy(() -> small(1).withSize(3, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("marketplace.merchants is 3, must be 10 to 100000");
        assertThatThrownBy(() -> new Faults(2, 0, 0, 0, 1)).hasMessageContaining("marketplace.faults.invalidRate");
        assertThatThrownBy(() -> new Buying(1, 1, Double.NaN, 0, 0)).hasMessageContaining("meanConversion");
    }

    private static MarketplaceSettings small(long seed) {
        return MarketplaceSettings.standard(seed, START, ZONE).withSize(300, 4_000);
    }

    private static Set<String> supported(Marketplace marketplace) {
        return marketplace.merchants().stream()
                .filter(merchant -> merchant.kind() != Kind.ESTABLISHED)
                .map(Merchant::id)
                .collect(Collectors.toSet());
    }

    private static double share(List<Emission> emissions, Set<String> merchants) {
        List<Impression> all = impressions(emissions);
        long ofMerchants = emissions.stream()
                .filter(ImpressionShown.class::isInstance)
                .filter(emission -> merchants.contains(emission.merchantId()))
                .count();
        return ofMerchants / (double) all.size();
    }

    private static List<Impression> impressions(List<Emission> emissions) {
        return emissions.stream()
                .filter(ImpressionShown.class::isInstance)
                .map(emission -> ((ImpressionShown) emission).impression())
                .toList();
    }

    /** Bytes compare by identity: leave the corrupt ones out. */
    private static List<Emission> readable(List<Emission> emissions) {
        return emissions.stream()
                .filter(emission -> !(emission instanceof Corrupted))
                .toList();
    }

    private static List<Emission> run(MarketplaceSettings settings, long duration, long step, BoostSource boosts) {
        Marketplace marketplace = new Marketplace(settings);
        List<Emission> sent = new ArrayList<>();
        for (long at = START + step; at < START + duration; at += step) {
            sent.addAll(marketplace.advance(at, boosts));
        }
        sent.addAll(marketplace.advance(START + duration, boosts));
        return sent;
    }
}
