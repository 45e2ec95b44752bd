package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.demo.same.WholeService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Farm support is there all year without a gap, and is more at harvest: deploy/programmes/farm.yaml over twelve months. */
class Article06FarmSupportTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate HARVEST = LocalDate.of(2026, 9, 1);
    private static final LocalDate AFTER_HARVEST = LocalDate.of(2026, 11, 16);
    private static final int POOL = 100;

    @TempDir
    Path folder;

    @Test
    void shouldSupportFarmsOnEachDayOfTwelveMonthsAndMoreAtHarvest() {
        List<String> merchants = Rules.merchants(6);
        LocalDateTime start = FIRST.atStartOfDay();
        try (TestPlatform platform = new TestPlatform(folder, start.minusHours(6), Duration.ofHours(6))) {
            platform.programme(Rules.published("farm.yaml", POOL, 5, 60));
            merchants.forEach(merchant -> platform.profile(Rules.shop(merchant, platform.now(), 1_000)
                    .setTags(List.of(Rules.tag("AGRI")))
                    .build()));
            platform.settle();
            platform.passUntil(start.plusYears(1), () -> {
                platform.settle();
                merchants.forEach(merchant -> platform.show(merchant, Surface.FEED, 12));
            });
            platform.settle();

            Map<LocalDate, Long> spent = spentByDay(platform);
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusYears(1)); day = day.plusDays(1)) {
                long most = isHarvest(day) ? POOL * 3 / 2 : POOL;
                assertThat(spent.get(day)).as("on %s", day).isBetween(most * 6 / 10, most);
            }
            assertThat(platform.published().deadLetters()).isEmpty();
        }
    }

    private static boolean isHarvest(LocalDate day) {
        return !day.isBefore(HARVEST) && day.isBefore(AFTER_HARVEST);
    }

    private static Map<LocalDate, Long> spentByDay(TestPlatform platform) {
        Published published = platform.published();
        return published.ledger().stream()
                .map(entry -> entry.getPeriodStart())
                .distinct()
                .collect(Collectors.toMap(
                        start -> Instant.ofEpochMilli(start)
                                .atZone(WholeService.ZONE)
                                .toLocalDate(),
                        start -> published.spent("farm", start),
                        Long::sum,
                        TreeMap::new));
    }
}
