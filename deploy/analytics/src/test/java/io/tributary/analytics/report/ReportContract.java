package io.tributary.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.analytics.report.chapter.ReportBuilder;
import io.tributary.analytics.report.page.JsonPage;
import io.tributary.analytics.store.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A report of what was added up by hand, in every database. */
abstract class ReportContract {
    private final List<String> told = new ArrayList<>();

    /** Address of an empty database, the same one within a test. */
    abstract String url();

    /** Has all that was published in the database. */
    void publish() throws IOException {
        Published.write(url());
    }

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
        assertThat(day.get("overP99").asDouble())
                .as("0 and m-2's 1 of 50, at .99")
                .isEqualTo(0.0198);
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
        JsonNode rules =
                chapter(report(Published.FIRST - 20 * Published.DAY, Published.FIRST + 2 * Published.DAY), "rules");
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
    void shouldSayWhatSupportCausedAndWhatItTookFromOthers() throws Exception {
        JsonNode report = report(2);
        JsonNode effect = chapter(report, "effect");
        assertThat(figure(effect, "brought-NET_ORDERS"))
                .as(".25 a bucket-day (.05 to .45) for 9,000 of them")
                .matches("\\{\"value\":2250\\.0,\"low95\":(449\\.9+\\d*|450\\.0\\d*),\"high95\":4050\\.0}");
        JsonNode sales = effect.at("/tables/0/rows/1");
        assertThat(sales.get("metric").asText()).isEqualTo("net sales (CNY)");
        assertThat(sales.at("/difference/value").asDouble()).as("1,250 fen").isEqualTo(12.5);
        assertThat(sales.at("/relative/low95").asDouble()).isCloseTo(0.05, within(1e-12));
        assertThat(effect.at("/notes/0").asText()).contains("900 buckets against 100");
        JsonNode guard = chapter(report, "cost").at("/tables/0/rows/0");
        assertThat(guard.get("subject").asText()).isEqualTo("other merchants");
        assertThat(guard.at("/difference/value").asDouble()).isEqualTo(-.01);
        assertThat(chapter(report(Published.FIRST + 50 * Published.DAY, Published.FIRST + 60 * Published.DAY), "effect")
                        .at("/notes/0")
                        .asText())
                .startsWith("There is no estimate of this span");
    }

    @Test
    void shouldSayWhatItCostAndWhetherQualityHeld() throws Exception {
        JsonNode cost = chapter(report(2), "cost");
        assertThat(Double.parseDouble(figure(cost, "relevanceLoss")))
                .as("(.002 * 100 + .004 * 300) / 400")
                .isCloseTo(.0035, within(1e-12));
        assertThat(Double.parseDouble(figure(cost, "relevanceOfBudget"))).isCloseTo(.35, within(1e-12));
        assertThat(figure(cost, "displaced"))
                .as("no row of a merchant is known")
                .isEqualTo("null");
        assertThat(cost.at("/tables/1/rows/0/refundShare").asDouble()).isEqualTo(.1);
        assertThat(cost.at("/tables/1/rows/0/complaints").asLong()).isEqualTo(4);
        JsonNode fairness = chapter(report(2), "fairness");
        assertThat(figure(fairness, "graduated")).isEqualTo("4");
        assertThat(Double.parseDouble(figure(fairness, "survived"))).isEqualTo(.75);
    }

    @Test
    void shouldSayToWhomItWentAndWhatIsWithheld() throws Exception {
        JsonNode counties = chapter(report(2), "groups").at("/tables/0/rows");
        assertThat(counties.get(0).toString())
                .isEqualTo(
                        "{\"group\":\"330110\",\"merchants\":31.0,\"granted\":210,\"charged\":200,\"exposures\":1000,"
                                + "\"netOrders\":18,\"netOrdersPerExposure\":0.018,\"withheldDays\":\"0 of 2\"}");
        assertThat(counties.get(1).get("charged").asLong())
                .as("of the day that is published")
                .isEqualTo(60);
        assertThat(counties.get(1).get("withheldDays").asText()).isEqualTo("1 of 2");
        assertThat(counties.get(2).toString())
                .isEqualTo(
                        "{\"group\":\"530627\",\"merchants\":{\"withheld\":\"fewer than 20 merchants, or could be had by"
                                + " subtraction\"},\"granted\":null,\"charged\":null,\"exposures\":null,\"netOrders\":null,"
                                + "\"netOrdersPerExposure\":null,\"withheldDays\":\"2 of 2\"}");
    }

    @Test
    void shouldSayWhoTookPartAndHowFairItWas() throws Exception {
        JsonNode report = report(2);
        JsonNode uptake = chapter(report, "uptake");
        assertThat(figure(uptake, "supported")).isEqualTo("24");
        assertThat(Double.parseDouble(figure(uptake, "coverage"))).isCloseTo(.55, within(1e-12));
        assertThat(uptake.at("/tables/0/rows/1").toString())
                .isEqualTo("{\"step\":\"read its rules\",\"merchants\":35}");
        JsonNode fairness = chapter(report, "fairness");
        assertThat(figure(fairness, "gini")).as("of the day that has it").isEqualTo("0.4");
        assertThat(Double.parseDouble(figure(fairness, "floorAttainment"))).isEqualTo(59.0 / 60);
        assertThat(figure(fairness, "firstOrderMedianDays")).isEqualTo("null");
        assertThat(fairness.at("/tables/0/rows").toString())
                .isEqualTo("[{\"from\":\"SEED\",\"to\":\"GROW\",\"merchants\":6}]");
        assertThat(fairness.get("notes").toString()).contains("fewer than 20 merchants");
    }

