package io.tributary.domain.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelHistoryTest {
    private static final Labels KUNMING = new Labels("530102", "MICRO", List.of(new Labels.Tag("AGRI", 50)));
    private static final Labels DALI = new Labels("532901", "SMALL", List.of());

    @Test
    void shouldKnowWhatWasTrueBeforeAChange() {
        LabelHistory history = LabelHistory.NONE.changed(KUNMING, 10).changed(DALI, 100);

        assertThat(history.at(99)).isEqualTo(KUNMING);
        assertThat(history.at(100)).isEqualTo(DALI);
        assertThat(history.at(5)).as("before anything was known").isEqualTo(KUNMING);
    }

    @Test
    void shouldCountATagUntilItsEnd() {
        assertThat(KUNMING.tagsAt(49)).containsExactly("AGRI");
        assertThat(KUNMING.tagsAt(50)).isEmpty();
    }

    @Test
    void shouldBeOneObjectForMerchantsWithTheSameLabels() {
        assertThat(LabelHistory.NONE.changed(KUNMING, 10)).isSameAs(LabelHistory.NONE.changed(KUNMING, 20));
    }

    /** Against a list of all changes, as far back as it is to be known. */
    @Property
    void shouldTellTheLabelsOfEveryTimeThatItKeeps(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 4) Integer> regions,
            @ForAll @IntRange(min = 0, max = 400) int time) {
        LabelHistory history = LabelHistory.NONE;
        for (int i = 0; i < regions.size(); i++) {
            history = history.changed(region(regions.get(i)), 10 * i);
        }

        assertThat(history.earlier()).hasSizeLessThanOrEqualTo(LabelHistory.MOST_EARLIER);
        long oldest = history.earlier().isEmpty() ? 0 : history.earlier().get(0).end() - 1;
        if (time >= oldest) {
            int change = Math.min(time / 10, regions.size() - 1);
            assertThat(history.at(time)).isEqualTo(region(regions.get(change)));
        }
        assertThat(LabelHistory.of(history.earlier(), history.current())).isEqualTo(history);
    }

    private static Labels region(int number) {
        return new Labels("53010" + number, "MICRO", List.of());
    }
}
