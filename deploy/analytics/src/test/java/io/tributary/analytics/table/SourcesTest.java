package io.tributary.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.Metrics;
import io.tributary.decisions.v1.ClauseVerdict;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.DecisionReason;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.Feedback;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void shouldGiveEveryColumnANameOfItsOwnAndAMeaning() {
        Set<String> tables = new HashSet<>();
        for (Source<?> source : Sources.all()) {
            for (Table table : source.tables()) {
                assertThat(tables.add(table.name())).as(table.name()).isTrue();
                Set<String> columns = new HashSet<>();
                for (Column column : table.columns()) {
                    assertThat(columns.add(column.name()))
                            .as("%s.%s", table.name(), column.name())
                            .isTrue();
                    assertThat(column.name()).matches("[a-z][a-z0-9_]*");
                    assertThat(column.meaning())
                            .as("%s.%s", table.name(), column.name())
                            .isNotBlank();
                }
            }
        }
    }

    @Test
    void shouldGiveEveryTopicATableOrSayWhyNot() {
        Set<Topic<?>> told = new HashSet<>(Sources.leftOut().keySet());
        Sources.all()
                .forEach(source -> assertThat(told.add(source.topic()))
                        .as(
                                "%s has a table, and a reason why not",
                                source.topic().name())
                        .isTrue());
        assertThat(told).containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void shouldTellOfEveryTableOnThePage() throws Exception {
        List<String> page = Files.readAllLines(Path.of("README.md"));
        for (Source<?> source : Sources.all()) {
            String start = "| `" + source.table().name() + "` | ";
            assertThat(page)
                    .as("a line that begins with %s", start)
                    .filteredOn(line -> line.startsWith(start))
                    .singleElement()
                    .asString()
                    .contains(String.join(
                            ", ",
                            source.table().key().stream().map(Column::name).toList()))
                    .endsWith(source.time() == null ? "| all |" : "| `" + source.time() + "` |");
        }
        Sources.leftOut()
                .keySet()
                .forEach(topic -> assertThat(String.join("\n", page)).contains("`" + topic.name() + "`"));
    }

    @Test
    void shouldMakeRowsOfARecordAndOfTheListsInIt() {
        Source<?> conversion = Sources.all().get(0);
        Object record = Metrics.day("m-1", 1000, 3, 7, "CNY", "USD");
        Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
        List<Object> key = conversion.key("m-1", record);
        assertThat(key).containsExactly("m-1", "DAY", 1000L, "FEED", "TREATMENT", "farm:2:GROW");
        conversion.rows(key, record, rows);
        assertThat(value(rows, "conversion_metrics", 0, "orders")).isEqualTo(7L);
        assertThat(value(rows, "conversion_metrics", 0, "programmes")).isEqualTo("");
        assertThat(value(rows, "conversion_metrics_sales", 1, "merchant_id")).isEqualTo("m-1");
        assertThat(value(rows, "conversion_metrics_sales", 1, "sales_place")).isEqualTo(1L);
        assertThat(value(rows, "conversion_metrics_sales", 1, "currency")).isEqualTo("USD");
        assertThat(value(rows, "conversion_metrics_sales", 1, "gross")).isEqualTo(700L);
        assertThat(value(rows, "conversion_metrics_memberships", 0, "programme_id"))
                .isEqualTo("farm");
    }

    @Test
    void shouldGiveDecisionsWithTheirReasonsATableEach() {
        Source<?> decisions = source("decisions");
        MadeDecision decision = MadeDecision.newBuilder()
                .setDecisionId("farm~1~3~m-1")
                .setKind(DecisionKind.NOT_ELIGIBLE)
                .setProgrammeId("farm")
                .setVersion(1)
                .setReasons(List.of(new DecisionReason(
                        "size", ClauseVerdict.FAILS, new io.tributary.common.v1.LocalizedText("规模", "size"))))
                .build();
        MerchantDecisions record = new MerchantDecisions(
                "m-1", 5L, 7L, "digest", Map.of("merchant.sizeClass", "LARGE"), Map.of(), List.of(decision));
        Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
        List<Object> key = decisions.key("m-1", record);
        assertThat(key).containsExactly("m-1", 7L);
        decisions.rows(key, record, rows);
        assertThat(value(rows, "decisions_decisions", 0, "kind")).isEqualTo("NOT_ELIGIBLE");
        assertThat(value(rows, "decisions_decisions_reasons", 0, "clause")).isEqualTo("size");
        assertThat(value(rows, "decisions_decisions_reasons", 0, "text_en")).isEqualTo("size");
        assertThat(value(rows, "decisions_decisions_reasons", 0, "decisions_place"))
                .isEqualTo(0L);
    }

    @Test
    void shouldCountWhatIsSentAgainOnce() {
        Source<?> feedback = source("feedback");
        assertThat(feedback.key("m-1", step(CaseAction.OPENED)))
                .isEqualTo(feedback.key("m-1", step(CaseAction.OPENED)))
                .isNotEqualTo(feedback.key("m-1", step(CaseAction.CLOSED)))
                .isNotEqualTo(feedback.key("m-2", step(CaseAction.OPENED)));
    }

    private static Feedback step(CaseAction action) {
        return Feedback.newBuilder()
                .setCaseId("c-1")
                .setKind(CaseKind.APPEAL)
                .setAction(action)
                .setTime(1)
                .build();
    }

    private static Source<?> source(String topic) {
        return Sources.all().stream()
                .filter(each -> each.topic().name().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(Map<Table, List<Object[]>> rows, String table, int row, String column) {
        Table found = rows.keySet().stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .orElseThrow();
        List<String> names =
                new ArrayList<>(found.columns().stream().map(Column::name).toList());
        return rows.get(found).get(row)[names.indexOf(column)];
    }
}
