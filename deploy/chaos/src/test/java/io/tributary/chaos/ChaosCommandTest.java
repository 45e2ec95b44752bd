package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChaosCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldListEveryKind() {
        assertThat(execute("--list")).isZero();
        assertThat(out.toString().lines())
                .hasSize(Fault.values().length)
                .anyMatch(line -> line.startsWith("hold-instance "));
    }

    @Test
    void shouldSayOfEachKindWhatItNeeds() {
        execute("--list");
        Arrays.stream(Fault.values())
                .filter(kind -> !kind.needs().isEmpty())
                .forEach(kind -> assertThat(out.toString().lines())
                        .anyMatch(line -> line.startsWith(kind.label() + " ")
                                && line.contains("needs " + kind.needs())
                                && line.contains("LEFT OUT HERE") != Equipment.isPossible(kind)));
    }

    @Test
    void shouldRefuseAKindThatWasAskedForAndIsNotPossible() {
        List<Fault> kinds = List.of(Fault.KILL_INSTANCE, Fault.JUMP_CLOCK);

        assertThat(ChaosCommand.possible(kinds, kind -> true)).isEqualTo(kinds);
        assertThatThrownBy(() -> ChaosCommand.possible(kinds, kind -> kind != Fault.JUMP_CLOCK))
                .hasMessage("jump-clock is not possible here: it needs " + Fault.JUMP_CLOCK.needs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "deploy/chaos/README.md"})
    void shouldKnowTheCommandsOfItsPages(String page) throws IOException {
        List<String> commands = Files.readAllLines(Path.of("..", "..").resolve(page)).stream()
                .filter(line -> line.startsWith("    scripts/chaos"))
                .map(line -> line.strip().replaceAll(" +#.*", ""))
                .toList();

        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            String[] words = command.split(" ");
            ChaosMain.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--faults=earthquake | there is no fault earthquake",
                "--minutes=-1 | minutes must be within",
                "--minutes=many | many",
                "--longest=0 | faults last for 1 to 600 s",
                "--rate=0 | impressions a second must be within",
                "--rate=1000000 | impressions a second must be within",
            })
    void shouldSayWhatIsWrong(String argument, String said) {
        assertThat(execute(argument)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(said);
    }

    private int execute(String... arguments) {
        return ChaosMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
