package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.demo.evaluate.pacing.PacingSettings.ForecastSource;
import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.demo.evaluate.pacing.PacingSettings.Supply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PacingCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter progress = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new PacingCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(progress, true))
                .setExecutionExceptionHandler((error, command, result) -> {
                    command.getErr().println(error.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Test
    void shouldPrintOneJsonArrayWithOneRowPerSeedAndMethod() throws IOException {
        int code = run(
                "--merchants",
                "20",
                "--requests",
                "4000",
                "--seed",
                "1,2",
                "--delay",
                "0.01",
                "--loss",
                "0.3",
                "--json");

        assertThat(code).isZero();
        JsonNode rows = new ObjectMapper().readTree(out.toString());
        assertThat(out.toString().strip()).doesNotContain("\n");
        assertThat(rows).hasSize(12);
        List<String> fields = new ArrayList<>();
        rows.get(0).fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly(
                        "seed", "method", "delivered", "over", "under", "worstOver", "value", "bound", "smoothness");
        assertThat(rows.get(0).get("method").asText()).isEqualTo("tributary");
        assertThat(rows.get(1).get("method").asText()).isEqualTo("tributary-no-reservation");
        assertThat(rows.get(11).get("seed").asLong()).isEqualTo(2);
        assertThat(progress.toString()).contains("seed 2: tributary");
    }

    @Test
    void shouldPrintATableAndWhatBecameOfAShock() {
        int code = run("--merchants", "20", "--requests", "4000", "--shock", "supply");

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "20 merchants",
                        "tributary",
                        "greedy",
                        "floors (half of a budget) missed",
                        "supply ended at noon");
    }

    @Test
    void shouldDrawTheDay(@TempDir Path folder) throws IOException {
        Path plot = folder.resolve("day.svg");

        assertThat(run("--merchants", "3", "--requests", "1000", "--plot", plot.toString()))
                .isZero();

        assertThat(Files.readString(plot)).contains("<svg");
    }

    @Test
    void shouldServeASingleMerchant() throws IOException {
        assertThat(run("--merchants", "1", "--requests", "5000", "--json")).isZero();

        JsonNode ours = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(ours.get("delivered").asDouble()).isGreaterThan(0.99);
        assertThat(ours.get("over").asDouble()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--merchants,0,--merchants is 0: give 1 or more",
        "--requests,-5,--requests is -5: give 1 or more",
        "--requests,100,a budget of zero",
        "--delay,1.5,--delay is 1.5",
        "--delay,NaN,--delay is NaN",
        "--loss,1,--loss is 1.0",
        "--plot,day.png,ends with .svg"
    })
    void shouldRefuseBadInputInOneLineWithTheRemedy(String option, String value, String message) {
        assertThat(run(option, value)).isEqualTo(1);
        assertThat(progress.toString().strip())
                .contains(message)
                .contains("give")
                .doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldGoOnWhenNobodyIsACandidate() {
        PacingSettings settings = new PacingSettings(1, 2, 200, 0, 0, Shock.NONE, ForecastSource.LEARNT, Supply.SCARCE);
        Market market = Market.of(settings);
        DayStream empty = DayStream.of(new double[200][2], 2);
        Tributary method = new Tributary(market.budgets(), true);
        method.startDay(new Method.Morning(0, time -> (double) time / DayStream.MILLIS, 200));

        Outcome outcome = Replay.run(market, empty, method, Replay.Watcher.NOBODY);

        assertThat(outcome.delivered()).isEqualTo(1);
        assertThat(outcome.value()).isZero();
        assertThat(outcome.worstOver()).isEqualTo(-1);
    }
}
