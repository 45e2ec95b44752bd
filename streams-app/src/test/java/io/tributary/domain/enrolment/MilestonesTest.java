package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MilestonesTest {
    @Test
    void shouldKnowWhenSomethingHappenedFirst() {
        Milestones milestones =
                Milestones.NONE.with(1, "listed", 30).with(2, "listed", 20).with(3, "live", 25);
        assertThat(milestones.firstAt("listed")).isEqualTo(20);
        assertThat(milestones.firstAt("live")).isEqualTo(25);
        assertThat(milestones.firstAt("course-finished")).isEqualTo(Milestones.NOT_YET);
        assertThat(Milestones.NONE.firstAt("listed")).isEqualTo(Milestones.NOT_YET);
    }

    @Test
    void shouldKeepTheFirstTypes() {
        Milestones milestones = Milestones.NONE;
        for (int i = 0; i <= Milestones.MOST_TYPES; i++) {
            milestones = milestones.with(i, "type-" + i, 100);
        }
        assertThat(milestones.firsts()).hasSize(Milestones.MOST_TYPES).doesNotContainKey("type-64");
        assertThat(milestones.with(99, "type-3", 7).firstAt("type-3")).isEqualTo(7);
    }

    @Property
    void shouldBeWhatAMapAndAListAre(
            @ForAll @Size(max = 200) List<@IntRange(max = 90) Integer> ids,
            @ForAll @Size(value = 200) List<@IntRange(max = 1000) Integer> times) {
        Milestones milestones = Milestones.NONE;
        Map<String, Long> first = new TreeMap<>();
        List<Long> last = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            assertThat(milestones.remembers(id)).isEqualTo(last.contains(id));
            if (!last.contains(id)) {
                String type = "type-" + id % 7;
                milestones = milestones.with(id, type, times.get(i));
                first.merge(type, (long) times.get(i), Math::min);
                last.add(id);
                last = new ArrayList<>(last.subList(Math.max(0, last.size() - Milestones.MOST_IDS), last.size()));
            }
        }
        assertThat(milestones.firsts()).isEqualTo(first);
        assertThat(milestones).isEqualTo(Milestones.of(first, milestones.ids())).hasSameHashCodeAs(milestones);
        assertThat(milestones.ids())
                .containsExactly(last.stream().mapToLong(Long::longValue).toArray());
    }
}
