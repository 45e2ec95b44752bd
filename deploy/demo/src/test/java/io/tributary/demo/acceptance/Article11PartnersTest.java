package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.Funding;
import io.tributary.programmes.v1.FundingSource;
import io.tributary.programmes.v1.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a partner brings is for those it is meant for: the pools of two partners never mix, though a shop may be in both. */
class Article11PartnersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final long MIDNIGHT = TestPlatform.millis(DAY.atStartOfDay());
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final List<String> SHOPS = Rules.merchants(6);
    private static final String BOTH = SHOPS.get(5);

    @TempDir
    Path folder;

    @Test
    void shouldKeepThePoolsOfTwoPartnersApart() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.minusDays(1).atTime(23, 0), STEP)) {
            platform.programme(partner("province", 200));
            platform.programme(partner("association", 100));
            for (String shop : SHOPS) {
                platform.profile(Rules.shop(shop, platform.now(), 100)
                        .setCategories(categories(shop))
                        .build());
            }
            platform.settle();
            platform.beatAt(DAY.atStartOfDay());
            platform.settle();
            // The shops of the association have nothing to show: what it brought is left over, and stays so.
            int[] boosted = new int[1];
            platform.passUntil(
                    DAY.atTime(23, 50),
                    STEP,
                    () -> SHOPS.stream()
                            .filter(shop -> categories(shop).contains("province"))
                            .forEach(shop -> boosted[0] += platform.show(shop, Surface.FEED, 1)));
            platform.beatAt(DAY.atTime(23, 59));

            long province = platform.published().spent("province", MIDNIGHT);
            long association = platform.published().spent("association", MIDNIGHT);
            assertThat(province + association).isEqualTo(boosted[0]);
            assertThat(province).isBetween(160L, 200L);
            assertThat(association)
                    .as("only the shop that is in both had something to show")
                    .isEqualTo(platform.published().spent("association", BOTH, MIDNIGHT))
                    .isLessThanOrEqualTo(100);
            Map<String, Long> grants = platform.published().grants("association", MIDNIGHT);
            assertThat(grants.keySet()).allMatch(shop -> categories(shop).contains("association"));
        }
    }

    private static List<String> categories(String shop) {
        if (shop.equals(BOTH)) {
            return List.of("province", "association");
        }
        return List.of(SHOPS.indexOf(shop) % 2 == 0 ? "province" : "association");
    }

    private static Programme partner(String id, long pool) {
        return Rules.programme(id, pool, 5, 80)
                .setFunding(new Funding(FundingSource.PARTNER, id))
                .setEligibility(List.of(Rules.clause("own", "'" + id + "' in merchant.categories")))
                .build();
    }
}
