package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.Tag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What supports produce is a certificate, and it does so as long as the certificate holds: one that ends at noon ends support at noon. */
class Article08CertificateTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LocalDateTime NOON = DAY.atTime(12, 0);
    private static final Duration STEP = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void shouldEndSupportAtNoonWithACertificateThatEndsAtNoon() {
        try (TestPlatform platform = new TestPlatform(folder, DAY.atTime(11, 30), STEP)) {
            platform.programme(Rules.published("farm.yaml", 400, 10, 200));
            platform.profile(farm(platform, "ends")
                    .setTags(List.of(new Tag("AGRI", "GB-1", TestPlatform.millis(NOON))))
                    .build());
            platform.profile(farm(platform, "stays")
                    .setTags(List.of(new Tag("AGRI", "GB-2", null)))
                    .build());
            platform.settle();
            platform.passUntil(NOON.minusSeconds(1), STEP, () -> platform.show("ends", Surface.FEED, 2));
            assertThat(platform.isBoosted("ends", Surface.FEED)).isTrue();

            platform.beatAt(NOON);

            assertThat(platform.isBoosted("ends", Surface.FEED)).isFalse();
            assertThat(platform.published().directive("ends")).isEmpty();
            assertThat(platform.published().isEligible("farm", "ends")).isFalse();
            assertThat(platform.published().decision("farm", "ends").getClauses())
                    .containsExactly("agri");
            assertThat(platform.isBoosted("stays", Surface.FEED)).isTrue();
            long until = platform.now();
            platform.passUntil(NOON.plusHours(1), STEP, () -> platform.show("ends", Surface.FEED, 1));
            assertThat(platform.published().ledger())
                    .filteredOn(entry -> entry.getMerchantId().equals("ends") && entry.getTime() > until)
                    .noneMatch(entry -> entry.getKind() == EntryKind.CHARGE || entry.getKind() == EntryKind.GRANT);
        }
    }

    private static MerchantProfile.Builder farm(TestPlatform platform, String id) {
        return Rules.shop(id, platform.now(), 1_000);
    }
}
