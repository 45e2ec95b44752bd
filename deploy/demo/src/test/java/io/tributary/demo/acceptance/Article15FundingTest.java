package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who pays is known: deploy/programmes/funded/paid-boost.yaml is marked as advertisement and never draws on what is free, and
 * county-fund.yaml gives no merchant more than so much of all programmes together.
 */
class Article15FundingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final String SHOP = "shop";

    @TempDir
    Path folder;

    @Test
    void shouldMarkWhatMerchantsPayForAndKeepItApart() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP)) {
            platform.programme(Rules.published("funded/paid-boost.yaml", 60, 0, 60));
            platform.programme(Rules.programme("free", 60, 10, 60).build());
            platform.profile(Rules.shop(SHOP, platform.now(), 500).build());
            platform.event(SHOP, "opted-in", 1, "paid-boost");
            platform.settle();
            int[] boosted = new int[1];
            Map<String, Boolean> advertisement = new HashMap<>();
            platform.passUntil(DAY.atTime(23, 40), STEP, () -> {
                platform.published()
                        .directive(SHOP)
                        .map(BoostDirective::getBoosts)
                        .orElse(List.of())
                        .forEach(boost -> advertisement.put(boost.getProgrammeId(), boost.getAdvertisement()));
                boosted[0] += platform.show(SHOP, Surface.FEED, 2);
            });
            platform.settle();

            assertThat(advertisement).isEqualTo(Map.of("paid-boost", true, "free", false));
            long paid = platform.published().spent("paid-boost", MIDNIGHT);
            long free = platform.published().spent("free", MIDNIGHT);
            assertThat(paid + free).isEqualTo(boosted[0]);
            assertThat(List.of(paid, free)).allMatch(spent -> spent > 0 && spent <= 62);
        }
    }

    @Test
    void shouldGrantNoMoreThanTheMostOfAllProgrammesTogether() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP)) {
            platform.programme(limited("first"));
            platform.programme(limited("second"));
            platform.programme(limited("third"));
            platform.profile(Rules.shop(SHOP, platform.now(), 500).build());
            platform.settle();
            platform.passUntil(DAY.atTime(12, 0), STEP, () -> platform.show(SHOP, Surface.FEED, 1));

            long granted = 0;
            for (String programme : List.of("first", "second", "third")) {
                granted += platform.published().grants(programme, MIDNIGHT).getOrDefault(SHOP, 0L);
            }
            assertThat(granted).isBetween(90L, 100L);
        }
    }

    private static Programme limited(String id) {
        return Rules.programme(id, 60, 5, 60).setMostOfAll(100L).build();
    }

    @Test
    void shouldNotSupportThePlatformsOwnShops() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(6, 0), STEP)) {
            platform.programme(Rules.programme("free", 60, 10, 60).build());
            platform.programme(Rules.published("funded/county-fund.yaml", 60, 10, 60));
            platform.profile(Rules.shop(SHOP, platform.now(), 500)
                    .setRegionCode("530111")
                    .setPlatformOwned(true)
                    .build());
            platform.settle();

            assertThat(platform.published().isEligible("free", SHOP)).isFalse();
            assertThat(platform.published().decision("free", SHOP).getClauses()).containsExactly("own-shop");
            assertThat(platform.published().isEligible("county-fund", SHOP)).isTrue();
            assertThat(platform.published().directive(SHOP).orElseThrow().getBoosts())
                    .extracting(Boost::getProgrammeId)
                    .containsExactly("county-fund");
        }
    }
}
