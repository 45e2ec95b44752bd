package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The comparison on a real broker with real jobs: that it runs through and counts right, not how fast anything is. */
@Tag("long")
class BenchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldMeasureEveryJobAndCheckWhatItCounted() throws IOException {
        int code = BenchMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "--events",
                        "20000",
                        "--rounds",
                        "1",
                        "--only",
                        "limit,tributary,dsl",
                        "--max-other",
                        "100",
                        "--json");

        // A job that counts wrong ends it with 1.
        assertThat(code).as(errors.toString()).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode rounds = JSON.readTree(lines.get(0));
        List<String> jobs = new ArrayList<>();
        for (JsonNode round : rounds) {
            jobs.add(round.path("job").asText());
            assertThat(round.path("round").asInt()).isEqualTo(1);
            assertThat(round.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "job",
                            "round",
                            "eventsPerSecond",
                            "cpuMicrosPerEvent",
                            "brokerCpuMicrosPerEvent",
                            "otherCpuPercent",
                            "jitCpuMicrosPerEvent");
        }
        assertThat(jobs).containsExactly("limit", "tributary", "dsl");
        JsonNode ratios = JSON.readTree(lines.get(1));
        assertThat(ratios.fieldNames()).toIterable().containsExactly("tributary/limit", "tributary/dsl");
        // So few events may be committed at once, where a machine is quick enough; which has to be said then.
        Predicate<String> untimed = Pattern.compile("(limit|tributary), round 1: 20,000 events are too few")
                .asPredicate();
        assertThat(ratios.at("/tributary~1limit/eventsPerSecond/median").isNumber())
                .as(errors.toString())
                .isNotEqualTo(untimed.test(errors.toString()));
        assertThat(errors.toString()).contains("filling: 20,000 events", "round 1 of 1: dsl");
    }
}
