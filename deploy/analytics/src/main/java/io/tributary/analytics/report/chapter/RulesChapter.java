package io.tributary.analytics.report.chapter;

import static io.tributary.analytics.report.Block.Heading.key;
import static io.tributary.analytics.report.Block.Heading.of;

import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Block.Grid;
import io.tributary.analytics.report.Block.Note;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Value;
import io.tributary.analytics.store.Row;
import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What changed in the rules: versions that were published in the span, with notice, and each figure before and after. */
final class RulesChapter implements ChapterWriter {
    private static final LocalizedText TITLE = new LocalizedText("规则的变化", "What changed in the rules");
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final String PREFIX = "programme_";

    /** Of a version, not of its rules. */
    private static final Set<String> NO_RULES = Set.of("programme_version", "programme_effective_from");

    private static final String VERSIONS =
            "select * from programmes_history where programme_programme_id like ? and published_at < ?"
                    + " order by programme_programme_id, programme_version, published_at";

    @Override
    public Chapter write(Evidence evidence) {
        List<Row> versions = evidence.tables().rows(VERSIONS, evidence.pattern(), evidence.to());
        List<List<Value>> published = new ArrayList<>();
        List<List<Value>> changes = new ArrayList<>();
        Row before = null;
        for (Row version : versions) {
            if (before != null && !programme(before).equals(programme(version))) {
                before = null;
            }
            if (version.count("published_at") >= evidence.from()) {
                published.add(published(evidence, version));
                if (before != null) {
                    changes.addAll(changes(evidence, before, version));
                }
            }
            before = version;
        }
        if (published.isEmpty()) {
            return new Chapter("rules", TITLE, List.of(unchanged(evidence, before)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Grid("versions", new LocalizedText("公布的版本", "Versions published"), versionHeadings(), published));
        if (!changes.isEmpty()) {
            blocks.add(new Grid(
                    "changes",
                    new LocalizedText("数值的变化", "Figures that changed"),
                    List.of(
                            of("version", "版本", "version", Definition.RULE_CHANGES),
                            key("field", "规则字段", "field"),
                            key("before", "原为", "before"),
                            key("after", "改为", "after")),
                    changes));
        }
        blocks.add(Note.of(
                "条款和文字的逐项对比：programmes history 和 programmes diff。",
                "Clauses and words, one by one: `programmes history` and `programmes diff`."));
        return new Chapter("rules", TITLE, blocks);
    }

    private static String programme(Row version) {
        return version.text("programme_programme_id");
    }

    /** Of all programmes with its own. */
    private static Value version(Evidence evidence, Row row) {
        long version = row.count("programme_version");
        return evidence.subject().isAll() ? Value.code(programme(row) + " v" + version) : new Value.Count(version);
    }

    private static Note unchanged(Evidence evidence, Row inForce) {
        if (evidence.subject().isAll()) {
            return Note.of("这段时间内没有公布新的版本。", "No version of any programme was published in this span.");
        }
        return inForce == null
                ? Note.of("没有公布过该计划的版本。", "No version of this programme was published.")
                : Note.of(
                        "这段时间内规则没有变化；版本 " + inForce.count("programme_version") + " 继续有效。",
                        "Nothing was published in this span; version " + inForce.count("programme_version")
                                + " is the latest before it.");
    }

    private static List<Block.Heading> versionHeadings() {
        return List.of(
                key("version", "版本", "version"),
                of("publishedAt", "公布", "published", Definition.RULE_CHANGES),
                of("effectiveFrom", "生效", "in force from", Definition.RULE_CHANGES),
                of("kind", "变更种类", "kind of change", Definition.RULE_CHANGES),
                of("noticeDays", "提前天数", "days of notice", Definition.RULE_CHANGES),
                of("reason", "紧急缩短的理由", "reason, if shortened", Definition.RULE_CHANGES));
    }

    private static List<Value> published(Evidence evidence, Row row) {
        long publishedAt = row.count("published_at");
        boolean planned = row.has("programme_effective_from");
        return List.of(
                version(evidence, row),
                new Value.Moment(publishedAt, evidence.span().zone()),
                planned
                        ? new Value.Moment(
                                row.count("programme_effective_from"),
                                evidence.span().zone())
                        : Value.words("立即", "at once"),
                Value.code(row.text("kind")),
                planned
                        ? Value.decimal((row.count("programme_effective_from") - publishedAt) / MILLIS_PER_DAY)
                        : Value.decimal(0),
                Value.code(row.text("reason")));
    }

    private static List<List<Value>> changes(Evidence evidence, Row before, Row now) {
        List<List<Value>> changes = new ArrayList<>();
        Map<String, Object> old = before.values();
        now.values().forEach((column, value) -> {
            Object was = old.get(column);
            if (column.startsWith(PREFIX) && !NO_RULES.contains(column) && !Objects.equals(was, value)) {
                changes.add(List.of(
                        version(evidence, now),
                        Value.code(column.substring(PREFIX.length())),
                        Value.code(was == null ? null : was.toString()),
                        Value.code(value == null ? null : value.toString())));
            }
        });
        return changes;
    }
}
