package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with more than one fault: each is named at once, with its place. */
class ProgrammeFaultsTest extends CapturedCommands {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");

    @TempDir
    Path folder;

    @Test
    void shouldTakeEveryFileOfTheFolder() throws IOException {
        List<String> args = new ArrayList<>(List.of("programmes", "validate"));
        try (Stream<Path> files = Files.walk(PROGRAMMES)) {
            files.filter(file -> file.toString().endsWith(".yaml")).forEach(file -> args.add(file.toString()));
        }
        assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("attributes v1: good, ").contains("newcomer v1: good");
    }

    @Test
    void shouldNameFaultsOfEveryKindAtOnce() throws IOException {
        Path file = file(
                "a.yaml",
                "      en: For micro and small businesses.\n",
                "",
                "merchant.ownerAgeDays >= 0 && merchant.ownerAgeDays <= 180",
                "merchant.agedays <= 180",
                "merchant.violations == 0",
                "merchant.attributes['salesTotl'] > 1",
                "floor: 50",
                "floor: 2000",
                "cap: 1000",
                "cap: 100000",
                "pool: 20000",
                "pool: 1500",
                "burst: 0.05",
                "burst: 5",
                "surfaces: [FEED, SEARCH, SHORT_VIDEO]",
                "surfaces: [FEEDS]",
                "relevanceUnit: SCORE",
                "relevanceUnits: SCORE\nwindows:\n  - {from: 05-01, to: 05-07}\n  - {from: 05, to: 06}\n  - {from: 13-01, to: 14-01}");

        assertThat(run(
                        "programmes",
                        "validate",
                        file.toString(),
                        PROGRAMMES.resolve("lists/attributes.yaml").toString()))
                .isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString().lines())
                .allMatch(line -> line.matches("error: \\S+a\\.yaml:\\d+:\\d+: .*"))
                .extracting(line -> line.replaceFirst("error: \\S+a.yaml:\\d+:\\d+: ", ""))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("eligibility[0].reason.en: missing"),
                        line -> assertThat(line).startsWith("eligibility.new: merchant has no field agedays"),
                        line -> assertThat(line)
                                .startsWith("eligibility.compliant: no attribute salesTotl is declared"),
                        line -> assertThat(line).startsWith("floor: is 2000, must not be above the pool"),
                        line -> assertThat(line).startsWith("burst: is 5.0"),
                        line -> assertThat(line).startsWith("surfaces[0]: expected one of"),
                        line -> assertThat(line)
                                .startsWith("relevanceUnits: no such field; did you mean relevanceUnit?"),
                        line -> assertThat(line).startsWith("windows[1]: is open together with windows[0]"),
                        line -> assertThat(line).startsWith("windows[2].from: '13-01' is no day"));
        assertThat(out.toString()).contains("attributes v1: good").doesNotContain("newcomer");
    }

    @Test
    void shouldNameFaultsOfTransitions() throws IOException {
        String good = Files.readString(PROGRAMMES.resolve("versions/orchard-2.yaml"));
        String early = "  endsAt: 2026-05-01T00:00:00+08:00";
        String until = "  endsAt: 2026-11-01T00:00:00+08:00";
        assertTransitionFault(good.replace(until, early), "transition.endsAt: is ", "later than effectiveFrom");
        assertTransitionFault(good.replace(until, "  toTheEnd: false"), "neither endsAt nor toTheEnd: true");
        assertTransitionFault(good.replace(until, until + "\n  toTheEnd: true"), "has endsAt and toTheEnd: true");
        assertTransitionFault(good.replace("version: 2", "version: 1"), "transition: is in version 1");
        assertTransitionFault(
                good.replace("effectiveFrom: 2026-06-01T00:00:00+08:00", ""),
                "transition: is of a version without effectiveFrom");
    }

    private void assertTransitionFault(String yaml, String... said) throws IOException {
        Path file = Files.writeString(folder.resolve("orchard.yaml"), yaml);
        err.getBuffer().setLength(0);
        assertThat(run("programmes", "validate", file.toString())).isEqualTo(Main.ASKED_WRONGLY);
        assertThat(err.toString()).contains(said).contains("orchard.yaml:").hasLineCount(1);
    }

    @Test
    void shouldGoOnAfterAFileThatIsNoYaml() throws IOException {
        Path none = Files.writeString(folder.resolve("none.yaml"), "pool: [\n");
        Path bad = file("bad.yaml", "floor: 50", "floor: -1");

        assertThat(run("programmes", "validate", "--json", none.toString(), bad.toString(), "missing.yaml"))
                .isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString().lines()).hasSize(3);
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.contains("\"faults\":[\""));
    }

    @Test
    void shouldSayOfFaultyDeclarationsOnce() throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("lists/attributes.yaml"));
        Path list = Files.writeString(folder.resolve("l.yaml"), yaml.replace("name: gmv30d", "name: salesTotal"));

        assertThat(run(
                        "programmes",
                        "validate",
                        list.toString(),
                        PROGRAMMES.resolve("published/new-shop-trial.yaml").toString()))
                .isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString().lines()).singleElement().asString().contains("'salesTotal' is declared twice");
    }

    private Path file(String name, String... replacements) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml"));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return Files.writeString(folder.resolve(name), yaml);
    }
}
