package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are open: who reads them knows from which moment on they hold, and they hold from then on, for everybody. */
class Article02OpenRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofSeconds(30);
    /** Enough for both tasks to have some. */
    private static final List<String> SHOPS = Rules.merchants(8);

    @TempDir
    Path folder;

    @Test
    void shouldChangeEligibilityAtTheEventTimeOfAListVersion() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(11, 0), STEP)) {
            platform.list(list(1, "110101").build());
            platform.programme(Rules.programme("county", 400, 10, 100)
                    .setEligibility(List.of(Rules.clause("listed", "merchant.regionCode in lists['counties']")))
                    .build());
            SHOPS.forEach(shop -> platform.profile(Rules.shop(shop, platform.now(), 100)
                    .setRegionCode(isFirst(shop) ? "110101" : "110102")
                    .build()));
            platform.settle();
            platform.list(list(2, "110102")
                    .setStartsAt(TestPlatform.millis(DAY.atTime(12, 0)))
                    .build());
            platform.beatAt(DAY.atTime(11, 59, 59));
            assertThat(SHOPS).allMatch(shop -> platform.published().isEligible("county", shop) == isFirst(shop));

            platform.beatAt(DAY.atTime(12, 0));

            assertThat(SHOPS).allMatch(shop -> platform.published().isEligible("county", shop) != isFirst(shop));
            assertThat(SHOPS)
                    .filteredOn(Article02OpenRulesTest::isFirst)
                    .noneMatch(shop -> platform.isBoosted(shop, Surface.FEED));
            platform.settle();
            assertThat(SHOPS)
                    .filteredOn(shop -> !isFirst(shop))
                    .allMatch(shop -> platform.isBoosted(shop, Surface.FEED));
        }
    }

    @Test
    void shouldGoOverToANewVersionInAllTasksAtTheSameBeat() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(11, 0), STEP)) {
            Programme first = Rules.programme("everybody", 400, 10, 100).build();
            platform.programme(first);
            SHOPS.forEach(shop ->
                    platform.profile(Rules.shop(shop, platform.now(), 100).build()));
            platform.settle();
            platform.programme(Programme.newBuilder(first)
                    .setVersion(2)
                    .setEffectiveFrom(TestPlatform.millis(DAY.atTime(12, 0)))
                    .setEligibility(List.of(Rules.clause("agri", "'AGRI' in merchant.tags")))
                    .build());
            platform.beatAt(DAY.atTime(11, 59, 59));
            assertThat(SHOPS).allMatch(shop -> platform.published().isEligible("everybody", shop));

            platform.beatAt(DAY.atTime(12, 0));

            assertThat(SHOPS.stream().map(platform.service()::task).distinct()).hasSize(2);
            assertThat(SHOPS)
                    .map(shop -> platform.published().decision("everybody", shop))
                    .allMatch(decision -> !decision.getEligible() && decision.getVersion() == 2)
                    .allMatch(decision -> decision.getClauses().equals(List.of("agri")))
                    .allMatch(decision -> !decision.getReasons().get(0).getZh().isBlank());
            assertThat(SHOPS).noneMatch(shop -> platform.isBoosted(shop, Surface.FEED));
        }
    }

    private static boolean isFirst(String shop) {
        return SHOPS.indexOf(shop) % 2 == 0;
    }

    private static ReferenceList.Builder list(int version, String code) {
        return ReferenceList.newBuilder()
                .setName("counties")
                .setVersion(version)
                .setEntries(List.of(code));
    }
}
