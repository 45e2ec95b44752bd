package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.explain.CaseExplainer;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.Attribute;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Support is graded by rules that anybody can read: deploy/programmes/published/graded-tiers.yaml by sales and reviews, up to a graduation;
 * deploy/programmes/graded/growth.yaml by what exposure leads to, down to an end where it leads to nothing.
 */
class Article14StagesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final String SHOP = "shop";
    private static final String TIERS = "graded-tiers";
    private static final String GROWTH = "growth";

    @TempDir
    Path folder;

    /** The shop as it is when a day begins. */
    private void day(TestPlatform platform, int day, double gmv, double score) {
        platform.profile(Rules.shop(SHOP, platform.now(), 100)
                .setAttributes(Map.of("gmv30d", measured(gmv), "experienceScore", measured(score)))
                .build());
        platform.beatAt(DAY.plusDays(day).atStartOfDay());
        platform.settle();
    }

    private static Attribute measured(double value) {
        return Attribute.newBuilder().setNumber(value).setSample(100L).build();
    }

    private static Stage stage(TestPlatform platform) {
        return platform.published().decision(TIERS, SHOP).getStage();
    }

    @Test
    void shouldGradeBySalesAndReviewsRewardATierAndLetGoWhoSellsOnItsOwn() {
        Programme tiers = Rules.published("published/graded-tiers.yaml", 800, 20, 400);
        try (TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(20, 0), STEP)) {
            platform.list(Rules.list("lists/attributes.yaml"));
            platform.programme(tiers);
            day(platform, 0, 100_000, 4.8);
            assertThat(stage(platform)).isEqualTo(Stage.SEED);
            long seed = granted(platform, 0);

            day(platform, 1, 600_000, 4.8);
            assertThat(stage(platform)).isEqualTo(Stage.GROW);
            assertThat(explained(platform, tiers))
                    .contains("To STEADY")
                    .contains("Sales of 30,000.00 in 30 days")
                    .contains("attributes.gmv30d = 600000 (sample 100)")
                    .contains("Back to SEED");
            day(platform, 2, 350_000, 4.8);
            assertThat(stage(platform)).as("in the room between").isEqualTo(Stage.GROW);

            day(platform, 3, 3_500_000, 4.8);
            assertThat(stage(platform)).isEqualTo(Stage.STEADY);
            assertThat(platform.published().benefits(SHOP))
                    .filteredOn(change -> change.getStatus() == BenefitStatus.ACTIVATED)
                    .extracting(BenefitChange::getBenefitId, BenefitChange::getQuota)
                    .containsExactly(tuple("tier-traffic", 500L));
            assertThat(granted(platform, 3)).as("raised by the coupon").isGreaterThan(seed);

            platform.service().restart();
            day(platform, 4, 12_000_000, 4.8);
            assertThat(platform.published().isEligible(TIERS, SHOP)).isFalse();
            assertThat(platform.published().decision(TIERS, SHOP).getClauses()).containsExactly("sells-on-its-own");
            assertThat(platform.isBoosted(SHOP, Surface.FEED)).isFalse();

            day(platform, 93, 100_000, 4.8);
            assertThat(platform.published().made(SHOP, DecisionKind.SURVIVAL)).isEmpty();
            day(platform, 95, 100_000, 4.8);
            assertThat(platform.published().made(SHOP, DecisionKind.SURVIVAL))
                    .singleElement()
                    .satisfies(told ->
                            assertThat(told.getReasons().get(0).getClause()).isEqualTo("sells-no-more"));
            day(platform, 183, 100_000, 4.8);
            assertThat(platform.published().isEligible(TIERS, SHOP)).isFalse();
            day(platform, 185, 100_000, 4.8);
            assertThat(platform.published().isEligible(TIERS, SHOP))
                    .as("after 180 days it may begin again")
                    .isTrue();
            assertThat(stage(platform)).isEqualTo(Stage.SEED);
        }
    }

    private static long granted(TestPlatform platform, int day) {
        return platform.published()
                .grants(TIERS, TestPlatform.millis(DAY.plusDays(day).atStartOfDay()))
                .get(SHOP);
    }

    private static String explained(TestPlatform platform, Programme rules) {
        return platform.published().cases(List.of(rules), platform.now()).stream()
                .map(merchant -> new CaseExplainer(merchant).standing(null).toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldEndSupportOfWhomTheDeliveredFloorDoesNotHelp() {
        List<String> shops = Rules.merchants(4);
        String sellsNothing = shops.get(3);
        Programme growth = Rules.published("graded/growth.yaml", 600, 30, 200);
        growth.getEndsWhen().setAfterExposures(100);
        try (TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(23, 0), STEP)) {
            platform.programme(growth);
            shops.forEach(shop ->
                    platform.profile(Rules.shop(shop, platform.now(), 100).build()));
            platform.settle();
            for (int day = 0; day < 4; day++) {
                platform.passUntil(
                        DAY.plusDays(day).atTime(23, 50),
                        STEP,
                        () -> shops.forEach(shop -> {
                            platform.show(shop, Surface.FEED, 1);
                            if (!shop.equals(sellsNothing) && platform.shown() % 7 == 0) {
                                platform.buy(shop, 1_000);
                            }
                        }));
                platform.beatAt(DAY.plusDays(day + 1).atStartOfDay());
                platform.settle();
            }

            assertThat(platform.published().decision(GROWTH, sellsNothing).getClauses())
                    .containsExactly("evidence-against");
            assertThat(platform.isBoosted(sellsNothing, Surface.FEED)).isFalse();
            long spent = platform.published().ledger().stream()
                    .filter(entry -> entry.getMerchantId().equals(sellsNothing))
                    .filter(entry -> entry.getKind() == EntryKind.CHARGE)
                    .mapToLong(LedgerEntry::getExposures)
                    .sum();
            assertThat(spent).as("not before it was charged so much").isGreaterThanOrEqualTo(100);
            assertThat(shops)
                    .filteredOn(shop -> !shop.equals(sellsNothing))
                    .allMatch(shop -> platform.published().isEligible(GROWTH, shop));
        }
    }
}
