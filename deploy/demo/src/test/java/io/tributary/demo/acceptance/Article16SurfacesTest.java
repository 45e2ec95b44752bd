package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live and video are surfaces like others: a programme says where it supports, and supports there only. */
class Article16SurfacesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final String SHOP = "shop";

    @TempDir
    Path folder;

    @Test
    void shouldSupportAndChargeOnTheSurfacesOfTheProgrammeOnly() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), STEP)) {
            platform.programme(Rules.programme("live-and-video", 200, 10, 100)
                    .setSurfaces(List.of(Surface.LIVE, Surface.SHORT_VIDEO))
                    .build());
            platform.profile(Rules.shop(SHOP, platform.now(), 100).build());
            platform.settle();
            int[] boosted = new int[1];
            platform.passUntil(DAY.atTime(15, 0), STEP, () -> {
                boosted[0] += platform.show(SHOP, Surface.LIVE, 1) + platform.show(SHOP, Surface.SHORT_VIDEO, 1);
                assertThat(platform.show(SHOP, Surface.FEED, 1)).isZero();
                assertThat(platform.show(SHOP, Surface.SEARCH, 1)).isZero();
            });

            platform.beatAt(DAY.atTime(15, 10));
            long period = TestPlatform.millis(DAY.atStartOfDay());
            assertThat(boosted[0]).isPositive();
            assertThat(platform.published().spent("live-and-video", period)).isEqualTo(boosted[0]);
        }
    }
}
