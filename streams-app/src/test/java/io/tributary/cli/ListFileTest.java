package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.lists.ListVersion;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.ListSamples;
import io.tributary.topology.rules.ListRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListFileTest {
    private static final Path KEY_COUNTIES = Path.of("..", "deploy", "programmes", "lists", "key-counties.yaml");
    private static final long END_OF_2025 =
            Instant.parse("2025-12-31T16:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("list.yaml"), yaml);
    }

    @Test
    void shouldReadTheKeyCountiesWhichLapseWith2025() {
        ReferenceList list = ListFile.read(KEY_COUNTIES);
        assertThat(list.getEntries()).hasSize(90).doesNotHaveDuplicates();
        ListVersion version = ListRecords.list(list);
        assertThat(version.contains("522628", END_OF_2025 - 1)).isTrue();
        assertThat(version.contains("522628", END_OF_2025)).isFalse();
    }

    @Test
    void shouldNameThePlaceOfEveryFault() throws IOException {
        Path file = file("""
                name: counties
                version: 1
                kind: REGION
                endsAt: 2026-01-01
                entries:
                  - "533325"
                  - "533326"
                  - "533325"
                datedEntries:
                  - {value: "53", startsAt: 2026-02-01}
                """);
        assertThat(ListFile.check(file).faults())
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith(file + ":7:5: entries[1]: '533326' is no code")
                                .contains("the nearest is '533325' 云南省"),
                        fault -> assertThat(fault)
                                .startsWith(file + ":8:5: entries[2]: '533325' is on the list already"),
                        fault -> assertThat(fault).startsWith(file + ":10:").contains("datedEntries[0].value: '53'"),
                        fault -> assertThat(fault).startsWith(file + ":10:").contains("would never be valid"));
        assertThatThrownBy(() -> ListFile.read(file)).hasMessageContaining("and 3 more: `tributary lists validate`");
    }

    @Test
    void shouldReadTimesInTheZoneOfTheList() throws IOException {
        ReferenceList list = ListFile.read(file("""
                name: farms
                version: 3
                timeZone: UTC
                source: {title: Register of farms}
                startsAt: 2026-03-01
                datedEntries:
                  - {value: a, endsAt: 2026-04-01T12:00:00+08:00}
                """));
        assertThat(list.getStartsAt())
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
        assertThat(list.getDatedEntries().get(0).getEndsAt())
                .isEqualTo(Instant.parse("2026-04-01T04:00:00Z").toEpochMilli());
    }

    @Test
    void shouldLeavePartsToApply() throws IOException {
        assertThatThrownBy(() -> ListFile.read(file("name: farms\nversion: 1\nentries: [a]\nparts: 2\n")))
                .hasMessageContaining("written when the list is published");
    }

    @Test
    void shouldSayWhatEachVersionIs() {
        Map<String, ReferenceList> records = new TreeMap<>();
        records.put("farms@1", ListSamples.list("farms", 1, java.util.List.of("a")));
        ReferenceList second = ListSamples.list("farms", 2, java.util.List.of("b"));
        second.setStartsAt(1_000L);
        second.setEndsAt(2_000L);
        records.put("farms@2", second);
        PublishedLists lists = PublishedLists.of(records);
        PublishedLists.Version one = lists.versions("farms").get(1);
        PublishedLists.Version two = lists.versions("farms").get(2);
        assertThat(lists.state(one, 999)).isEqualTo(PublishedLists.State.IN_FORCE);
        assertThat(lists.state(two, 999)).isEqualTo(PublishedLists.State.TO_COME);
        assertThat(lists.carried(999)).hasSize(2);
        assertThat(lists.state(one, 1_000)).isEqualTo(PublishedLists.State.REPLACED);
        assertThat(lists.state(two, 1_000)).isEqualTo(PublishedLists.State.IN_FORCE);
        assertThat(lists.state(two, 2_000)).isEqualTo(PublishedLists.State.LAPSED);
        assertThat(lists.carried(1_000)).containsExactly(second);
        assertThat(ListPublication.isNew(second, lists.versions("farms"))).isFalse();
        assertThatThrownBy(() -> ListPublication.isNew(
                        ListSamples.list("farms", 2, java.util.List.of("c")), lists.versions("farms")))
                .hasMessageContaining("set version: 3");
    }
}
