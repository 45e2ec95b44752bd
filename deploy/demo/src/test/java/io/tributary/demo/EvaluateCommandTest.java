package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
    private static final int ASKED_WRONGLY = 2;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scores;
    private Path providers;

    @BeforeEach
    void files() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder rows = new StringBuilder("user,item,score\n");
        for (int user = 0; user < 40; user++) {
            for (int item = 0; item < 12; item++) {
                rows.append(user).append(',').append(item).append(',');
                rows.append(random.nextDouble() + item % 4).append('\n');
            }
        }
        StringBuilder owners = new StringBuilder("item,provider\n");
        for (int item = 0; item < 12; item++) {
            owners.append(item).append(",p").append(item % 4).append('\n');
        }
        scores = Files.writeString(folder.resolve("scores.csv"), rows);
        providers = Files.writeString(folder.resolve("providers.csv"), owners);
    }

    @Test
    void shouldPrintOneJsonArray() throws IOException {
        assertThat(rerank("--k", "2,15", "--json", "--order", "shuffle:4", "--users", "odd", "--refresh", "3"))
                .isZero();

        JsonNode rows = new ObjectMapper().readTree(out.toString());
        assertThat(rows.isArray()).isTrue();
        List<String> methods = new ArrayList<>();
        for (JsonNode row : rows) {
            methods.add(row.get("k") + " " + row.get("method").asText());
            List<String> fields = new ArrayList<>();
            row.fieldNames().forEachRemaining(fields::add);
            assertThat(fields)
                    .containsExactly(
                            "k",
                            "method",
                            "ndcg",
                            "uLoss",
                            "minMaxRatio",
                            "mmf",
                            "gini",
                            "entropy",
                            "ef",
                            "nanosPerDecision");
            boolean bound = row.get("method").asText().equals("bound");
            assertThat(row.get("ndcg").isNull()).isEqualTo(bound);
            assertThat(row.get("mmf").asDouble()).isBetween(0.0, .5);
        }
        assertThat(methods)
                .startsWith(
                        "2 none",
                        "2 CPFair",
                        "2 ElasticRank",
                        "2 FairSync",
                        "2 P-MMF",
                        "2 ManifoldRank",
                        "2 tributary",
                        "2 service",
                        "2 bound",
                        "15 none")
                .hasSize(18);
        assertThat(err.toString()).contains("k = 15: ManifoldRank");
    }

    @Test
    void shouldPrintATableAndDrawAPlotForEachK() {
        assertThat(rerank(
                        "--k",
                        "1,3",
                        "--delay",
                        "2",
                        "--plot",
                        folder.resolve("f.svg").toString()))
                .isZero();

        assertThat(out.toString())
                .contains("40 requests, 480 candidates, 4 providers", "method", "u_loss", "tributary");
        assertThat(folder.resolve("f-k1.svg")).isNotEmptyFile();
        assertThat(folder.resolve("f-k3.svg")).isNotEmptyFile();
    }

    @Test
    void shouldRefuseInOneLine() {
        assertRefused("--k is 0, must be within 1 and 1000", "--k", "0");
        assertRefused("'often' is not an int", "--k", "often");
        assertRefused("'random' is not an order: give file or shuffle:SEED", "--order", "random");
        assertRefused("the seed in 'shuffle:x' is not a whole number", "--order", "shuffle:x");
        assertRefused("--refresh is 0, must be above 0", "--refresh", "0");
        assertRefused("--delay is -1, must be 0 or more", "--delay", "-1");
        assertRefused("names no amount for k = 10", "--relevance-budget", "5=.01");
        assertRefused("'-' is not a relevance budget", "--relevance-budget", "-");
        assertRefused("expected one of", "--users", "some");
        assertRefused("give a name that ends with .svg in a folder that exists", "--plot", "none/f.svg");
        assertRefused("give a name that ends with .svg", "--plot", "f.png");
        scores = folder.resolve("none.csv");
        assertRefused("scores file " + scores + " does not exist");
    }

    @Test
    void shouldNameWhatCanBeEvaluated() {
        assertThat(commands().execute("evaluate")).isEqualTo(ASKED_WRONGLY);

        assertThat(err.toString()).contains("name what to do: ", "rerank");
    }

    private void assertRefused(String message, String... options) {
        err.getBuffer().setLength(0);

        assertThat(rerank(options)).as(String.join(" ", options)).isEqualTo(ASKED_WRONGLY);

        assertThat(err.toString().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains(message);
    }

    private int rerank(String... options) {
        List<String> args = new ArrayList<>(
                List.of("evaluate", "rerank", "--scores", scores.toString(), "--providers", providers.toString()));
        args.addAll(List.of(options));
        return commands().execute(args.toArray(String[]::new));
    }

    private CommandLine commands() {
        return ToolMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
