package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Farm support is there all year without a gap, and is more at harvest: deploy/programmes/farm.yaml over twelve months. On each day it is seen
 * whether it supports; on the first day of some months the day's traffic is played, too.
 */
class Article06FarmSupportTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate HARVEST = LocalDate.of(2026, 9, 1);
    private static final LocalDate AFTER_HARVEST = LocalDate.of(2026, 11, 16);
    private static final Set<Month> PLAYED = Set.of(Month.MARCH, Month.JUNE, Month.SEPTEMBER, Month.NOVEMBER);
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final List<String> FARMS = Rules.merchants(5);
    private static final int POOL = 300;

    @TempDir
    Path folder;

    @Test
    void shouldSupportFarmsOnEachDayOfTwelveMonthsAndMoreAtHarvest() {
        try (TestPlatform platform = new TestPlatform(folder, FIRST.minusDays(1).atTime(23, 0), STEP)) {
            platform.programme(Rules.published("farm.yaml", POOL, 10, 120));
            FARMS.forEach(farm -> platform.profile(Rules.shop(farm, platform.now(), 1_000)
                    .setTags(List.of(Rules.tag("AGRI")))
                    .build()));
            platform.settle();
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusYears(1)); day = day.plusDays(1)) {
                platform.beatAt(day.atStartOfDay());
                platform.settle();
                assertSupported(platform, day);
                if (day.getDayOfMonth() == 1 && PLAYED.contains(day.getMonth())) {
                    play(platform, day);
                }
            }
        }
    }

    private static void assertSupported(TestPlatform platform, LocalDate day) {
        assertThat(platform.published().plan("farm").getActive())
                .as("on %s", day)
                .isTrue();
        assertThat(platform.published().grants("farm", midnight(day)).values())
                .as("granted on %s", day)
                .hasSize(FARMS.size())
                .allMatch(granted -> granted > pool(day) / FARMS.size() - 2 && granted <= pool(day) / FARMS.size());
        assertThat(FARMS).as("on %s", day).allMatch(farm -> platform.isBoosted(farm, Surface.FEED));
    }

    private static void play(TestPlatform platform, LocalDate day) {
        platform.passUntil(day.atTime(23, 50), STEP, () -> FARMS.forEach(farm -> platform.show(farm, Surface.FEED, 1)));
        assertThat(platform.published().spent("farm", midnight(day)))
                .as("exposures on %s", day)
                .isBetween(pool(day) * 8 / 10, pool(day));
    }

    private static long pool(LocalDate day) {
        boolean harvest = !day.isBefore(HARVEST) && day.isBefore(AFTER_HARVEST);
        return harvest ? POOL * 3 / 2 : POOL;
    }

    private static long midnight(LocalDate day) {
        return TestPlatform.millis(day.atStartOfDay());
    }
}
