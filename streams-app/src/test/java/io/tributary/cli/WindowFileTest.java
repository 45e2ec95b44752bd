package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.rules.Opening;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.SupportWindow;
import io.tributary.programmes.v1.Weekday;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows as people write them. */
class WindowFileTest {
    private static final Path PROGRAMMES = Path.of("..", "deploy", "programmes");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void shouldReadTheWindowsOfTheSeasonalProgramme() {
        Programme programme = ProgrammeFile.read(PROGRAMMES.resolve("seasonal/specialty.yaml"));

        assertThat(programme.getWindows()).hasSize(4);
        SupportWindow evenings = programme.getWindows().get(2);
        assertThat(evenings.getFrom()).isIn("7", "07");
        assertThat(evenings.getWeekdays()).containsExactly(Weekday.FRIDAY, Weekday.SATURDAY, Weekday.SUNDAY);
        assertThat(evenings.getOpens()).isEqualTo("19:00");
        assertThat(evenings.getPace()).isEqualTo(1);
        List<Opening> next = ProgrammeCheck.openings(
                programme, Instant.parse("2025-12-31T16:00:00Z").toEpochMilli());
        assertThat(next)
                .extracting(each -> Instant.ofEpochMilli(each.opensAt())
                                .atZone(ZONE)
                                .toLocalDateTime() + "/"
                        + Instant.ofEpochMilli(each.closesAt()).atZone(ZONE).toLocalDateTime())
                .containsExactly(
                        "2026-01-26T00:00/2026-02-17T00:00",
                        "2026-04-05T00:00/2026-04-21T00:00",
                        "2026-07-03T19:00/2026-07-03T23:00");
        assertThat(RuleFiles.read(List.of(PROGRAMMES.resolve("seasonal/specialty.yaml")))
                        .warnings(programme))
                .contains(
                        "windows[3]: days off are known of 2002 to 2026; from then on it stays closed until this software"
                                + " is updated");
    }

    @Test
    void shouldKeepFarmsOpenAllYear() {
        Programme farm = ProgrammeFile.read(PROGRAMMES.resolve("farm.yaml"));

        assertThat(ProgrammeCheck.openings(farm, farm.getStartsAt()))
                .extracting(Opening::pace)
                .containsExactly(1.0, 1.5, 1.0);
    }

    @Test
    void shouldSayNothingOfOpeningsWithoutWindows() {
        Programme newcomer = ProgrammeFile.read(PROGRAMMES.resolve("newcomer.yaml"));

        assertThat(newcomer.getWindows()).isEmpty();
        assertThat(ProgrammeCheck.openings(newcomer, newcomer.getStartsAt())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {from: 清名, to: 谷雨}                        | 1:4 | windows[0].from: '清名' is no day",
                "- {from: 05-01, to: 13-01}                    | 1:17 | windows[0].to: '13-01' is no day of the calendar",
                "- {from: 05-01}                               | 1:4 | windows[0].from: has no to that goes with it",
                "- {from: 2026-05-01, to: 05-07}               | 1:22 | windows[0].to: a date of one year goes with another",
                "- {from: 2026-05-02, to: 2026-05-01}          | 1:22 | windows[0].to: is 2026-05-01, must not be before",
                "- {weekdays: [FRIDAY], opens: 19:00}          | 1:24 | windows[0].opens: has no closes",
                "- {opens: 19:00, closes: 19:00}               | 1:18 | windows[0].closes: is when it opens, too",
                "- {opens: 24:00, closes: 19:00}               | 1:4 | windows[0].opens: is '24:00', must be a local time",
                "- {opens: 9:00, closes: 19:00}                | 1:4 | windows[0].opens: is 9:00, must be a local time",
                "- {weekdays: [FRIDAYS]}                       | 1:15 | windows[0].weekdays[0]: expected one of MONDAY",
                "- {weekdays: []}                              | 1:3 | windows[0]: is always open",
                "- {from: 05-01, to: 05-07, pace: 0}           | 1:28 | windows[0].pace: is 0",
                "- {from: 05-01, to: 05-07, speed: 2}          | 1:28 | windows[0].speed: no such field",
                "- {from: 2020-05-01, to: 2020-05-07}          | 1:3 | windows[0]: never opens while the programme lasts",
                "- {from: 闰正月初一, to: 闰正月初二}               | 1:3 | windows[0]: never opens while the programme lasts",
                "- {from: 05-01, to: 05-07}, - {from: 05, to: 06} | 2:3 | windows[1]: is open together with windows[0] from"
                        + " 2025-05-01T00:00+08:00 on",
                "- {from: 腊月二十三, to: 正月十五}, - {from: 01, to: 01} | 2:3 | windows[1]: is open together with windows[0] from"
                        + " 2025-01-22T00:00+08:00 on",
            })
    void shouldNameLineAndColumn(String windows, String place, String message) throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml"));
        long before = yaml.lines().count() + 1;
        String text = yaml + "\nwindows:\n" + windows.replace(", - ", "\n- ") + "\n";
        String[] lineAndColumn = place.split(":");
        long line = yaml.endsWith("\n") ? before + 1 : before;

        assertThatThrownBy(() -> ProgrammeFile.programme(text, "my.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.yaml:" + (line + Integer.parseInt(lineAndColumn[0])) + ":"
                        + lineAndColumn[1] + ": " + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseDaysOffOfYearsThatAreNotKnown() throws IOException {
        String yaml = Files.readString(PROGRAMMES.resolve("newcomer.yaml"))
                        .replace("startsAt: 2025-01-01", "startsAt: 2027-01-01")
                + "\nwindows: [{from: 国庆节, to: 国庆节}]\n";

        assertThatThrownBy(() -> ProgrammeFile.programme(yaml, "my.yaml"))
                .hasMessageContaining(
                        "windows[0]: never opens while the programme lasts; days off are known of 2002 to" + " 2026");
    }
}
