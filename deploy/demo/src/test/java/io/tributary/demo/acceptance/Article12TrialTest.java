package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trial of a shop's own: deploy/programmes/published/new-shop-trial.yaml ends at the first of 90 days and sales of 10,000.00, and
 * three-months-from-notice.yaml begins when a shop is told.
 */
class Article12TrialTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final String SHOP = "shop";
    private static final String TRIAL = "new-shop-trial";
    private static final String NOTICE = "three-months-from-notice";

    @TempDir
    Path folder;

    private TestPlatform platform(LocalDateTime joined) {
        TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), STEP);
        platform.list(Rules.list("lists/attributes.yaml"));
        platform.programme(Rules.published("published/new-shop-trial.yaml", 200, 10, 100));
        platform.programme(Rules.published("published/three-months-from-notice.yaml", 200, 10, 100));
        platform.profile(Rules.shop(SHOP, platform.now(), 0)
                .setJoinedAt(TestPlatform.millis(joined))
                .build());
        platform.settle();
        return platform;
    }

    @Test
    void shouldEndAtTheMinuteAfterNinetyDays() {
        LocalDateTime end = DAY.atTime(15, 0);
        try (TestPlatform platform = platform(end.minusDays(90))) {
            platform.beatAt(end.minusSeconds(1));
            assertThat(platform.published().isEligible(TRIAL, SHOP)).isTrue();
            assertThat(platform.isBoosted(SHOP, Surface.FEED)).isTrue();

            platform.beatAt(end);

            assertThat(platform.published().isEligible(TRIAL, SHOP)).isFalse();
            assertThat(platform.published().decision(TRIAL, SHOP).getClauses()).contains("clock-over");
            assertThat(platform.isBoosted(SHOP, Surface.FEED)).isFalse();
        }
    }

    @Test
    void shouldEndWithTheSalesThatComeBeforeTheNinetyDays() {
        try (TestPlatform platform = platform(DAY.minusDays(1).atTime(9, 0))) {
            platform.show(SHOP, Surface.FEED, 1);
            platform.buy(SHOP, 999_900);
            platform.settle();
            assertThat(platform.published().isEligible(TRIAL, SHOP)).isTrue();

            platform.show(SHOP, Surface.FEED, 1);
            platform.buy(SHOP, 100);
            platform.service().restart();
            platform.beatAt(DAY.atTime(9, 5));

            assertThat(platform.published().isEligible(TRIAL, SHOP)).isFalse();
            assertThat(platform.published().decision(TRIAL, SHOP).getClauses()).containsExactly("clock-over");
        }
    }

    @Test
    void shouldBeginOnTheDayAfterTheNoticeForThreeMonths() {
        try (TestPlatform platform = platform(DAY.minusDays(1).atTime(9, 0))) {
            assertThat(platform.published().decision(NOTICE, SHOP).getClauses()).contains("clock-not-begun");
            platform.event(SHOP, "notified", 1);
            platform.beatAt(DAY.atTime(23, 59));
            assertThat(platform.published().isEligible(NOTICE, SHOP)).isFalse();

            platform.beatAt(DAY.plusDays(1).atStartOfDay());

            assertThat(platform.published().isEligible(NOTICE, SHOP)).isTrue();
            LocalDateTime end = DAY.plusDays(1).plusMonths(3).atStartOfDay();
            platform.beatAt(end.minusSeconds(1));
            assertThat(platform.published().isEligible(NOTICE, SHOP)).isTrue();
            platform.beatAt(end);
            assertThat(platform.published().isEligible(NOTICE, SHOP)).isFalse();
        }
    }
}
