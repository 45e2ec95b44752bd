package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exposure is shared out among those who are supported: no more than there is, and what one gives up is for the others. */
class Article01AllocationTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final List<String> FARMS = Rules.merchants(6);
    private static final long POOL = 360;

    @TempDir
    Path folder;

    private TestPlatform platform() {
        TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(23, 0), STEP);
        platform.programme(Rules.programme("farm", POOL, 10, 200)
                .setEligibility(List.of(Rules.clause("agri", "'AGRI' in merchant.tags")))
                .build());
        FARMS.forEach(farm -> platform.profile(Rules.shop(farm, platform.now(), 1_000)
                .setTags(List.of(Rules.tag("AGRI")))
                .build()));
        platform.settle();
        platform.beatAt(DAY.atStartOfDay());
        platform.settle();
        return platform;
    }

    @Test
    void shouldFreeTheAllocationOfAMerchantWhoseGrantEnds() {
        try (TestPlatform platform = platform()) {
            show(platform, 10);
            String left = FARMS.get(0);
            platform.profile(Rules.shop(left, platform.now(), 1_000).build());
            show(platform, 14);

            Map<String, Long> grants = platform.published().grants("farm", MIDNIGHT);
            assertThat(grants.get(left))
                    .as("what it had used")
                    .isEqualTo(platform.published().spent("farm", left, MIDNIGHT))
                    .isBetween(1L, POOL / FARMS.size() - 10);
            assertThat(FARMS.subList(1, FARMS.size())).allMatch(farm -> grants.get(farm) > POOL / FARMS.size());
            assertThat(sum(grants)).isBetween(POOL - FARMS.size(), POOL);
            show(platform, 23);
            assertThat(platform.published().spent("farm", left, MIDNIGHT)).isEqualTo(grants.get(left));
            assertThat(platform.published().spent("farm", MIDNIGHT)).isBetween(POOL * 8 / 10, POOL);
        }
    }

    @Test
    void shouldNeverGrantMoreThanThePoolHolds() {
        try (TestPlatform platform = platform()) {
            show(platform, 8);
            List<String> more = new ArrayList<>(FARMS);
            for (int newcomer = 0; newcomer < 4; newcomer++) {
                String id = "joined-" + newcomer;
                more.add(id);
                platform.profile(Rules.shop(id, platform.now(), 0)
                        .setTags(List.of(Rules.tag("AGRI")))
                        .build());
                show(platform, 10 + newcomer);
            }
            platform.profile(Rules.shop("joined-2", platform.now(), 0).build());
            show(platform, 20);

            Map<String, Long> granted = new HashMap<>();
            for (LedgerEntry entry : platform.published().ledger()) {
                if (entry.getPeriodStart() == MIDNIGHT) {
                    long now = entry.getKind() == EntryKind.RELEASE ? entry.getSpent() : entry.getGranted();
                    granted.put(entry.getMerchantId(), now);
                    assertThat(entry.getSpent()).isLessThanOrEqualTo(entry.getGranted());
                }
            }
            assertThat(granted.keySet()).containsAll(more);
            assertThat(sum(granted)).isLessThanOrEqualTo(POOL);
        }
    }

    private static long sum(Map<String, Long> grants) {
        return grants.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void show(TestPlatform platform, int hour) {
        platform.passUntil(
                DAY.atTime(hour, 0), STEP, () -> FARMS.forEach(farm -> platform.show(farm, Surface.FEED, 1)));
    }
}
