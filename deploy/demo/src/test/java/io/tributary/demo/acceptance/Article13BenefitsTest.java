package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * New shops earn coupons and relief: deploy/programmes/published/content-missions.yaml and fee-relief.yaml. A coupon is used before what else
 * is granted, and ends at its minute, also when tasks begin anew at that minute.
 */
class Article13BenefitsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final String SHOP = "shop";

    @TempDir
    Path folder;

    @Test
    void shouldEndACouponAtItsMinuteAlsoWhileTasksBeginAnew() {
        Programme missions = Rules.published("published/content-missions.yaml", 2_000, 0, 300);
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), STEP)) {
            platform.programme(missions);
            platform.profile(Rules.shop(SHOP, platform.now(), 5).build());
            platform.settle();
            platform.event(SHOP, "course-finished", 1);
            platform.settle();
            platform.event(SHOP, "live", 60);
            platform.settle();
            // From the day after the show, for seven days: it ends at midnight.
            LocalDateTime end = DAY.plusDays(8).atStartOfDay();
            assertThat(statuses(platform, "live-traffic")).containsExactly(BenefitStatus.ACCEPTED);
            platform.beatAt(DAY.plusDays(1).atStartOfDay());
            platform.settle();
            assertThat(statuses(platform, "live-traffic")).endsWith(BenefitStatus.ACTIVATED);
            LedgerEntry issued = entry(platform, EntryKind.ISSUE);
            assertThat(issued.getExposures()).isEqualTo(200);
            platform.passUntil(DAY.plusDays(1).atTime(6, 0), STEP, () -> platform.show(SHOP, Surface.FEED, 1));
            platform.beatAt(end.minusMinutes(1));
            platform.settle();
            assertThat(statuses(platform, "live-traffic")).endsWith(BenefitStatus.ACTIVATED);

            platform.service().restart();
            platform.beatAt(end);
            platform.service().restart();
            platform.settle();

            LedgerEntry expired = entry(platform, EntryKind.EXPIRE);
            assertThat(expired.getTime()).isEqualTo(TestPlatform.millis(end));
            assertThat(expired.getCouponId()).isEqualTo(issued.getCouponId());
            assertThat(used(platform)).isPositive().isEqualTo(issued.getExposures() - expired.getExposures());
            assertThat(statuses(platform, "live-traffic").stream().filter(BenefitStatus.EXPIRED::equals))
                    .hasSize(1);
        }
    }

    @Test
    void shouldUseACouponBeforeWhatElseIsGrantedAndNeverTwice() {
        Programme missions = Rules.published("published/content-missions.yaml", 2_000, 0, 300);
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP)) {
            platform.programme(missions);
            platform.profile(Rules.shop(SHOP, platform.now(), 5).build());
            platform.settle();
            platform.event(SHOP, "course-finished", 1);
            platform.settle();
            platform.event(SHOP, "video-posted", 10);
            platform.settle();
            int[] boosted = new int[1];
            platform.passUntil(DAY.atTime(20, 0), STEP, () -> {
                boosted[0] += platform.show(SHOP, Surface.FEED, 6);
                platform.repeat(SHOP);
            });
            platform.settle();

            assertThat(boosted[0]).isPositive();
            assertThat(used(platform)).isEqualTo(boosted[0]);
            assertThat(platform.published().spent("content-missions", TestPlatform.millis(DAY.atStartOfDay())))
                    .isEqualTo(boosted[0]);
        }
    }

    @Test
    void shouldCountReliefFromOrders() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), STEP)) {
            platform.programme(Rules.published("published/fee-relief.yaml", 500, 0, 100));
            platform.profile(Rules.shop(SHOP, platform.now(), 5).build());
            platform.settle();
            for (int order = 0; order < 3; order++) {
                platform.show(SHOP, Surface.FEED, 1);
                platform.buy(SHOP, 10_000);
            }
            platform.settle();

            assertThat(last(platform, "orders").getUsed()).isEqualTo(3);
            assertThat(last(platform, "commission").getUsed()).isEqualTo(30_000);
            assertThat(last(platform, "half").getUsed())
                    .as("5 % of the first 50,000.00")
                    .isEqualTo(1_500);
            assertThat(last(platform, "ads").getStatus()).isEqualTo(BenefitStatus.OFFERED);
        }
    }

    private static long used(TestPlatform platform) {
        return platform.published().ledger().stream()
                .filter(entry -> entry.getKind() == EntryKind.USE)
                .mapToLong(LedgerEntry::getExposures)
                .sum();
    }

    /** The only one of its kind. */
    private static LedgerEntry entry(TestPlatform platform, EntryKind kind) {
        List<LedgerEntry> entries = platform.published().ledger().stream()
                .filter(entry -> entry.getKind() == kind)
                .toList();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static List<BenefitStatus> statuses(TestPlatform platform, String benefit) {
        return changes(platform, benefit).stream().map(BenefitChange::getStatus).toList();
    }

    private static BenefitChange last(TestPlatform platform, String benefit) {
        List<BenefitChange> changes = changes(platform, benefit);
        return changes.get(changes.size() - 1);
    }

    private static List<BenefitChange> changes(TestPlatform platform, String benefit) {
        return platform.published().benefits(SHOP).stream()
                .filter(change -> change.getBenefitId().equals(benefit))
                .toList();
    }
}
