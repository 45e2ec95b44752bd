package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new shop gets what was promised to it, or is told why not: deploy/programmes/newcomer.yaml over a day. */
class Article12NewcomerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final List<String> SHOPS = Rules.merchants(6);
    private static final String DRY = SHOPS.get(5);
    private static final int FLOOR = 20;

    @TempDir
    Path folder;

    private TestPlatform platform() {
        TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(23, 0), STEP);
        platform.programme(Rules.published("newcomer.yaml", 400, FLOOR, 200));
        SHOPS.forEach(
                shop -> platform.profile(Rules.shop(shop, platform.now(), 10).build()));
        platform.settle();
        platform.beatAt(DAY.atStartOfDay());
        platform.settle();
        return platform;
    }

    @Test
    void shouldGiveEachNewShopItsFloorOrStateAReason() {
        try (TestPlatform platform = platform()) {
            platform.passUntil(
                    DAY.atTime(2, 0), STEP, () -> SHOPS.forEach(shop -> platform.show(shop, Surface.FEED, 1)));
            // From now on this one has nothing to show.
            platform.passUntil(
                    DAY.atTime(23, 45),
                    STEP,
                    () -> SHOPS.stream()
                            .filter(shop -> !shop.equals(DRY))
                            .forEach(shop -> platform.show(shop, Surface.FEED, 1)));

            for (String shop : SHOPS) {
                long spent = platform.published().spent("newcomer", shop, MIDNIGHT);
                assertThat(spent >= FLOOR || isExplained(platform, shop))
                        .as(
                                "%s: %d shown, %s",
                                shop, spent, platform.published().grants("newcomer", MIDNIGHT))
                        .isTrue();
            }
            assertThat(platform.published().spent("newcomer", DRY, MIDNIGHT)).isLessThan(FLOOR);
        }
    }

    private static boolean isExplained(TestPlatform platform, String shop) {
        List<LedgerEntry> own = platform.published().ledger().stream()
                .filter(entry -> entry.getMerchantId().equals(shop) && entry.getReason() != null)
                .toList();
        return !own.isEmpty()
                && own.stream()
                        .allMatch(entry -> !entry.getReason().getZh().isBlank()
                                && !entry.getReason().getEn().isBlank());
    }

    @Test
    void shouldPaceAGrantOfTheSameDay() {
        try (TestPlatform platform = platform()) {
            String late = "opened-today";
            platform.passUntil(
                    DAY.atTime(15, 0), STEP, () -> SHOPS.forEach(shop -> platform.show(shop, Surface.FEED, 1)));
            platform.profile(Rules.shop(late, platform.now(), 0).build());
            Runnable traffic = () -> {
                SHOPS.forEach(shop -> platform.show(shop, Surface.FEED, 1));
                platform.show(late, Surface.FEED, 4);
            };
            platform.passUntil(DAY.atTime(16, 0), STEP, traffic);

            Map<String, Long> grants = platform.published().grants("newcomer", MIDNIGHT);
            long granted = grants.get(late);
            assertThat(granted).isGreaterThanOrEqualTo(FLOOR);
            assertThat(platform.published().spent("newcomer", late, MIDNIGHT))
                    .as("of %d in the first of nine hours", granted)
                    .isLessThan(granted / 2);
            platform.passUntil(DAY.atTime(23, 45), STEP, traffic);
            long in = platform.published().grants("newcomer", MIDNIGHT).get(late);
            assertThat(platform.published().spent("newcomer", late, MIDNIGHT))
                    .as("of %d", in)
                    .isBetween(in * 8 / 10, in);
        }
    }
}
