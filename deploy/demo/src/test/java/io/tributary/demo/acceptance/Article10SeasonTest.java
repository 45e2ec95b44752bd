package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specialities are supported in their seasons: deploy/programmes/seasonal/specialty.yaml through spring and into summer. */
class Article10SeasonTest {
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final String TEA = "tea";

    @TempDir
    Path folder;

    @Test
    void shouldSupportSpecialitiesInTheirSeasonsOnly() {
        LocalDate spring = LocalDate.of(2026, 4, 5);
        LocalDate friday = LocalDate.of(2026, 7, 3);
        try (TestPlatform platform =
                new TestPlatform(folder, spring.minusDays(3).atTime(11, 0), STEP)) {
            platform.programme(Rules.published("seasonal/specialty.yaml", 200, 10, 100));
            platform.profile(Rules.shop(TEA, platform.now(), 1_000)
                    .setTags(List.of(Rules.tag("SPECIALTY")))
                    .build());
            platform.settle();
            for (LocalDate day = spring.minusDays(2); day.isBefore(spring.plusDays(20)); day = day.plusDays(1)) {
                // Spring tea: from Qingming to the last day of Grain Rain.
                boolean open = !day.isBefore(spring) && !day.isAfter(LocalDate.of(2026, 4, 20));
                assertSupported(platform, day.atStartOfDay(), open);
                assertSupported(platform, day.atTime(12, 0), open);
            }
            assertSupported(platform, friday.minusDays(1).atTime(20, 0), false);
            assertSupported(platform, friday.atTime(18, 59), false);
            assertSupported(platform, friday.atTime(19, 0), true);
            assertSupported(platform, friday.atTime(22, 58), true);
            assertSupported(platform, friday.atTime(23, 0), false);
        }
    }

    private static void assertSupported(TestPlatform platform, LocalDateTime time, boolean supported) {
        platform.beatAt(time);
        platform.settle();
        assertThat(platform.isBoosted(TEA, Surface.FEED)).as("at %s", time).isEqualTo(supported);
        assertThat(platform.published().isEligible("specialty-seasons", TEA))
                .as("takes part at %s", time)
                .isTrue();
    }
}
