package io.tributary.domain.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.topology.rules.RegionTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ListVersionTest {
    private static final ListVersion.Identity IDENTITY = new ListVersion.Identity("list", 1, Long.MIN_VALUE, 1);

    @Test
    void shouldMeetAnEntryFromItsFirstMomentToItsLast() {
        ListVersion list = ListVersion.ofTexts(IDENTITY, List.of(new ListEntry("a", 10, 20)));
        assertThat(list.contains("a", 9)).isFalse();
        assertThat(list.contains("a", 10)).isTrue();
        assertThat(list.contains("a", 19)).isTrue();
        assertThat(list.contains("a", 20)).isFalse();
        assertThat(list.changesAfter(9, 5)).containsExactly(10L, 20L);
        assertThat(list.changesAfter(10, 5)).containsExactly(20L);
        assertThat(list.changesAfter(0, 1)).containsExactly(10L);
    }

    /** As one would say it who reads the entries one after the other. */
    @Property(tries = 300)
    void shouldSayWhatTheEntriesSay(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 399) Integer> made,
            @ForAll @IntRange(min = -1, max = 12) int time) {
        List<ListEntry> entries = new ArrayList<>();
        made.forEach(
                each -> entries.add(new ListEntry("v" + each % 4, each / 4 % 10, each / 4 % 10 + 1 + each / 40 % 10)));
        ListVersion list = ListVersion.ofTexts(IDENTITY, entries);
        for (int value = 0; value < 5; value++) {
            String name = "v" + value;
            boolean met = entries.stream()
                    .anyMatch(each -> each.value().equals(name) && each.from() <= time && time < each.until());
            assertThat(list.contains(name, time)).isEqualTo(met);
            assertThat(list.at(time).contains(name)).isEqualTo(met);
            Set<Long> changes = new HashSet<>();
            list.addChanges(name, changes);
            if (list.contains(name, time) != list.contains(name, time + 1)) {
                assertThat(changes).contains(time + 1L);
            }
        }
        assertThat(list.at(time))
                .allSatisfy(each -> assertThat(list.contains(each, time)).isTrue());
    }

    @Test
    void shouldMeetTheSuccessorOfACodeAndTheOtherWayRound() {
        assertThat(regions("110103").contains("110101", 0))
                .as("list old, merchant new")
                .isTrue();
        assertThat(regions("110101").contains("110103", 0))
                .as("list new, merchant old")
                .isTrue();
        assertThat(regions("110103").contains("110103", 0)).as("both old").isTrue();
        assertThat(regions("110101").contains("110102", 0)).isFalse();
    }

    @Test
    void shouldMeetASplitCodeOnlyWhenAllItBecameIsThere() {
        assertThat(regions("130103").contains("130104", 0))
                .as("list old: all that it became")
                .isTrue();
        assertThat(regions("130104").contains("130103", 0))
                .as("in which half is not known")
                .isFalse();
        assertThat(regions("130104", "130102").contains("130103", 0)).isTrue();
    }

    @Test
    void shouldTakeATownForItsCounty() {
        assertThat(regions("522628").contains("522628100", 0)).isTrue();
        assertThat(regions("522628").contains("522629100", 0)).isFalse();
        assertThat(regions("522628").contains("", 0)).isFalse();
        assertThat(regions("522628").contains("000000", 0)).isFalse();
    }

    @Test
    void shouldShowClausesOnlyWhatIsValid() {
        ListVersion list = ListVersion.ofTexts(IDENTITY, List.of(ListEntry.always("a"), new ListEntry("b", 10, 20)));
        ListsAt at = new ListsAt(Map.of("list", list), 20);
        assertThat(at.get("list")).containsExactly("a");
        assertThat(at.containsKey("other")).isFalse();
        assertThat(at.get("other")).isNull();
        assertThat(at).containsOnlyKeys("list");
    }

    @Test
    void shouldRefuseWhatIsNeverValid() {
        assertThatThrownBy(() -> new ListEntry("a", 5, 5)).hasMessageContaining("ends before it begins");
    }

    private static ListVersion regions(String... codes) {
        return ListVersion.ofRegions(
                IDENTITY, List.of(codes).stream().map(ListEntry::always).toList(), RegionTable.get());
    }
}
