package io.tributary.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.analytics.report.page.JsonPage;
import io.tributary.analytics.store.Tables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report of what was added up by hand, in every database. */
abstract class ReportContract {
    private final List<String> told = new ArrayList<>();

    /** Address of an empty database, the same one within a test. */
    abstract String url();

    @Test
    void shouldSayWhatWasPromisedAndDelivered() throws Exception {
        JsonNode delivery = chapter(report(2), "delivery");
        assertThat(figure(delivery, "pool")).isEqualTo("1100");
        assertThat(figure(delivery, "granted")).as("100 + 50 + 80 + 40").isEqualTo("270");
        assertThat(figure(delivery, "spent")).as("98 + 51 + 60 + 30").isEqualTo("239");
        assertThat(Double.parseDouble(figure(delivery, "utilisation"))).isEqualTo(239.0 / 270);
        assertThat(figure(delivery, "merchants")).isEqualTo("2");
        assertThat(figure(delivery, "credited")).isEqualTo("7");
        JsonNode day = delivery.at("/tables/0/rows/0");
        assertThat(day.get("period").asLong()).isEqualTo(Published.FIRST);
        assertThat(day.get("pool").asLong()).as("by the last beat").isEqualTo(500);
        assertThat(day.get("errorMedian").asDouble()).as("of 0.02 and 0.02").isEqualTo(0.02);
        assertThat(day.get("overP99").asDouble()).as("m-2: 1 of 50").isEqualTo(0.02);
        assertThat(delivery.get("notes").toString()).contains("In 1 of these periods the floors exceeded the pool");
        assertThat(told).last().asString().matches("report: chapter (\\d+) of \\1 is written");
    }

    @Test
    void shouldLeaveOutWhatIsNotOfTheSpan() throws Exception {
        JsonNode delivery = chapter(report(1), "delivery");
        assertThat(figure(delivery, "granted")).isEqualTo("150");
        assertThat(figure(delivery, "credited")).isEqualTo("0");
    }

    @Test
    void shouldSayWhatBecameOfAppealsAndComplaints() throws Exception {
        JsonNode cases = chapter(report(2), "cases").at("/tables/0/rows");
        assertThat(cases.get(0).toString())
                .as("m-4 appealed before the span")
                .isEqualTo("{\"kind\":\"appeals\",\"opened\":1,\"closed\":1,\"upheld\":1,\"dismissed\":0,\"human\":1,"
                        + "\"overdue\":0,\"days\":2.0,\"credited\":25}");
        assertThat(cases.get(1).get("opened").asLong())
                .as("m-9 has no grant of the programme")
                .isEqualTo(1);
        JsonNode before = chapter(report(Published.FIRST - 30 * Published.DAY, Published.FIRST), "cases");
        assertThat(before.at("/tables/0/rows/0/overdue").asLong()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatWasDecidedAndWhy() throws Exception {
        JsonNode decisions = chapter(report(2), "decisions");
        assertThat(decisions.at("/tables/0/rows").toString())
                .contains("{\"kind\":\"refused\",\"decisions\":2,\"merchants\":2}");
        assertThat(decisions.at("/tables/1/rows").toString())
                .isEqualTo("[{\"kind\":\"refused\",\"clause\":\"size\",\"reason\":\"the business is too large\","
                        + "\"decisions\":2,\"merchants\":2}]");
    }

    @Test
    void shouldSayWhatChangedInTheRules() throws Exception {
        JsonNode rules = chapter(report(Published.FIRST - 20 * Published.DAY, Published.FIRST + 2 * Published.DAY), "rules");
        assertThat(rules.at("/tables/0/rows")).hasSize(2);
        assertThat(rules.at("/tables/0/rows/1/noticeDays").asDouble()).isEqualTo(19);
        assertThat(rules.at("/tables/1/rows").toString())
                .isEqualTo("[{\"version\":2,\"field\":\"pool\",\"before\":\"500\",\"after\":\"600\"},"
                        + "{\"version\":3,\"field\":\"pool\",\"before\":\"600\",\"after\":\"700\"}]");
        assertThat(chapter(report(1), "rules").get("notes").get(0).asText())
                .isEqualTo("Nothing was published in this span; version 2 is the latest before it.");
    }

    @Test
    void shouldSayWhatWasGivenAndUsed() throws Exception {
        JsonNode row = chapter(report(2), "benefits").at("/tables/0/rows/0");
        assertThat(row.get("given").asLong()).isEqualTo(2);
        assertThat(row.get("inUse").asLong()).isEqualTo(1);
        assertThat(row.get("over").asLong()).isEqualTo(1);
        assertThat(row.get("usedShare").asDouble()).isEqualTo(0.5);
    }

    @Test
    void shouldSayWhatThereIsWhereThereIsNothing() throws Exception {
        JsonNode report = report(Published.FIRST + 50 * Published.DAY, Published.FIRST + 60 * Published.DAY);
        assertThat(chapter(report, "delivery").get("notes").get(0).asText())
                .isEqualTo("Nothing was granted in this span; the ledger has periods from 03-01 to 03-02.");
        assertThat(chapter(report, "cases").get("notes").get(0).asText()).startsWith("No appeal");
        Published.write(url());
        try (Tables tables = Tables.open(url())) {
            assertThatThrownBy(() -> Subject.find(tables, "fram"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--programme fram: was never published; did you mean farm?");
        }
    }

    private JsonNode report(int days) throws Exception {
        return report(Published.FIRST, Published.FIRST + days * Published.DAY);
    }

    private JsonNode report(long from, long to) throws Exception {
        Published.write(url());
        try (Tables tables = Tables.open(url())) {
            Subject subject = Subject.find(tables, "farm");
            Report report = new ReportBuilder(tables, told::add).build(subject, new Span(from, to, subject.zone()));
            return new ObjectMapper().readTree(new JsonPage(ReportLanguage.EN).write(report));
        }
    }

    static JsonNode chapter(JsonNode report, String id) {
        for (JsonNode each : report.get("chapters")) {
            if (each.get("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("no chapter " + id + " in " + report);
    }

    static String figure(JsonNode chapter, String id) {
        for (JsonNode each : chapter.get("figures")) {
            if (each.get("id").asText().equals(id)) {
                assertThat(each.get("definition").asText()).startsWith("schemas/METRICS.md#");
                assertThat(each.get("articles")).isNotEmpty();
                return each.get("value").toString();
            }
        }
        throw new AssertionError("no figure " + id + " in " + chapter);
    }
}
