package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Stage;
import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Support is graded by growth: who sells well on the exposure that it gets is given more of it. */
class Article14GrowthTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final List<String> SHOPS = Rules.merchants(4);
    private static final String GROWS = SHOPS.get(1);

    @TempDir
    Path folder;

    @Test
    void shouldGrantMoreToWhomExposureHelps() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(23, 0), STEP)) {
            platform.programme(Rules.programme("graded", 240, 10, 200)
                    .setStageWeights(Map.of("SEED", 1.0, "GROW", 2.0))
                    .build());
            SHOPS.forEach(shop ->
                    platform.profile(Rules.shop(shop, platform.now(), 100).build()));
            platform.settle();
            platform.passUntil(
                    DAY.atTime(23, 50),
                    STEP,
                    () -> SHOPS.forEach(shop -> {
                        platform.show(shop, Surface.FEED, 1);
                        boolean isSold = platform.shown() % (shop.equals(GROWS) ? 3 : 40) == 0;
                        if (isSold) {
                            platform.buy(shop, 1_000);
                        }
                    }));
            LocalDate next = DAY.plusDays(1);
            platform.beatAt(next.atStartOfDay());
            platform.settle();

            Map<String, Long> grants = platform.published().grants("graded", TestPlatform.millis(next.atStartOfDay()));
            assertThat(platform.published().decision("graded", GROWS).getStage())
                    .isEqualTo(Stage.GROW);
            assertThat(SHOPS).filteredOn(shop -> !shop.equals(GROWS)).allSatisfy(shop -> {
                assertThat(platform.published().decision("graded", shop).getStage())
                        .isEqualTo(Stage.SEED);
                assertThat(grants.get(shop)).isBetween(10L, grants.get(GROWS) * 2 / 3);
            });
        }
    }
}
