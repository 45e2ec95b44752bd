package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.ItemFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Support for produce is for produce, and not for what else a farm sells: deploy/programmes/scoped/new-produce.yaml. */
class Article07ProduceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final String FARM = "farm";
    private static final ItemFacts PEARS = new ItemFacts("水果", List.of("有机"), MIDNIGHT);
    private static final ItemFacts PHONE_CASE = new ItemFacts("手机配件", List.of(), MIDNIGHT);

    @TempDir
    Path folder;

    @Test
    void shouldNotLiftThePhoneCasesOfAFarm() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP)) {
            platform.programme(Rules.published("scoped/new-produce.yaml", 100, 10, 100));
            platform.profile(Rules.shop(FARM, platform.now(), 500)
                    .setTags(List.of(Rules.tag("AGRI")))
                    .build());
            platform.settle();
            int[] boosted = new int[1];
            platform.passUntil(DAY.atTime(12, 0), STEP, () -> {
                assertThat(platform.show(FARM, Surface.FEED, PHONE_CASE, 1)).isZero();
                assertThat(platform.show(FARM, Surface.FEED, 1))
                        .as("nothing is known of the item")
                        .isZero();
                int pears = platform.show(FARM, Surface.FEED, PEARS, 1);
                boosted[0] += pears;
                if (pears > 0) {
                    platform.misplace(FARM, PHONE_CASE);
                }
            });
            platform.beatAt(DAY.atTime(12, 20));

            assertThat(boosted[0]).isPositive();
            assertThat(platform.published().spent("new-produce", MIDNIGHT))
                    .as("what came with the boost of the pears is not charged")
                    .isEqualTo(boosted[0]);
        }
    }

    @Test
    void shouldDeliverMostOfAGrantInTheFirstHalfOfTheDay() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atStartOfDay(), STEP)) {
            platform.programme(Rules.published("scoped/new-produce.yaml", 200, 10, 200));
            platform.profile(Rules.shop(FARM, platform.now(), 500)
                    .setTags(List.of(Rules.tag("AGRI")))
                    .build());
            platform.settle();
            Runnable shows = () -> platform.show(FARM, Surface.FEED, PEARS, 4);
            platform.passUntil(DAY.atTime(12, 0), STEP, shows);
            long morning = platform.published().spent("new-produce", MIDNIGHT);
            platform.passUntil(DAY.atTime(23, 59), STEP, shows);
            long all = platform.published().spent("new-produce", MIDNIGHT);

            assertThat(all).isBetween(190L, 200L + TestPlatform.SLICES);
            assertThat(morning).as("three quarters, and the burst").isBetween(140L, 170L);
        }
    }

    @Test
    void shouldLiftNothingThatIsNotNewAnyMore() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.plusDays(29).atTime(22, 0), STEP)) {
            platform.programme(Rules.published("scoped/new-produce.yaml", 100, 10, 100));
            platform.profile(Rules.shop(FARM, platform.now(), 500)
                    .setTags(List.of(Rules.tag("AGRI")))
                    .build());
            platform.settle();
            int[] boosted = new int[1];
            platform.passUntil(
                    DAY.plusDays(30).atStartOfDay(),
                    STEP,
                    () -> boosted[0] += platform.show(FARM, Surface.FEED, PEARS, 1));
            assertThat(boosted[0]).isPositive();

            platform.settle();
            platform.passUntil(
                    DAY.plusDays(30).atTime(2, 0),
                    STEP,
                    () -> assertThat(platform.show(FARM, Surface.FEED, PEARS, 1))
                            .isZero());
        }
    }
}
