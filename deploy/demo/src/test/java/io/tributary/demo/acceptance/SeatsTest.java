package io.tributary.demo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.merchants.v1.Attribute;
import io.tributary.programmes.v1.Enrolment;
import io.tributary.programmes.v1.EnrolmentMode;
import io.tributary.programmes.v1.Seats;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More merchants than seats, in several merchant tasks, which restart in the midst of the search. */
class SeatsTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);
    private static final List<String> MERCHANTS = Rules.merchants(9);
    private static final String PROGRAMME = "seats";
    private static final int SEATS = 3;
    /** Places have 127 bits, each of which costs a beat; to settle takes several. */
    private static final int SEARCH = 40;

    @TempDir
    Path folder;

    @Test
    void shouldSupportTheBestOnceTheyAreSelected() {
        try (TestPlatform platform = platform(Seats.newBuilder()
                .setNumber(SEATS)
                .setBy("experienceScore")
                .setSelectsAt(TestPlatform.millis(NOON.plusHours(1))))) {
            for (int i = 0; i < 9; i++) {
                score(platform, MERCHANTS.get(i), 4 + (i * 5 % 9) / 10.0);
            }
            settle(platform);
            assertThat(eligible(platform)).as("nobody before they are selected").isEmpty();
            assertThat(platform.published().decision(PROGRAMME, "merchant-0").getClauses())
                    .containsExactly("no-seat");

            platform.beatAt(NOON.plusHours(1));
            settle(platform);
            // Scores are 4 + 0, .5, .1, .6, .2, .7, .3, .8, .4
            assertThat(eligible(platform)).containsExactly("merchant-3", "merchant-5", "merchant-7");

            score(platform, "merchant-0", 5);
            settle(platform);
            assertThat(eligible(platform))
                    .as("seats are kept")
                    .containsExactly("merchant-3", "merchant-5", "merchant-7");

            platform.event("merchant-5", "left", 1, PROGRAMME);
            settle(platform);
            assertThat(eligible(platform)).containsExactly("merchant-0", "merchant-3", "merchant-7");
        }
    }

    @Test
    void shouldSupportThoseWhoAppliedFirst() {
        try (TestPlatform platform = platform(Seats.newBuilder().setNumber(SEATS))) {
            MERCHANTS.forEach(each -> score(platform, each, 4));
            platform.beatAt(NOON.plusMinutes(1));
            for (int i = 8; i >= 0; i--) {
                platform.event(MERCHANTS.get(i), "applied", 1, PROGRAMME);
                platform.settle();
            }
            settle(platform);
            assertThat(eligible(platform)).containsExactly("merchant-6", "merchant-7", "merchant-8");
            assertThat(platform.published().deadLetters()).isEmpty();
        }
    }

    private TestPlatform platform(Seats.Builder seats) {
        TestPlatform platform = new TestPlatform(folder, NOON, Duration.ofMinutes(15));
        platform.list(Rules.list("lists/attributes.yaml"));
        boolean applies = seats.getBy() == null;
        platform.programme(Rules.programme(PROGRAMME, 1_000, 10, 500)
                .setEnrolment(Enrolment.newBuilder()
                        .setMode(applies ? EnrolmentMode.APPLICATION : EnrolmentMode.AUTOMATIC)
                        .setSeats(seats.build())
                        .build())
                .build());
        platform.settle();
        return platform;
    }

    private static void score(TestPlatform platform, String merchant, double score) {
        platform.profile(Rules.shop(merchant, platform.now(), 400)
                .setAttributes(Map.of(
                        "experienceScore",
                        Attribute.newBuilder().setNumber(score).setSample(100L).build()))
                .build());
    }

    /** Beats until the search has come to its end; never more are in than there are seats. */
    private static void settle(TestPlatform platform) {
        for (int round = 0; round < SEARCH; round++) {
            platform.settle();
            assertThat(eligible(platform)).hasSizeLessThanOrEqualTo(SEATS);
            if (round == SEARCH / 4) {
                platform.service().restart();
            }
        }
    }

    private static List<String> eligible(TestPlatform platform) {
        return MERCHANTS.stream()
                .filter(each -> platform.published().isEligible(PROGRAMME, each))
                .toList();
    }
}
