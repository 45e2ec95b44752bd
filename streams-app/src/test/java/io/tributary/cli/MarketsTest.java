package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file for several markets, and who answers for what it says. */
class MarketsTest extends CapturedCommands {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");
    private static final Path SPECIALTY = PROGRAMMES.resolve("seasonal/specialty.yaml");

    @TempDir
    Path folder;

    @Test
    void shouldPutTheFieldsOfAMarketInPlaceOfThoseOfAll() {
        Programme all = ProgrammeFile.read(SPECIALTY);
        Programme one = ProgrammeFile.read(SPECIALTY, "hong-kong");

        assertThat(all.getTimeZone()).isEqualTo("Asia/Shanghai");
        assertThat(one.getTimeZone()).isEqualTo("Asia/Hong_Kong");
        assertThat(one.getPool()).isLessThan(all.getPool());
        assertThat(one.getEligibility()).isEqualTo(all.getEligibility());
        assertThat(all.getGovernance().getKind()).isEqualTo(ProgrammeKind.SPECIALTY);
        assertThatThrownBy(() -> ProgrammeFile.read(SPECIALTY, "hongkong"))
                .hasMessageContaining("markets: has no hongkong (--market); did you mean hong-kong?");
        assertThat(ProgrammeFile.read(PROGRAMMES.resolve("newcomer.yaml"), "hong-kong"))
                .isEqualTo(ProgrammeFile.read(PROGRAMMES.resolve("newcomer.yaml")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{x: {pool: 10}}               | markets.x.floor: is 40, must not be above the pool, 10",
                "{x: {pol: 10}}                | markets.x.pol: no such field; did you mean pool?",
                "{x: {version: 2}}             | markets.x.version: is the same in all markets",
                "{x: 5}                        | markets.x: expected fields",
                "5                             | markets: expected markets and their fields",
                "{x: {timeZone: Moon/Sea}}     | markets.x.timeZone: 'Moon/Sea' is no IANA zone",
            })
    void shouldCheckEachMarket(String markets, String fault) throws IOException {
        String yaml = Files.readString(SPECIALTY);
        Path file = Files.writeString(
                folder.resolve("m.yaml"), yaml.substring(0, yaml.indexOf("markets:")) + "markets: " + markets + "\n");

        assertThat(run("programmes", "validate", file.toString())).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("error: " + file + ":").contains(fault));
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseAConsultationThatClosesBeforeItOpens() throws IOException {
        String yaml = Files.readString(SPECIALTY);
        assertThat(yaml).contains("closesAt: 2025-11-01");
        assertThatThrownBy(() ->
                        ProgrammeFile.programme(yaml.replace("closesAt: 2025-11-01", "closesAt: 2025-09-01"), "x"))
                .hasMessageContaining(
                        "governance.consultation.closesAt: is 2025-08-31T16:00:00Z, must be later than opensAt");
    }
}
