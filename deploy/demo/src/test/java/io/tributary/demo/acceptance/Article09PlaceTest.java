package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.ListKind;
import io.tributary.programmes.v1.ReferenceList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Support for places: deploy/programmes/county.yaml, with the codes of counties as they were and as they are, until its list's time is over. */
class Article09PlaceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LocalDateTime NOON = DAY.atTime(12, 0);
    private static final String DONGCHENG = "110101";
    /** Became a part of Dongcheng in 2010. */
    private static final String CHONGWEN = "110103";

    @TempDir
    Path folder;

    @Test
    void shouldCountAMergedCountyByItsSuccessorUntilTheListEnds() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(11, 0), Duration.ofMinutes(1))) {
            platform.list(ReferenceList.newBuilder()
                    .setName("key-counties")
                    .setVersion(1)
                    .setKind(ListKind.REGION)
                    .setEntries(List.of(CHONGWEN))
                    .setEndsAt(TestPlatform.millis(NOON))
                    .build());
            platform.programme(Rules.published("county.yaml", 200, 10, 100));
            platform.profile(Rules.shop("as-it-was", platform.now(), 100)
                    .setRegionCode(CHONGWEN)
                    .build());
            platform.profile(Rules.shop("as-it-is", platform.now(), 100)
                    .setRegionCode(DONGCHENG)
                    .build());
            platform.profile(Rules.shop("elsewhere", platform.now(), 100)
                    .setRegionCode("110105")
                    .build());
            platform.settle();
            platform.beatAt(NOON.minusSeconds(1));
            assertThat(List.of("as-it-was", "as-it-is"))
                    .allMatch(shop -> platform.published().isEligible("county", shop))
                    .allMatch(shop -> platform.isBoosted(shop, Surface.FEED));
            assertThat(platform.published().isEligible("county", "elsewhere")).isFalse();

            platform.beatAt(NOON);

            assertThat(List.of("as-it-was", "as-it-is"))
                    .noneMatch(shop -> platform.published().isEligible("county", shop))
                    .noneMatch(shop -> platform.isBoosted(shop, Surface.FEED));
        }
    }
}
