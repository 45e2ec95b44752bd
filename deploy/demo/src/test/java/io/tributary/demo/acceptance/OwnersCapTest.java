package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.explain.CaseExplainer;
import io.tributary.explain.Language;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.EntityLimit;
import io.tributary.programmes.v1.Mission;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shops of one owner in different partitions share one cap, also over a restart; and a shop that opens again is not new. */
class OwnersCapTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LocalDateTime EVE = DAY.minusDays(1).atTime(23, 0);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final String OWNER = "owner-1";
    private static final int CAP = 120;
    private static final int COUPON = 50;

    @TempDir
    Path folder;

    @Test
    void shouldShareOneCapAmongShopsInDifferentPartitionsAlsoOverARestart() {
        List<String> all = Rules.merchants(6);
        try (TestPlatform platform = new TestPlatform(folder, EVE, STEP)) {
            List<String> shops = apart(platform, all);
            platform.programme(Rules.programme("shared", 5_000, 10, 100)
                    .setEntity(new EntityLimit((long) CAP))
                    .build());
            all.forEach(shop -> platform.profile(shop(platform, shop, shops.contains(shop) ? OWNER : null, 30)));
            platform.passUntil(DAY.atTime(8, 0), STEP, () -> show(platform, all));
            platform.service().restart();
            platform.passUntil(DAY.atTime(23, 50), STEP, () -> show(platform, all));

            Map<String, Long> grants = platform.published().grants("shared", midnight());
            assertThat(shops).allSatisfy(shop -> assertThat(grants.get(shop)).isEqualTo(CAP / 2));
            assertThat(all)
                    .filteredOn(shop -> !shops.contains(shop))
                    .allSatisfy(shop -> assertThat(grants.get(shop)).isEqualTo(100));
            assertThat(shops.stream()
                            .mapToLong(shop -> platform.published().spent("shared", shop, midnight()))
                            .sum())
                    .isBetween(CAP * 9L / 10, CAP + 2L);
            assertNeverMore(platform, shops, CAP);
            assertThat(platform.published().deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldGiveCouponsOnTopOfTheOwnersCapAndTakeNothingOfTheOthersShares() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(8, 0), STEP)) {
            List<String> shops = apart(platform, Rules.merchants(6));
            Programme rules = Rules.programme("shared", 5_000, 10, 100)
                    .setEntity(new EntityLimit((long) CAP))
                    .setMissions(List.of(Mission.newBuilder()
                            .setId("list")
                            .setName(new LocalizedText("上新", "List"))
                            .setEvent("listed")
                            .setBenefit("coupon")
                            .build()))
                    .setBenefits(List.of(Benefit.newBuilder()
                            .setId("coupon")
                            .setKind(BenefitKind.TRAFFIC_COUPON)
                            .setName(new LocalizedText("流量券", "Coupon"))
                            .setUnit(BenefitUnit.EXPOSURES)
                            .setQuota(COUPON)
                            .setValidDays(7)
                            .build()))
                    .build();
            platform.programme(rules);
            shops.forEach(shop -> platform.profile(shop(platform, shop, OWNER, 30)));
            platform.passUntil(DAY.atTime(9, 0), STEP, () -> show(platform, shops));
            platform.event(shops.get(0), "listed", 1);
            platform.passUntil(DAY.atTime(12, 0), STEP, () -> show(platform, shops));

            Map<String, Long> grants = platform.published().grants("shared", midnight());
            assertThat(grants.get(shops.get(0))).isEqualTo(CAP / 2 + COUPON);
            assertThat(grants.get(shops.get(1))).isEqualTo(CAP / 2);
            assertNeverMore(platform, shops, CAP + COUPON);
            String text = platform.published().cases(List.of(rules), platform.now()).stream()
                    .filter(each -> each.merchantId().equals(shops.get(0)))
                    .map(each -> new CaseExplainer(each).standing("shared").text(Language.EN))
                    .findFirst()
                    .orElseThrow();
            assertThat(text)
                    .containsSubsequence(
                            "floor 10 + coupons 50 = 60",
                            "its share of what its owner's shops may get cuts to 60, and coupons",
                            "by the rule, rounded down: 110",
                            "this shop has all of its share of it.",
                            "Benefits and coupons",
                            "ACTIVATED, used ",
                            " / 50 EXPOSURES, from 2026-03-02T09:",
                            "by mission list");
        }
    }

    @ParameterizedTest
    @CsvSource({"published/genuinely-new-sellers.yaml, genuinely-new-sellers", "newcomer.yaml, newcomer"})
    void shouldNotTakeAShopForNewThatWasClosedAndOpenedAgain(String file, String programme) {
        try (TestPlatform platform = new TestPlatform(folder, EVE, STEP)) {
            List<String> shops = apart(platform, Rules.merchants(6));
            platform.programme(Rules.published(file, 1_000, 10, 100));
            platform.profile(shop(platform, shops.get(0), OWNER, 400));
            platform.settle();
            platform.service().withdraw(shops.get(0));
            platform.settle();
            platform.profile(shop(platform, shops.get(1), OWNER, 1));
            platform.profile(shop(platform, "new", "owner-2", 1));
            platform.settle();
            platform.settle();

            assertThat(platform.published().isEligible(programme, "new")).isTrue();
            assertThat(platform.published().isEligible(programme, shops.get(1))).isFalse();
            assertThat(platform.published().decision(programme, shops.get(1)).getClauses())
                    .containsExactly("new");
        }
    }

    /** Two merchants of different tasks. */
    private static List<String> apart(TestPlatform platform, List<String> merchants) {
        String first = merchants.get(0);
        String other = merchants.stream()
                .filter(each ->
                        platform.service().task(each) != platform.service().task(first))
                .findFirst()
                .orElseThrow();
        return List.of(first, other);
    }

    private static MerchantProfile shop(TestPlatform platform, String id, String owner, int daysAgo) {
        return Rules.shop(id, platform.now(), daysAgo)
                .setRelatedEntityHash(owner)
                .build();
    }

    private static void show(TestPlatform platform, List<String> merchants) {
        merchants.forEach(merchant -> platform.show(merchant, Surface.FEED, 1));
    }

    /** The ledger's lines in their order: after none of them the owner's shops are granted more than that. */
    private static void assertNeverMore(TestPlatform platform, List<String> shops, long most) {
        Map<String, Long> granted = new HashMap<>();
        for (LedgerEntry entry : platform.published().ledger()) {
            if (shops.contains(entry.getMerchantId()) && entry.getPeriodStart() == midnight()) {
                granted.put(entry.getMerchantId(), entry.getGranted());
                assertThat(granted.values().stream().mapToLong(Long::longValue).sum())
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    private static long midnight() {
        return TestPlatform.millis(DAY.atStartOfDay());
    }
}
