package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "        for: 2m | for: 8000ms",
                "expr: sum(rate(a_total[5m])) > 0.01 | expr: sum(rate(a_total[20000ms])) > 0.01",
                "expr: tributary_beat_age_seconds > 30 | expr: tributary_beat_age_seconds > 2.0",
                "expr: max by (for) (tributary_waiting_seconds{for!~\"x\"}) > 60 | expr: max by (for) (tributary_waiting_seconds{for!~\"x\"}) > 4.0",
                "predict_linear(a_bytes[1h], 4 * 3600) < 0 | predict_linear(a_bytes[240000ms], (4 * 3600) / 15) < 0",
                "expr: abs(tributary_clock_skew_seconds) > 1 | expr: abs(tributary_clock_skew_seconds) > 1",
            })
    void shouldShortenTimesAndNothingElse(String rule, String shortened) {
        // The source of the parameters strips them.
        String indented = rule.startsWith("for: ") ? "        " + rule : rule;

        assertThat(ShortRules.of(indented).strip()).isEqualTo(shortened);
    }

    /** As many rules with the same names, labels and pages; and no time as it was. */
    @Test
    void shouldShortenWhatIsDeployed() throws IOException {
        List<JsonNode> shipped = rules(ShortRules.shipped());
        List<JsonNode> shortened = rules(ShortRules.of(ShortRules.shipped()));

        assertThat(shortened).hasSameSizeAs(shipped).hasSizeGreaterThan(20);
        for (int number = 0; number < shipped.size(); number++) {
            JsonNode rule = shipped.get(number);
            JsonNode shorter = shortened.get(number);
            assertThat(shorter.path("alert")).isEqualTo(rule.path("alert"));
            assertThat(shorter.path("labels")).isEqualTo(rule.path("labels"));
            assertThat(shorter.path("annotations")).isEqualTo(rule.path("annotations"));
            assertThat(shorter.path("for").asText()).doesNotMatch("\\d+[smhd]");
            assertThat(shorter.path("expr").asText())
                    .doesNotContainPattern("\\[\\d+[smhd]]")
                    .doesNotContainPattern("(age|waiting)_seconds[^>]*> [136]0\\b");
        }
    }

    /** What the table of expectations names is deployed. */
    @Test
    void shouldHaveEveryAlertThatIsExpected() throws IOException {
        TreeSet<String> alerts = new TreeSet<>();
        rules(ShortRules.shipped())
                .forEach(rule -> alerts.add(rule.path("alert").asText()));

        assertThat(alerts).containsAll(AlertExpectations.all());
    }

    private static List<JsonNode> rules(String text) throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper()
                .readTree(text)
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }
}
