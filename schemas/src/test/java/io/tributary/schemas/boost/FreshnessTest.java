package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final TopicPartition BEATS = new TopicPartition("beats", 0);
    private static final TopicPartition DIRECTIVES = new TopicPartition("boost-directives", 0);
    private static final long SECOND = 1_000_000_000L;

    private final Freshness freshness = new Freshness(3_000, 0);

    private void note(long second, long beats, long beatsEnd, long directives, long directivesEnd) {
        freshness.note(
                Map.of(BEATS, beats, DIRECTIVES, directives),
                Map.of(BEATS, beatsEnd, DIRECTIVES, directivesEnd),
                second * SECOND);
    }

    @Test
    void shouldBeFreshWhileNothingIsLeftToBeRead() {
        for (int second = 0; second < 100; second++) {
            note(second, second, second, 7, 7);
            assertThat(freshness.lags((second + 2) * SECOND)).isFalse();
        }
    }

    @Test
    void shouldBeFreshThoughThereIsAlwaysSomethingNew() {
        for (int second = 0; second < 100; second++) {
            note(second, second, second, 1_000L * second, 1_000L * second + 900);
            assertThat(freshness.lags(second * SECOND)).isFalse();
        }
    }

    @Test
    void shouldBeAsOldAsWhatItHasApplied() {
        note(10, 0, 5, 7, 7);
        assertThat(freshness.ageNanos(11 * SECOND)).as("5 of 5 not yet reached").isEqualTo(11 * SECOND);
        note(12, 5, 9, 7, 7);
        assertThat(freshness.ageNanos(13 * SECOND))
                .as("all of second 10 is applied")
                .isEqualTo(3 * SECOND);
    }

    @Test
    void shouldLagWhileAnyPartitionDoes() {
        note(0, 0, 0, 0, 0);
        for (int second = 1; second < 20; second++) {
            note(second, second, second, 10, 5_000);
        }
        assertThat(freshness.lags(20 * SECOND)).as("directives stand still").isTrue();
        note(20, 20, 20, 5_000, 5_000);
        note(21, 21, 21, 5_000, 5_000);
        assertThat(freshness.lags(21 * SECOND)).isFalse();
    }

    @Test
    void shouldLagWhenItIsAlwaysLate() {
        for (int second = 0; second < 60; second++) {
            note(second, Math.max(0, second - 20), second, 0, 0);
        }
        assertThat(freshness.lags(60 * SECOND)).isTrue();
    }

    @Test
    void shouldLagAfterTheProcessStoodStill() {
        note(0, 5, 5, 5, 5);
        note(1, 5, 5, 5, 5);
        assertThat(freshness.lags(60 * SECOND)).isTrue();
        note(60, 5, 5, 5, 5);
        note(61, 5, 65, 5, 5);
        note(62, 65, 65, 5, 5);
        assertThat(freshness.lags(62 * SECOND)).isFalse();
    }
}
