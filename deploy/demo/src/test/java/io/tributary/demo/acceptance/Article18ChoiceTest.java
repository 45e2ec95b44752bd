package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody is made to take part: deploy/programmes/published/application-by-date.yaml takes who applied in time, until it leaves; and of two
 * programmes that exclude each other a shop is in one.
 */
class Article18ChoiceTest {
    private static final LocalDate CLOSES = LocalDate.of(2026, 2, 10);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final String PROGRAMME = "application-by-date";

    @TempDir
    Path folder;

    @Test
    void shouldTakeWhoAppliedInTimeUntilItLeaves() {
        try (TestPlatform platform =
                new TestPlatform(folder, CLOSES.minusDays(1).atTime(20, 0), STEP)) {
            platform.programme(Rules.published("published/application-by-date.yaml", 200, 10, 100));
            for (String shop : Rules.merchants(3)) {
                platform.profile(Rules.shop(shop, platform.now(), 20).build());
            }
            platform.settle();
            assertThat(platform.published().decision(PROGRAMME, "merchant-0").getClauses())
                    .containsExactly("not-applied");
            platform.event("merchant-0", "applied", 1, PROGRAMME);
            platform.beatAt(CLOSES.atStartOfDay());
            platform.event("merchant-1", "applied", 1, PROGRAMME);
            platform.settle();
            assertThat(platform.isBoosted("merchant-0", Surface.FEED)).isTrue();
            assertThat(platform.published().decision(PROGRAMME, "merchant-1").getClauses())
                    .containsExactly("registration-closed");
            assertThat(platform.published().isEligible(PROGRAMME, "merchant-2")).isFalse();

            platform.event("merchant-0", "left", 1, PROGRAMME);
            platform.beatAt(CLOSES.atTime(0, 10));

            assertThat(platform.published().isEligible(PROGRAMME, "merchant-0")).isFalse();
            assertThat(platform.isBoosted("merchant-0", Surface.FEED)).isFalse();
        }
    }

    @Test
    void shouldNotTakeAShopIntoTwoProgrammesThatExcludeEachOther() {
        LocalDate day = LocalDate.of(2026, 3, 2);
        try (TestPlatform platform = new TestPlatform(folder, day.atTime(9, 0), STEP)) {
            platform.list(Rules.list("lists/attributes.yaml"));
            platform.programme(Rules.published("published/new-seller-refund-limit.yaml", 200, 10, 100));
            platform.programme(Rules.published("newcomer.yaml", 200, 10, 100));
            platform.profile(Rules.shop("shop", platform.now(), 5).build());
            platform.settle();

            assertThat(platform.published().isEligible("new-seller-refund-limit", "shop"))
                    .isTrue();
            assertThat(platform.published().decision("newcomer", "shop").getClauses())
                    .containsExactly("excluded-by:new-seller-refund-limit");
        }
    }
}
