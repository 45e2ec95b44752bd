package io.tributary.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and queries are what Prometheus understands. That the service exposes what they ask for is seen by RegistryOutageIT. */
class RulesTest {
    @TempDir
    Path folder;

    @Test
    void shouldPassTheirOwnTests() throws IOException, InterruptedException {
        Promtool.passes("check", "rules", Monitoring.RULES.toString());
        Promtool.passes(
                "test",
                "rules",
                Monitoring.DEPLOY
                        .resolve("prometheus/tributary.rules.test.yaml")
                        .toString());
    }

    /** Each alert is seen to fire, and not to on a quiet day. */
    @Test
    void shouldHaveATestForEachAlert() {
        String tests = Monitoring.text(Monitoring.DEPLOY.resolve("prometheus/tributary.rules.test.yaml"));
        String quiet = tests.substring(0, tests.indexOf("name: an instance that is gone"));
        for (Monitoring.Rule rule : Monitoring.rules()) {
            if (rule.isAlert()) {
                assertThat(tests).contains("- alertname: " + rule.name() + "\n");
                assertThat(PromQl.metrics(rule.expression()))
                        .allSatisfy(metric -> assertThat(quiet)
                                .as("%s on a quiet day", rule.name())
                                .contains("'" + metric + "{"));
            }
        }
    }

    /** All queries as one file of rules, with something in the place of Grafana's variables. */
    @Test
    void shouldUnderstandTheQueriesOfDashboards() throws IOException, InterruptedException {
        assertThat(Monitoring.dashboards()).hasSize(3);
        StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        int number = 0;
        for (Path dashboard : Monitoring.dashboards()) {
            for (String query : Monitoring.queries(dashboard).values()) {
                assertThat(query).as(dashboard.toString()).isNotBlank();
                String plain = query.replace("$__rate_interval", "5m").replaceAll("\\$\\{?\\w+}?", "x");
                rules.append("      - {record: 'q:").append(number++).append("', expr: '");
                rules.append(plain.replace("'", "''")).append("'}\n");
            }
        }
        Path file = Files.writeString(folder.resolve("queries.yaml"), rules);
        Promtool.passes("check", "rules", file.toString());
    }

    @Test
    void shouldRecordWhatDashboardsAndPagesTakeForRecorded() {
        for (Path file : Monitoring.dashboards()) {
            Monitoring.queries(file).values().stream()
                    .flatMap(query -> PromQl.metrics(query).stream())
                    .filter(name -> name.contains(":"))
                    .forEach(name -> assertThat(Monitoring.recorded()).contains(name));
        }
    }
}
