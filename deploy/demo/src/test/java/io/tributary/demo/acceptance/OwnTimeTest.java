package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks: each merchant is supported for a time of its own, from what happened to it, and to the minute. */
class OwnTimeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    void shouldSupportFromTheFirstSaleUntilSoManyOrders() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(11, 30), MINUTE)) {
            platform.programme(Rules.published("published/first-sales.yaml", 400, 10, 200));
            platform.profile(Rules.shop("shop", platform.now(), 10).build());
            platform.settle();
            assertThat(platform.published().decision("first-sales", "shop").getClauses())
                    .containsExactly("clock-not-begun");
            assertThat(platform.show("shop", Surface.FEED, 1)).isZero();
            platform.buy("shop", 100);
            platform.settle();
            assertThat(platform.published().isEligible("first-sales", "shop")).isTrue();

            sell(platform, 299);
            platform.settle();
            assertThat(platform.published().isEligible("first-sales", "shop")).isTrue();
            sell(platform, 1);
            platform.settle();

            assertThat(platform.isBoosted("shop", Surface.FEED)).isFalse();
            assertThat(platform.published().decision("first-sales", "shop").getClauses())
                    .containsExactly("clock-over");
        }
    }

    @Test
    void shouldUseUpTheHoursOfOpenWindowsOnly() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(12, 0), HOUR)) {
            platform.programme(Rules.published("clocks/evenings.yaml", 400, 10, 200));
            platform.profile(Rules.shop("shop", platform.now(), 10).build());
            platform.settle();
            // 120 hours are 30 evenings of four.
            platform.passUntil(DAY.plusDays(29).atTime(22, 0), HOUR, () -> {});
            assertThat(platform.published().isEligible("evening-start", "shop")).isTrue();
            assertThat(platform.isBoosted("shop", Surface.LIVE)).isTrue();

            platform.passUntil(DAY.plusDays(29).atTime(23, 0), HOUR, () -> {});

            assertThat(platform.published().decision("evening-start", "shop").getClauses())
                    .containsExactly("clock-over");
        }
    }

    private static void sell(TestPlatform platform, int orders) {
        for (int i = 0; i < orders; i++) {
            platform.show("shop", Surface.SEARCH, 1);
            platform.buy("shop", 100);
        }
    }
}
