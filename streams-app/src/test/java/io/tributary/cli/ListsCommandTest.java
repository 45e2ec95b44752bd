package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about lists say without asking brokers. */
class ListsCommandTest extends CapturedCommands {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");

    @TempDir
    Path folder;

    private String file(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml).toString();
    }

    @Test
    void shouldSayThatAListIsGood() throws IOException {
        String file = file("farms.yaml", "name: farms\nversion: 3\nendsAt: 2126-01-01\nentries: [a, b]\n");

        assertThat(run("lists", "validate", file)).as(err.toString()).isZero();

        assertThat(out.toString())
                .startsWith("farms v3: good, 2 entries, valid from the beat that brings it until 212");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldWarnOfAListThatHasEnded() {
        assertThat(run(
                        "lists",
                        "validate",
                        PROGRAMMES.resolve("lists/key-counties.yaml").toString()))
                .isZero();

        assertThat(out.toString()).startsWith("key-counties v2: good, 90 entries");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("warning: key-counties v2 ended at 202")
                .endsWith("a list that follows it needs a higher version");
    }

    @Test
    void shouldGiveEachFaultALine() throws IOException {
        String good = file("good.yaml", "name: farms\nversion: 3\nentries: [a]\n");
        String bad = file(
                "bad.yaml", "name: places\nversion: 1\nkind: REGION\nentries:\n  - '522628'\n  - '522628'\n  - '99'\n");

        assertThat(run("lists", "validate", good, bad)).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(out.toString()).startsWith("farms v3: good");
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("error: " + bad + ":6:5: entries[1]: '522628' is on the list already"),
                        line -> assertThat(line).startsWith("error: " + bad + ":7:5: entries[2]: '99' is no code"));
    }

    @Test
    void shouldSayTheSameForMachines() throws IOException {
        String bad = file(
                "bad.yaml",
                "name: places\nversion: 1\nkind: REGION\nsource: {title: A list}\nstartsAt: 2026-03-01\nentries: ['99']\n");

        assertThat(run("lists", "validate", "--json", bad)).isEqualTo(Main.ASKED_WRONGLY);

        JsonNode said = new ObjectMapper().readTree(out.toString());
        assertThat(said.get("name").asText()).isEqualTo("places");
        assertThat(said.get("kind").asText()).isEqualTo("REGION");
        assertThat(said.get("source").asText()).isEqualTo("A list");
        assertThat(said.get("entries").asInt()).isEqualTo(1);
        assertThat(said.get("endsAt").isNull()).isTrue();
        assertThat(said.get("faults").get(0).asText()).contains("entries[0]: '99' is no code of GB/T 2260");
    }

    @Test
    void shouldRefuseAFileThatIsNoListInOneLine() throws IOException {
        assertThat(run("lists", "apply", file("x.yaml", "name: farms\nversion: 1\nentry: [a]\n")))
                .isEqualTo(Main.ASKED_WRONGLY);
        assertThat(err.toString().lines()).singleElement().asString().contains("x.yaml:3:1: entry");
    }

    @Test
    void shouldCheckAHundredProgrammesWithALargeList() throws IOException {
        StringBuilder yaml = new StringBuilder("name: shops\nversion: 1\nentries:\n");
        for (int i = 0; i < 50_000; i++) {
            yaml.append("  - shop-").append(i).append('\n');
        }
        String list = file("shops.yaml", yaml.toString());
        assertThat(run("lists", "validate", list)).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("shops v1: good, 50000 entries");
        String programme = Files.readString(PROGRAMMES.resolve("county.yaml"))
                .replace(
                        "merchant.regionCode in lists['key-counties']", "merchant.relatedEntityHash in lists['shops']");
        List<String> args = new ArrayList<>(List.of("programmes", "validate", list));
        for (int i = 0; i < 100; i++) {
            args.add(file("p" + i + ".yaml", programme.replace("programmeId: county", "programmeId: p" + i)));
        }

        assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    }
}