    /** Each figure, and what an analyst would ask the tables for it. */
    @Test
    void shouldSayWhatTheTablesSay() throws Exception {
        Map<String, String> questions = new LinkedHashMap<>();
        String inSpan = " and period_start between " + Published.FIRST + " and " + (Published.FIRST + Published.DAY);
        String last =
                "select distinct on (merchant_id, period_start) granted, spent from ledger where programme_id = 'farm'"
                        + inSpan + " and kind <> 'RELEASE' order by merchant_id, period_start, sequence desc";
        questions.put("delivery/granted", "select sum(granted) from (" + last + ") x");
        questions.put("delivery/spent", "select sum(spent) from (" + last + ") x");
        questions.put("delivery/utilisation", "select sum(spent) * 1.0 / sum(granted) from (" + last + ") x");
        questions.put(
                "delivery/merchants",
                "select count(distinct merchant_id) from ledger where programme_id = 'farm' and kind = 'GRANT'"
                        + inSpan);
        questions.put(
                "delivery/credited",
                "select sum(exposures) from ledger where programme_id = 'farm' and kind = 'CREDIT'" + inSpan);
        questions.put(
                "delivery/pool",
                "select sum(pool) from (select distinct on (window_start) pool from programme_metrics_pacing"
                        + " where programme_id = 'farm' order by window_start, beat desc) x");
        questions.put("uptake/coverage", "select avg(coverage) from programme_days where programme_id = 'farm'");
        questions.put("uptake/supported", "select max(supported) from programme_days where programme_id = 'farm'");
        questions.put(
                "fairness/gini",
                "select avg(gini) from programme_days where programme_id = 'farm' and gini is not null");
        questions.put(
                "fairness/floorAttainment",
                "select sum(floors_met) * 1.0 / sum(floor_merchants) from programme_days where programme_id = 'farm'");
        JsonNode report = report(2);
        try (Tables tables = Tables.open(url())) {
            questions.forEach((figure, question) -> {
                String[] place = figure.split("/");
                double expected = ((Number) tables.first(question)
                                .orElseThrow()
                                .values()
                                .values()
                                .iterator()
                                .next())
                        .doubleValue();
                assertThat(Double.parseDouble(figure(chapter(report, place[0]), place[1])))
                        .as(figure)
                        .isCloseTo(expected, within(1e-9));
            });
        }
    }

    @Test
    void shouldNameADefinitionThatIsThereForEveryFigure() throws Exception {
        List<String> anchors = Files.readAllLines(Path.of("..", "..", Definition.PAGE)).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> Definition.PAGE + "#"
                        + line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        int figures = 0;
        for (JsonNode chapter : report(2).get("chapters")) {
            for (JsonNode figure : chapter.get("figures")) {
                figures++;
                assertThat(anchors)
                        .as(figure.toString())
                        .contains(figure.path("definition").asText());
            }
            for (JsonNode table : chapter.get("tables")) {
                List<String> defined = new ArrayList<>();
                for (JsonNode column : table.get("columns")) {
                    if (column.has("definition")) {
                        defined.add(column.get("definition").asText());
                    }
                }
                assertThat(anchors).as(table.get("id").asText()).containsAll(defined);
                assertThat(defined).as(table.get("id").asText()).isNotEmpty();
            }
        }
        assertThat(figures).isGreaterThan(20);
    }

    @Test
    void shouldTakeTheUsualZoneWhereAProgrammeNamesNone() throws Exception {
        publish();
        Published.rulesOf(url(), "odd", "Mars/Olympus");
        try (Tables tables = Tables.open(url())) {
            assertThat(Subject.find(tables, "odd").zone().getId()).isEqualTo("Asia/Shanghai");
        }
    }

    @Test
    void shouldSayWhatThereIsWhereThereIsNothing() throws Exception {
        JsonNode report = report(Published.FIRST + 50 * Published.DAY, Published.FIRST + 60 * Published.DAY);
        assertThat(chapter(report, "delivery").get("notes").get(0).asText())
                .isEqualTo("Nothing was granted in this span; the ledger has periods from 03-01 to 03-02.");
        assertThat(chapter(report, "cases").get("notes").get(0).asText()).startsWith("No appeal");
        publish();
        try (Tables tables = Tables.open(url())) {
            assertThatThrownBy(() -> Subject.find(tables, "fram"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--programme fram: was never published; did you mean farm?");
        }
    }

    @Test
    void shouldAddUpAllProgrammes() throws Exception {
        publish();
        try (Tables tables = Tables.open(url())) {
            Subject all = Subject.find(tables, "ALL");
            Span span = new Span(Published.FIRST, Published.FIRST + 2 * Published.DAY, all.zone());
            JsonNode report = new ObjectMapper()
                    .readTree(new JsonPage(ReportLanguage.EN)
                            .write(new ReportBuilder(tables, told::add).build(all, span)));
            JsonNode delivery = chapter(report, "delivery");
            assertThat(figure(delivery, "pool")).as("1,100 and 40 of herbs").isEqualTo("1140");
            assertThat(figure(delivery, "granted")).as("270 and 30 of herbs").isEqualTo("300");
            assertThat(figure(delivery, "merchants")).as("m-1 is in both").isEqualTo("2");
            assertThat(chapter(report, "programmes")
                            .at("/tables/0/rows/0/programme")
                            .asText())
                    .isEqualTo("farm");
            assertThat(chapter(report, "rules").at("/tables/0/rows/0/version").asText())
                    .isEqualTo("farm v3");
            assertThat(chapter(report, "effect").at("/notes/0").asText()).startsWith("There is no estimate");
        }
    }

    private JsonNode report(int days) throws Exception {
        return report(Published.FIRST, Published.FIRST + days * Published.DAY);
    }

    private JsonNode report(long from, long to) throws Exception {
        publish();
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
