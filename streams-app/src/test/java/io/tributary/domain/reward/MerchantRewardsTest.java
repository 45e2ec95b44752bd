package io.tributary.domain.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Stage;
import io.tributary.domain.reward.Benefit.Allowance;
import io.tributary.domain.reward.MarginalTiers.Tier;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MerchantRewardsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final Said said = new Said();
    private MerchantRewards rewards = MerchantRewards.NONE.with("farm", DAWN);
    private Stage stage = Stage.SEED;

    /** What is published, and coupons as the ledger would have them. */
    private static final class Said implements BenefitUse {
        final List<String> published = new ArrayList<>();
        final Map<String, Long> coupons = new HashMap<>();
        final Map<String, BenefitStatus> last = new HashMap<>();

        @Override
        public boolean issue(GivenBenefit given) {
            assertThat(coupons.put(given.terms().id(), given.terms().allowance().quota()))
                    .as("issued once: %s", given.terms())
                    .isNull();
            return true;
        }

        @Override
        public long left(GivenBenefit given) {
            return coupons.get(given.terms().id());
        }

        @Override
        public void publish(GivenBenefit given) {
            BenefitStatus before = last.put(given.terms().id(), given.status());
            assertThat(before == null || !before.isOver())
                    .as("nothing after the end")
                    .isTrue();
            assertThat(before == null || given.status().compareTo(before) >= 0).isTrue();
            assertThat(given.used())
                    .isBetween(0L, Math.max(0, given.terms().allowance().quota()));
            published.add(given.terms().id() + " " + given.status() + " " + given.used());
        }
    }

    @Test
    void shouldEarnEachTimeThatTheQuantityIsReachedAndNoMoreThanTheMost() {
        RewardRules rules = coupons(RewardRulesTest.mission("live", "coupon", 60, 2));
        report(rules, DAWN, 50);
        beat(rules, DAWN + 1);
        assertThat(said.published).isEmpty();
        report(rules, DAWN, 200);
        beat(rules, DAWN + 2);
        assertThat(said.published).containsExactly("coupon~1 ACTIVATED 0", "coupon~2 ACTIVATED 0");
        report(rules, DAWN, 1_000_000);
        beat(rules, DAWN + 3);
        assertThat(said.published).hasSize(2);
    }

    @Test
    void shouldEarnADailyMissionOnceADayAndBeginWithTheNextDay() {
        Mission daily = new Mission(
                "live", RewardRulesTest.NAME, "live", new Mission.Terms(60, true, 30, 0), List.of(), "coupon");
        RewardRules rules = new RewardRules(List.of(daily), List.of(RewardRulesTest.coupon("coupon", 100, 1, 2)));
        report(rules, DAWN + HOUR, 40);
        report(rules, DAWN + 2 * HOUR, 40);
        report(rules, DAWN + 3 * HOUR, 500);
        beat(rules, DAWN + 4 * HOUR);
        report(rules, DAWN + DAY + HOUR, 59);
        report(rules, DAWN + 4 * HOUR, 59);
        beat(rules, DAWN + DAY - 1);
        assertThat(said.published).containsExactly("coupon~1 ACCEPTED 0");
        assertThat(rewards.nextChange(DAWN + DAY - 1)).isEqualTo(DAWN + DAY);
        beat(rules, DAWN + DAY);
        assertThat(said.published).contains("coupon~1 ACTIVATED 0");
        said.coupons.put("coupon~1", 30L);
        beat(rules, DAWN + 3 * DAY - 1);
        assertThat(said.published).hasSize(2);
        beat(rules, DAWN + 3 * DAY);
        assertThat(said.published).last().isEqualTo("coupon~1 EXPIRED 70");
        assertThat(rewards.isWaiting()).isFalse();
    }

    @Test
    void shouldCountOnlyAfterItsPrerequisitesAndWithinItsTime() {
        Mission first = new Mission(
                "course", RewardRulesTest.NAME, "course", new Mission.Terms(1, false, 1, 0), List.of(), "coupon");
        Mission second = new Mission(
                "live", RewardRulesTest.NAME, "live", new Mission.Terms(1, false, 9, 3), List.of("course"), "coupon");
        RewardRules rules =
                new RewardRules(List.of(first, second), List.of(RewardRulesTest.coupon("coupon", 5, 0, 90)));
        report(rules, DAWN + HOUR, 1);
        rewards.count("farm", rules, ZONE, "course", DAWN + 2 * HOUR, 1);
        report(rules, DAWN + 3 * DAY, 1);
        report(rules, DAWN + 3 * DAY - 1, 1);
        beat(rules, DAWN + 4 * DAY);
        assertThat(said.published).hasSize(2);
        assertThat(rewards.snapshot().get(0).benefits())
                .extracting(each -> each.terms().missionId())
                .containsExactly("course", "live");
    }

    @Test
    void shouldWaitForAnOfferToBeAcceptedAndGiveNothingTwice() {
        RewardRules rules = new RewardRules(List.of(), List.of(RewardRulesTest.label("mark", true)));
        beat(rules, DAWN);
        beat(rules, DAWN + DAY);
        assertThat(said.published).containsExactly("mark~1 OFFERED 0");
        rewards.accept("farm", "other");
        rewards.accept("farm", "mark");
        rewards.accept("farm", "mark");
        beat(rules, DAWN + 2 * DAY);
        beat(rules, DAWN + 30 * DAY);
        beat(rules, DAWN + 31 * DAY);
        assertThat(said.published)
                .containsExactly("mark~1 OFFERED 0", "mark~1 ACCEPTED 0", "mark~1 ACTIVATED 0", "mark~1 EXPIRED 0");
    }

    @Test
    void shouldCountReliefByOrdersBySalesAndByTiersUpToTheQuota() {
        assertThat(used(new Allowance(BenefitUnit.ORDERS, 2, "", MarginalTiers.NONE)))
                .containsExactly(1L, 2L);
        assertThat(used(new Allowance(BenefitUnit.SALES, 25_000, "CNY", MarginalTiers.NONE)))
                .containsExactly(10_000L, 25_000L);
        MarginalTiers tiers = new MarginalTiers(List.of(new Tier(15_000, 0.1), new Tier(Long.MAX_VALUE, 0.05)));
        assertThat(used(new Allowance(BenefitUnit.MONEY, 5_000, "CNY", tiers))).containsExactly(1_000L, 2_250L);
        assertThat(used(new Allowance(BenefitUnit.MONEY, 2_000, "CNY", tiers)))
                .as("min of the tiers and the quota")
                .containsExactly(1_000L, 2_000L);
    }

    /** What is used after one sale of 100.00, and after another of 200.00. */
    private static List<Long> used(Allowance allowance) {
        return List.of(allowance.used(1, 10_000), allowance.used(2, 30_000));
    }

    @Test
    void shouldTurnBackReliefWithTheSaleAndEndItWhenItIsUsedUp() {
        RewardRules rules = new RewardRules(
                List.of(), List.of(RewardRulesTest.relief(BenefitUnit.SALES, 10_000, "CNY", MarginalTiers.NONE)));
        beat(rules, DAWN);
        rewards.sold(1, 6_000, "CNY", DAWN + 1);
        rewards.sold(1, 6_000, "USD", DAWN + 1);
        rewards.sold(1, 6_000, "CNY", DAWN - 1);
        beat(rules, DAWN + HOUR);
        rewards.sold(-1, -6_000, "CNY", DAWN + 1);
        beat(rules, DAWN + 2 * HOUR);
        rewards.sold(3, 30_000, "CNY", DAWN + 3 * HOUR);
        beat(rules, DAWN + 4 * HOUR);
        beat(rules, DAWN + 5 * HOUR);
        assertThat(said.published)
                .containsExactly(
                        "relief~1 ACTIVATED 0",
                        "relief~1 ACTIVATED 6000",
                        "relief~1 ACTIVATED 0",
                        "relief~1 USED 10000");
    }

    @Test
    void shouldTakeBackWhatIsLeft() {
        RewardRules rules = new RewardRules(
                List.of(), List.of(RewardRulesTest.label("mark", false), RewardRulesTest.coupon("coupon", 9, 0, 3)));
        beat(rules, DAWN);
        said.coupons.put("coupon~2", 5L);
        said.published.clear();
        rewards.clawBack("farm", said);
        assertThat(said.published).containsExactly("mark~1 CLAWED_BACK 0", "coupon~2 CLAWED_BACK 4");
        beat(rules, DAWN + HOUR);
        assertThat(said.published).as("and not given again").hasSize(2);
    }

    @Test
    void shouldForgetAProgrammeThatIsNoMoreOnceItsBenefitsAreOver() {
        beat(new RewardRules(List.of(), List.of(RewardRulesTest.label("mark", false))), DAWN);
        rewards.forget("farm"::equals);
        assertThat(rewards.knows("farm")).isTrue();
        rewards.advance("farm", DAWN + 30 * DAY, said);
        rewards.forget("farm"::equals);
        assertThat(rewards.knows("farm")).isFalse();
    }

    @Property(tries = 200)
    void shouldGiveNothingTwiceOnAnyDaysWhateverIsStoredInBetween(@ForAll long seed) {
        Random random = new Random(seed);
        RewardRules rules = new RewardRules(
                List.of(
                        RewardRulesTest.mission("live", "coupon", 1 + random.nextInt(5), 4),
                        new Mission(
                                "daily",
                                RewardRulesTest.NAME,
                                "live",
                                new Mission.Terms(3, true, 3, 0),
                                List.of("live"),
                                "next-day")),
                List.of(
                        RewardRulesTest.coupon("coupon", 5, 0, 1),
                        RewardRulesTest.coupon("next-day", 5, 1, 1),
                        RewardRulesTest.relief(BenefitUnit.ORDERS, 4, "", MarginalTiers.NONE)));
        said.published.clear();
        said.coupons.clear();
        said.last.clear();
        rewards = MerchantRewards.NONE.with("farm", DAWN);
        long now = DAWN;
        for (int step = 0; step < 80; step++) {
            now += random.nextInt((int) (3 * HOUR));
            switch (random.nextInt(5)) {
                case 0 -> report(rules, now - random.nextInt((int) DAY), 1 + random.nextInt(4));
                case 1 -> rewards.sold(random.nextInt(3) - 1, 0, "CNY", now);
                case 2 -> said.coupons.replaceAll((id, left) -> Math.max(0, left - random.nextInt(3)));
                case 3 -> rewards = MerchantRewards.restored(rewards.snapshot());
                default -> beat(rules, now);
            }
        }
        beat(rules, now + 100 * DAY);
        beat(rules, now + 200 * DAY);
        assertThat(rewards.isWaiting()).isFalse();
        assertThat(said.last.values()).allMatch(BenefitStatus::isOver);
        assertThat(said.last.keySet()).filteredOn(id -> id.startsWith("coupon")).hasSizeLessThanOrEqualTo(4);
        assertThat(said.last.keySet())
                .filteredOn(id -> id.startsWith("next-day"))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(said.last.keySet()).filteredOn(id -> id.startsWith("relief")).hasSize(1);
    }

    @Test
    void shouldRewardAStageOnceAndTheOnesBelowToo() {
        RewardRules rules = new RewardRules(
                List.of(),
                List.of(RewardRulesTest.label("grown", false), RewardRulesTest.label("steady", false)),
                Map.of(Stage.GROW, "grown", Stage.STEADY, "steady"));
        beat(rules, DAWN);
        assertThat(said.last.keySet()).isEmpty();
        stage = Stage.GROW;
        beat(rules, DAWN + 1);
        assertThat(said.last.keySet()).containsExactly("grown~1");
        stage = Stage.SEED;
        beat(rules, DAWN + 2);
        stage = Stage.STEADY;
        beat(rules, DAWN + 3);
        beat(rules, DAWN + 4);
        assertThat(said.last.keySet()).containsExactlyInAnyOrder("grown~1", "steady~2");
    }

    private static RewardRules coupons(Mission mission) {
        return new RewardRules(List.of(mission), List.of(RewardRulesTest.coupon("coupon", 100, 0, 7)));
    }

    private void report(RewardRules rules, long time, long quantity) {
        rewards.count("farm", rules, ZONE, "live", time, quantity);
    }

    private void beat(RewardRules rules, long now) {
        rewards.give("farm", rules, stage, 1, ZONE, now);
        rewards.advance("farm", now, said);
    }
}
