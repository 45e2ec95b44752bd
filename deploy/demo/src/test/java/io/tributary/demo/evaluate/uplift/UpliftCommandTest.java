package io.tributary.demo.evaluate.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

class UpliftCommandTest {
    private static final String ROWS = "0,TREATMENT,2,10\n1,TREATMENT,4,10\n2,HOLDOUT,1,10\n3,HOLDOUT,3,10\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new UpliftCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((error, command, result) -> {
                    command.getErr().println(error.getMessage());
                    return 1;
                })
                .execute(args);
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("buckets.csv");
        Files.writeString(file, text);
        return file.toString();
    }

    private JsonNode json() throws IOException {
        String[] lines = out.toString().strip().split("\n");
        return new ObjectMapper().readTree(lines[lines.length - 1]);
    }

    private static List<String> fields(JsonNode node) {
        List<String> fields = new ArrayList<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    @Test
    void shouldEstimateFromAFile() throws IOException {
        assertThat(run("--data", file(BucketFile.HEADER + "\n" + ROWS), "--json"))
                .isZero();
        JsonNode row = json();
        assertThat(fields(row))
                .containsExactly(
                        "buckets",
                        "difference",
                        "standardError",
                        "low95",
                        "high95",
                        "ratio",
                        "ratioLow95",
                        "ratioHigh95",
                        "cuped",
                        "sampleRatioP",
                        "withheld");
        assertThat(row.get("buckets").asInt()).isEqualTo(4);
        assertThat(row.get("difference").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(row.get("standardError").asDouble()).isCloseTo(Math.sqrt(0.02), within(1e-9));
        assertThat(row.get("ratio").asDouble()).isCloseTo(1.5, within(1e-9));
        assertThat(row.get("cuped").isNull()).isTrue();
        assertThat(row.get("withheld").asBoolean()).isFalse();
    }

    @Test
    void shouldUseTheTimeBefore() throws IOException {
        String text = BucketFile.HEADER_WITH_BEFORE
                + "\n0,TREATMENT,2,10,1,10\n1,TREATMENT,4,10,3,10\n2,HOLDOUT,1,10,1,10\n3,HOLDOUT,3,10,3,10\n";
        assertThat(run("--data", file(text), "--json")).isZero();
        assertThat(json().get("cuped").get("difference").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(json().get("cuped").get("standardError").asDouble()).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldDoWithoutTheTimeBeforeWhereItIsNotKnown() throws IOException {
        String text = BucketFile.HEADER_WITH_BEFORE
                + "\n0,TREATMENT,2,10,,\n1,TREATMENT,4,10,3,10\n2,HOLDOUT,1,10,1,10\n3,HOLDOUT,3,10,3,10\n";
        assertThat(run("--data", file(text))).isZero();
        assertThat(out.toString())
                .contains("difference    0.1")
                .contains("adjusted      none: the time before is not known of all buckets");
    }

    @Test
    void shouldWithholdWhatIsOfUnevenTraffic() throws IOException {
        StringBuilder text = new StringBuilder(BucketFile.HEADER).append('\n');
        for (int bucket = 0; bucket < 100; bucket++) {
            boolean held = bucket < 50;
            text.append(bucket)
                    .append(held ? ",HOLDOUT,5," : ",TREATMENT,5,")
                    .append(held ? 90 + bucket % 3 : 100 + bucket % 3)
                    .append('\n');
        }
        String file = file(text.toString());
        assertThat(run("--data", file, "--json")).isZero();
        assertThat(json().get("withheld").asBoolean()).isTrue();
        assertThat(json().get("difference").isNull()).isTrue();
        assertThat(run("--data", file)).isZero();
        assertThat(out.toString()).contains("withheld      the arms have not got the same traffic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,CONTROL,1,1      | arm: is \"CONTROL\", must be TREATMENT or HOLDOUT",
                "0,holdout,1,1      | arm: is \"holdout\", must be TREATMENT or HOLDOUT",
                "0,HOLDOUT,x,1      | numerator: is \"x\", must be a number",
                "0,HOLDOUT,,1       | numerator: is \"\", must be a number; leave out buckets of which none is known",
                "0,HOLDOUT,0x1p3,1  | numerator: is \"0x1p3\", must be a number",
                "0,HOLDOUT,1,NaN    | denominator: is \"NaN\", must be a number",
                "0,HOLDOUT,1,-1     | denominator: is -1.0, must be a number, not negative",
                "0,HOLDOUT,1e999,1  | numerator: is \"1e999\", must be a number up to 1.0E18",
                "0,HOLDOUT,Infinity,1 | numerator: is \"Infinity\", must be a number",
                ",HOLDOUT,1,1       | bucket: is missing, must be what tells it from the others",
                "0,HOLDOUT,1        | expected 4 fields",
                "0,HOLDOUT,1,1,     | expected 4 fields",
                "'0,\"HOLDOUT,1,1'  | is no CSV",
            })
    void shouldNameTheLineThatIsWrong(String row, String message) throws IOException {
        assertThat(run("--data", file(BucketFile.HEADER + "\n" + row + "\n"))).isEqualTo(1);
        assertThat(errors.toString()).contains("buckets.csv:2: " + message).doesNotContain("\tat ");
        assertThat(errors.toString().strip()).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is empty: it must begin with the line \"bucket,arm,numerator,denominator\"",
                "bucket,arm,numerator | must begin with the line",
                "arm,bucket,numerator,denominator | must begin with the line",
                "b\0u | must begin with the line",
                "bucket,arm,numerator,denominator | treatment: has 0 buckets, must have at least 2",
            })
    void shouldSayWhatAFileMustBeginWith(String text, String message) throws IOException {
        assertThat(run("--data", file(text))).isEqualTo(1);
        assertThat(errors.toString()).contains(message).doesNotContain("\0");
        assertThat(errors.toString().strip()).hasLineCount(1);
    }

    /** However it is written, it is the same file. */
    @Test
    void shouldReadWhatSpreadsheetsWrite() throws IOException {
        String plain = BucketFile.HEADER + "\n" + ROWS;
        String quoted = plain.replaceAll("([^,\n]+)", "\"$1\"");
        for (String each : List.of(
                plain, "\uFEFF" + plain, plain.replace("\n", "\r\n"), "\uFEFF" + quoted, plain.replace(",", ", "))) {
            assertThat(run("--data", file(each), "--json")).as(each).isZero();
            assertThat(json().get("difference").asDouble()).as(each).isCloseTo(0.1, within(1e-9));
        }
    }

    /** Net orders may be below 0; a bucket without traffic is one, and so is one whose arm sold nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "-2,10 4,10 1,10 1,10 | 0    | 1",
                "0,0 4,20 1,10 3,10   | 0    | 1",
                "0,10 0,10 0,10 0,10  | 0    | null",
                "1,10 1,10 0,10 0,10  | 0.1  | null",
                "0,10 0,10 1,10 1,10  | -0.1 | 0",
            })
    void shouldEstimateWhateverIsCounted(String counts, double difference, Double ratio) throws IOException {
        String[] each = counts.split(" ");
        String rows = "0,TREATMENT," + each[0] + "\n1,TREATMENT," + each[1] + "\n2,HOLDOUT," + each[2] + "\n3,HOLDOUT,"
                + each[3] + "\n";
        assertThat(run("--data", file(BucketFile.HEADER + "\n" + rows), "--json"))
                .isZero();
        assertThat(json().get("difference").asDouble()).isCloseTo(difference, within(1e-9));
        assertThat(json().get("standardError").asDouble()).isNotNegative();
        if (ratio == null) {
            assertThat(json().get("ratio").isNull()).isTrue();
        } else {
            assertThat(json().get("ratio").asDouble()).isCloseTo(ratio, within(1e-9));
        }
    }

    @Test
    void shouldSayThatAnArmHasNoTraffic() throws IOException {
        String rows = "0,TREATMENT,0,0\n1,TREATMENT,0,0\n2,HOLDOUT,1,10\n3,HOLDOUT,3,10\n";
        assertThat(run("--data", file(BucketFile.HEADER + "\n" + rows))).isEqualTo(1);
        assertThat(errors.toString()).contains("treatment: has nothing in its denominator, must have in some bucket");
    }

    @Test
    void shouldRefuseABucketInBothArms() throws IOException {
        assertThat(run("--data", file(BucketFile.HEADER + "\n" + ROWS + "2,TREATMENT,1,10\n")))
                .isEqualTo(1);
        assertThat(errors.toString()).contains(":6: bucket \"2\" is on line 4, too");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        assertThat(run("--data", file(BucketFile.HEADER + "\n0,TREATMENT,2,10\n1,TREATMENT,4,10\n")))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("holdout: has 0 buckets, must have at least 2");
        assertThat(run()).isEqualTo(2);
        assertThat(run("--runs", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--runs: is 0, must be 1 to 100000");
    }

    @Test
    void shouldFindThePlantedTruth() throws IOException {
        assertThat(run("--runs", "10", "--json")).isZero();
        JsonNode row = json();
        assertThat(fields(row))
                .containsExactly(
                        "runs",
                        "relativeBias",
                        "coverage95",
                        "typeOneUnderPeeking",
                        "cupedVarianceRatio",
                        "srmPower",
                        "srmFalseAlarm");
        assertThat(row.get("relativeBias").asDouble()).isBetween(-0.05, 0.05);
        assertThat(row.get("coverage95").asDouble()).isBetween(0.9, 1.0);
        assertThat(row.get("typeOneUnderPeeking").asDouble()).isLessThan(0.2);
        assertThat(row.get("cupedVarianceRatio").asDouble()).isBetween(0.95, 1.05);
        assertThat(row.get("srmPower").asDouble()).isEqualTo(1);
        assertThat(row.get("srmFalseAlarm").asDouble()).isLessThan(0.02);
        String beforeAfter = out.toString().strip().split("\n")[0];
        assertThat(new ObjectMapper()
                        .readTree(beforeAfter)
                        .get("beforeAfterRelativeBias")
                        .asDouble())
                .as("the season is taken for the effect")
                .isGreaterThan(1);
    }
}
