package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.Attribute;
import io.tributary.merchants.v1.MerchantProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Support ends where buyers suffer: deploy/programmes/published/new-seller-refund-limit.yaml. */
class Article14ExitsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final String SHOP = "shop";
    private static final String PROGRAMME = "new-seller-refund-limit";

    @TempDir
    Path folder;

    private TestPlatform platform() {
        TestPlatform platform = new TestPlatform(folder, DAY.atTime(9, 0), STEP);
        platform.list(Rules.list("lists/attributes.yaml"));
        platform.programme(Rules.published("published/new-seller-refund-limit.yaml", 200, 10, 100));
        platform.profile(Rules.shop(SHOP, platform.now(), 5).build());
        platform.settle();
        return platform;
    }

    private static MerchantProfile measured(TestPlatform platform, String attribute, double value, long sample) {
        return Rules.shop(SHOP, platform.now(), 5)
                .setAttributes(Map.of(
                        attribute,
                        Attribute.newBuilder()
                                .setNumber(value)
                                .setSample(sample)
                                .build()))
                .build();
    }

    @Test
    void shouldBanForGoodAtAHighRefundRateOfEnoughOrders() {
        try (TestPlatform platform = platform()) {
            platform.profile(measured(platform, "refundRate", 0.4, 9));
            platform.beatAt(DAY.atTime(9, 10));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP))
                    .as("of nine orders")
                    .isTrue();
            platform.passUntil(DAY.atTime(12, 0), STEP, () -> platform.show(SHOP, Surface.FEED, 1));

            platform.profile(measured(platform, "refundRate", 0.3, 10));
            platform.beatAt(DAY.atTime(12, 10));

            assertThat(platform.published().isEligible(PROGRAMME, SHOP)).isFalse();
            assertThat(platform.published().decision(PROGRAMME, SHOP).getClauses())
                    .containsExactly("refunds");
            assertThat(platform.isBoosted(SHOP, Surface.FEED)).isFalse();
            assertThat(platform.published().ledger())
                    .filteredOn(entry -> entry.getKind() == EntryKind.RELEASE)
                    .as("what was not spent is released")
                    .map(LedgerEntry::getExposures)
                    .last()
                    .matches(released -> released > 0);

            platform.profile(measured(platform, "refundRate", 0, 100));
            platform.service().restart();
            platform.beatAt(DAY.plusDays(30).atTime(9, 0));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP))
                    .as("banned for good")
                    .isFalse();
        }
    }

    @Test
    void shouldGiveTimeToPutItRight() {
        try (TestPlatform platform = platform()) {
            platform.profile(measured(platform, "complaintRate", 0.06, 50));
            platform.beatAt(DAY.atTime(10, 0));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP)).isTrue();
            platform.beatAt(DAY.plusDays(2).atTime(9, 0));
            platform.profile(measured(platform, "complaintRate", 0.01, 60));
            platform.beatAt(DAY.plusDays(9).atTime(9, 0));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP))
                    .as("it was put right")
                    .isTrue();

            for (int day = 9; day < 16; day++) {
                platform.profile(measured(platform, "complaintRate", 0.06, 50));
                platform.beatAt(DAY.plusDays(day).atTime(12, 0));
            }
            platform.beatAt(DAY.plusDays(16).atTime(11, 59));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP)).isTrue();
            platform.beatAt(DAY.plusDays(16).atTime(12, 0));
            assertThat(platform.published().isEligible(PROGRAMME, SHOP))
                    .as("after a week")
                    .isFalse();
        }
    }
}
