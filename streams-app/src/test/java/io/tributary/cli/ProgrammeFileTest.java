package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeFileTest {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");

    @TempDir
    Path folder;

    @Test
    void shouldReadTheNewcomerProgramme() {
        Programme newcomer = ProgrammeFile.read(PROGRAMMES.resolve("newcomer.yaml"));

        assertThat(newcomer.getProgrammeId()).isEqualTo("newcomer");
        assertThat(newcomer.getStatus()).isEqualTo(ProgrammeStatus.ACTIVE);
        assertThat(newcomer.getStartsAt())
                .isEqualTo(Instant.parse("2024-12-31T16:00:00Z").toEpochMilli());
        assertThat(newcomer.getEndsAt()).isNull();
        assertThat(newcomer.getPool()).isEqualTo(20_000);
        assertThat(newcomer.getName().getZh()).isNotBlank();
        assertThat(newcomer.getHoldout().getFrom()).isEqualTo(900);
        assertThat(newcomer.getSurfaces()).contains(Surface.FEED, Surface.SEARCH);
        assertThat(newcomer.getStageWeights()).containsEntry("GROW", 2.0);
        assertThat(newcomer.getEligibility()).hasSize(4);
    }

    @Test
    void shouldReadTheFarmProgramme() {
        Programme farm = ProgrammeFile.read(PROGRAMMES.resolve("farm.yaml"));

        assertThat(farm.getProgrammeId()).isEqualTo("farm");
        assertThat(farm.getPool()).isEqualTo(30_000);
        assertThat(farm.getEligibility().get(0).getExpression()).isEqualTo("'AGRI' in merchant.tags");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool: 20000            | poool: 20000              | poool: no such field; did you mean pool?",
                "pool: 20000            | pool: many                | pool: expected a whole number, found \"many\"",
                "pool: 20000            | pool: 0                   | pool: is 0, must be exposures, 1 to 1000000000000",
                "pool: 20000            | ''                        | pool: missing; Exposures per period, at least 1.",
                "cap: 1000              | cap: 10                   | cap: is 10, must be at least 1 and not below the floor",
                "status: ACTIVE         | status: RUNNING           | status: expected one of ACTIVE, PAUSED, ENDED",
                "from: 900              | from: 960                 | holdout: buckets 960..950",
                "GROW: 2.0              | GROWING: 2.0              | stageWeights.GROWING: no such stage",
                "zh: 新店扶持计划        | zh: ''                    | name.zh: is empty, must be a sentence",
                "[FEED, SEARCH, SHORT_VIDEO] | [FEED, SEARCHES]     | surfaces[1]: expected one of FEED, SEARCH",
                "merchant.ownerAgeDays >= 0  | merchant.ageDay >= 0      | eligibility.new: merchant has no field ageDay",
                "merchant.violations == 0 | merchant.violations =   | eligibility.compliant:",
                "merchant.violations == 0 | 1 + 1                   | eligibility.compliant:",
                "startsAt: 2025-01-01T00:00:00+08:00 | startsAt: soon | startsAt: 'soon' is no ISO-8601 moment",
                "timeZone: Asia/Shanghai | timeZone: Asia/Sanghai   | timeZone: 'Asia/Sanghai' is no IANA zone",
                "version: 1             | version: 1.5              | version: expected a whole number, found 1.5",
            })
    void shouldNameThePathAndTheRemedy(String good, String bad, String message) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml"));
        assertThat(yaml).contains(good);

        assertThatThrownBy(() -> ProgrammeFile.programme(yaml.replace(good, bad), "my.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("my\\.yaml(:\\d+:\\d+)?: " + Pattern.quote(message) + ".*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldTakeClausesThatNobodyCanFulfilOfAProgrammeThatIsToEnd() throws IOException {
        String faulty = Files.readString(PROGRAMMES.resolve("newcomer.yaml"))
                .replace("merchant.ownerAgeDays >= 0", "merchant.ageDay >= 0");

        Programme ended = ProgrammeFile.programme(faulty.replace("status: ACTIVE", "status: ENDED"), "my.yaml");

        assertThat(ended.getStatus()).isEqualTo(ProgrammeStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just words", "a: 1\na: 2", "a: [1", "a: 1\n---\nb: 2"})
    void shouldSayWhyItIsNoYamlOfAProgramme(String yaml) {
        assertThatThrownBy(() -> ProgrammeFile.programme(yaml, "my.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.yaml:")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool: 20000              | poool: 20000             | 24:1: poool: no such field",
                "pool: 20000              | pool: 0                  | 24:1: pool: is 0",
                "from: 900                | from: 960                | 46:1: holdout: buckets 960..950",
                "GROW: 2.0                | GROWING: 2.0             | 34:3: stageWeights.GROWING: no such stage",
                "SEARCH, SHORT_VIDEO]     | SEARCHES]                | 42:18: surfaces[1]: expected one of",
                "zh: 经营主体首次入驻未满 180 天        | zh: ''                   | 67:7: eligibility[1].reason.zh: is empty",
                "merchant.violations == 0 | merchant.violations      | 70:5: eligibility.compliant: at 1:",
                "merchant.violations == 0 | merchant.violation == 0  | 70:5: eligibility.compliant: merchant has no field",
                "pool: 20000              | pool: [1                 | 24:9: while parsing a flow sequence, expected",
                "pool: 20000              | pool:\t{                 | 24:",
            })
    void shouldNameLineAndColumn(String good, String bad, String message) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml")).replace(good, bad);
        assertThatThrownBy(() -> ProgrammeFile.programme(yaml, "my.yaml"))
                .hasMessageStartingWith("my.yaml:" + message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void shouldReadLinesOfAnySystemAndAByteOrderMark(String ends) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml")).replace("\n", ends);
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFF" + yaml);
        assertThat(ProgrammeFile.read(file).getPool()).isEqualTo(20_000);
    }

    @Test
    void shouldReadMomentsWithoutOffsetInTheProgrammesZone() throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml"))
                .replace("startsAt: 2025-01-01T00:00:00+08:00", "startsAt: 2025-01-01")
                .replace("timeZone: Asia/Shanghai", "timeZone: Europe/Berlin");

        assertThat(ProgrammeFile.programme(yaml, "x").getStartsAt())
                .isEqualTo(Instant.parse("2024-12-31T23:00:00Z").toEpochMilli());
    }

    @Test
    void shouldReadAReferenceList() throws IOException {
        Path file = Files.writeString(
                folder.resolve("l.yaml"), "name: counties\nversion: 2\nentries: ['533123', '530925']\n");

        assertThat(ListFile.read(file).getEntries()).containsExactly("533123", "530925");
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        assertThatThrownBy(() -> ProgrammeFile.read(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ": no such file");
    }
}
