package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.SizeTable;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.AttributeRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that declare attributes, and programmes that read them. */
class AttributeFilesTest {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");
    private static final Path ATTRIBUTES = PROGRAMMES.resolve("lists/attributes.yaml");
    private static final Path SIZES = PROGRAMMES.resolve("lists/size-classes.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"new-shop-trial.yaml", "restaurants-by-reviews.yaml"})
    void shouldTakeTheExamples(String name) {
        RuleFiles files = RuleFiles.read(List.of(PROGRAMMES.resolve("published").resolve(name), ATTRIBUTES));
        Programme programme = files.programmes().values().iterator().next();
        assertThat(ProgrammeCheck.lists(programme)).containsExactly("attributes");
        assertThat(files.warnings(programme)).isEmpty();
    }

    @Test
    void shouldTakeThePublishedThresholds() {
        assertThat(SizeTable.of(ListFile.read(SIZES).getEntries())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['salesTotal'] < 1000000 | ['salesTotl'] < 1000000 | 24:5: eligibility.sales: no attribute salesTotl is declared;"
                        + " did you mean salesTotal?",
                "['salesTotal'] < 1000000 | ['salesTotal'] < 'a lot' | 24:5: eligibility.sales: at 1:35 of",
                "['salesTotal'] < 1000000 | ['priceCut30d'] > 0.1 | 24:5: eligibility.sales: may not ask for priceCut30d, which is"
                        + " about prices: support must not press them down",
                "['salesTotal'] < 1000000 | ['adSpend30d'] > 100 | 24:5: eligibility.sales: may not ask for adSpend30d",
                "['salesTotal'] < 1000000 | ['salesTotal'] | 24:5: eligibility.sales: at 1:20 of",
                "unknown: MET | unknown: PERHAPS | 26:5: eligibility[0].unknown: expected one of NOT_MET, MET, AWAITED",
                "unknown: MET | minimumSample: -1 | 26:5: eligibility[0].minimumSample: is -1",
            })
    void shouldNameThePlaceOfWhatIsWrongWithAProgramme(String good, String bad, String message) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("published/new-shop-trial.yaml"));
        assertThat(yaml).contains(good);
        int at = yaml.indexOf(good);
        Path file = Files.writeString(
                folder.resolve("my.yaml"), yaml.substring(0, at) + bad + yaml.substring(at + good.length()));
        assertThatThrownBy(() -> RuleFiles.read(List.of(file, ATTRIBUTES)))
                .hasMessageStartingWith(file + ":" + message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by: experienceScore | by: experienceScor | enrolment.seats.by: is experienceScor, must be a declared attribute that"
                        + " is a number; did you mean experienceScore?",
                "by: experienceScore | by: adSpend30d | enrolment.seats.by: may not be adSpend30d, which is about",
                "number: 300 | number: 0 | enrolment.seats.number: is 0",
                ", selectsAt: 2026-03-01T00:00:00+08:00 | '' | enrolment.seats.selectsAt: is missing, must be when those with the"
                        + " highest experienceScore are selected",
                "pool: 50000 | endsAt: 2026-02-01T00:00:00+08:00\\npool: 50000 | enrolment.seats.selectsAt: is 2026-02-28T16:00:00Z,"
                        + " must be before the programme ends",
            })
    void shouldNameThePlaceOfWhatIsWrongWithSeats(String good, String bad, String message) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("published/restaurants-by-reviews.yaml"));
        assertThat(yaml).contains(good);
        Path file = Files.writeString(folder.resolve("my.yaml"), yaml.replace(good, bad.replace("\\n", "\n")));
        assertThatThrownBy(() -> RuleFiles.read(List.of(file, ATTRIBUTES)))
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldAskForTheDeclarationsWhereThereAreNone() {
        Path trial = PROGRAMMES.resolve("published/new-shop-trial.yaml");
        assertThatThrownBy(() -> RuleFiles.read(List.of(trial)))
                .hasMessageStartingWith(
                        trial + ":24:5: eligibility.sales: no attribute salesTotal is declared; give the file of the"
                                + " list that declares them, too");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: gmv30d | name: 30d | 16:5: attributes[1].name: is '30d'",
                "name: gmv30d | name: salesTotal | 16:5: attributes[1].name: 'salesTotal' is declared twice",
                "type: NUMBER | type: NUMBR | 13:5: attributes[0].type: expected one of NUMBER, TEXT, TRUTH",
                "version: 1 | version: 1\\nendsAt: 2027-01-01 | 11:1: endsAt: clauses are compiled",
            })
    void shouldNameThePlaceOfWhatIsWrongWithADeclaration(String good, String bad, String message) throws IOException {
        String yaml = Files.readString(ATTRIBUTES);
        int at = yaml.indexOf(good);
        Path file = Files.writeString(
                folder.resolve("a.yaml"),
                yaml.substring(0, at) + bad.replace("\\n", "\n") + yaml.substring(at + good.length()));
        assertThatThrownBy(() -> ListFile.read(file))
                .hasMessageStartingWith(file + ":" + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseDeclarationsThatAPublishedProgrammeCannotBeEvaluatedWith() throws IOException {
        Programme trial = ProgrammeFile.read(PROGRAMMES.resolve("published/new-shop-trial.yaml"));
        String yaml = Files.readString(ATTRIBUTES).replace("complaintsUpheld", "complaintsTakenUp");
        AttributeDeclarations other =
                AttributeRecords.declared(List.of(ListFile.read(Files.writeString(folder.resolve("a.yaml"), yaml))));
        assertThatThrownBy(() -> ListPublication.requireTypes(List.of(trial), other))
                .hasMessageStartingWith("list attributes: new-shop-trial v1 is published and could not be evaluated any"
                        + " more: eligibility.complaints: no attribute complaintsUpheld is declared");
    }
}
