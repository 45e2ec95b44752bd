package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.ListSamples;
import io.tributary.topology.rules.ListParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that no beat could carry are refused before anything is published. */
class RuleRoomTest {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");

    @TempDir
    Path folder;

    @Test
    void shouldRefuseWhatLeavesNoRoomBesideWhatIsPublished() {
        Map<String, ReferenceList> published = new HashMap<>(Map.of("first@1", list("first", 150_000)));
        assertThatThrownBy(() -> RuleRoom.requireRoom(
                        new HashMap<>(), published, Map.of(), Map.of("second", list("second", 150_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("programmes and lists: would have ")
                .hasMessageContaining("must be at most " + RuleSizes.MOST_BYTES)
                .hasMessageContaining("shorten lists")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldCountWhatIsReplacedOnce() {
        Map<String, ReferenceList> published = new HashMap<>(Map.of("first@1", list("first", 150_000)));
        assertThatCode(() -> RuleRoom.requireRoom(
                        new HashMap<>(), published, Map.of(), Map.of("first", list("first", 150_000))))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldCountProgrammesAndListsThatComeTogether() {
        Programme newcomer = ProgrammeFile.read(PROGRAMMES.resolve("newcomer.yaml"));
        Map<String, Programme> many = new HashMap<>();
        for (int i = 0; i < RuleSizes.MOST_PROGRAMMES; i++) {
            String id = "p" + i;
            many.put(id, Programme.newBuilder(newcomer).setProgrammeId(id).build());
        }
        ReferenceList alone = list("alone", 251_500);
        assertThatCode(() -> RuleRoom.requireRoom(new HashMap<>(), new HashMap<>(), Map.of(), Map.of("alone", alone)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RuleRoom.requireRoom(new HashMap<>(), new HashMap<>(), many, Map.of("alone", alone)))
                .hasMessageStartingWith("programmes and lists: would have ");
    }

    @Test
    void shouldMakePartsOfAFileThatIsLargerThanARecord() throws IOException {
        StringBuilder yaml = new StringBuilder("name: counties\nversion: 1\nentries:\n");
        for (int i = 0; i < 45_000; i++) {
            yaml.append("  - county-").append(1_000_000 + i).append('\n');
        }
        Path file = Files.writeString(folder.resolve("counties.yaml"), yaml);
        ReferenceList list = ListFile.read(file);
        List<ReferenceList> parts = ListParts.split(list);
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(ListParts.join(parts)).contains(list);
        assertThat(ListParts.join(parts.subList(1, parts.size()))).isEmpty();
        parts.get(0).getEntries().remove(0);
        assertThatThrownBy(() -> ListParts.join(parts)).hasMessageContaining("are not those of one publication");
    }

    private static ReferenceList list(String name, int entries) {
        List<String> all = IntStream.range(0, entries)
                .mapToObj(i -> "x".repeat(118) + String.format("%07d", i))
                .toList();
        return ListSamples.list(name, 1, all);
    }
}
