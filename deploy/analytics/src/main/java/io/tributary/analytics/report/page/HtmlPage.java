package io.tributary.analytics.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.Value;
import io.tributary.domain.LocalizedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as one HTML file without scripts, fonts or pictures from elsewhere. It is well-formed XML, too, so that what makes PDF files reads
 * it. Everything that is put in is escaped.
 */
public final class HtmlPage {
    private static final char NO_BREAK = '\u00A0';

    private final ReportLanguage language;
    private final boolean paged;
    private final ValueText text;

    /**
     * @param paged with page sizes, numbers and breaks, for paper and PDF
     */
    public HtmlPage(ReportLanguage language, boolean paged) {
        this.language = language;
        this.paged = paged;
        this.text = new ValueText(language);
    }

    public String write(Report report) {
        Template template = Mustache.compiler()
                .defaultValue("")
                .emptyStringIsFalse(true)
                .escapeHTML(true)
                .withLoader(name -> new StringReader(resource(name)))
                .compile(resource("report.html"));
        return template.execute(context(report));
    }

    private Map<String, Object> context(Report report) {
        Map<String, Object> page = new HashMap<>();
        page.put("lang", language == ReportLanguage.ZH ? "zh-CN" : "en");
        page.put("title", language.of("扶持计划评估报告", "Evaluation of a support programme"));
        page.put("name", language.of(report.subject().name()));
        page.put("programmeId", report.subject().programmeId());
        page.put(
                "from",
                text.of(new Value.Moment(report.span().from(), report.span().zone())));
        page.put(
                "to", text.of(new Value.Moment(report.span().to(), report.span().zone())));
        page.put("zone", report.span().zone().getId());
        page.put(
                "until",
                report.dataUntil() == 0
                        ? language.of("无数据", "no data")
                        : text.of(new Value.Moment(
                                report.dataUntil(), report.span().zone())));
        page.put("style", resource("report.css") + (paged ? resource("paged.css") : ""));
        page.put("w", words());
        page.put("chapters", report.chapters().stream().map(this::chapter).toList());
        page.put("definitions", definitions(report));
        return page;
    }

    private Map<String, String> words() {
        return Map.of(
                "programme", language.of("计划", "programme"),
                "span", language.of("时段", "span"),
                "until", language.of("数据截至", "data until"),
                "contents", language.of("目录", "Contents"),
                "article", language.of("服务于第 96 号意见条款", "serves, of opinion 96/2024, article"),
                "definition", language.of("定义", "definition"),
                "definitions", language.of("各项数字的定义", "What the figures are"),
                "reading",
                        language.of(
                                "括号内为 95 % 置信区间。商家数低于公布门槛的分组，以及可由相减得出的数字，都不公布并注明。",
                                "In brackets stand intervals of 95 %. Groups with fewer merchants than are published, and what could be had from"
                                        + " others by subtraction, are withheld, and say so."));
    }

    private Map<String, Object> chapter(Chapter chapter) {
        Map<String, Object> node = new HashMap<>();
        node.put("id", chapter.id());
        node.put("title", language.of(chapter.title()));
        node.put("articles", articles(chapter.articles()));
        node.put(
                "blocks",
                chapter.blocks().stream().map(block -> block(chapter, block)).toList());
        return node;
    }

    private static String articles(List<Integer> articles) {
        return String.join(", ", articles.stream().map(String::valueOf).toList());
    }

    private Map<String, Object> block(Chapter chapter, Block block) {
        if (block instanceof Block.Figures figures) {
            return Map.of(
                    "figures", figures.figures().stream().map(this::figure).toList());
        } else if (block instanceof Block.Grid grid) {
            return Map.of("grid", grid(grid));
        } else if (block instanceof Block.Chart chart) {
            return Map.of("chart", chart(chapter, chart));
        }
        return Map.of("note", language.of(((Block.Note) block).text()));
    }

    private Map<String, Object> figure(Figure figure) {
        return Map.of(
                "name", language.of(figure.name()),
                "value", written(figure.value()),
                "anchor", figure.definition().anchor(),
                "kind", kind(figure.value()),
                "articles", articles(figure.definition().articles()));
    }

    private Map<String, Object> grid(Block.Grid grid) {
        List<Map<String, Object>> headings = new ArrayList<>();
        for (int i = 0; i < grid.headings().size(); i++) {
            Block.Heading heading = grid.headings().get(i);
            Definition definition = heading.definition();
            headings.add(Map.of(
                    "name",
                    language.of(heading.name()),
                    "kind",
                    grid.rows().isEmpty() ? "" : kind(grid.rows().get(0).get(i)),
                    "anchor",
                    definition == null ? "" : definition.anchor(),
                    "defined",
                    definition != null));
        }
        List<List<Map<String, String>>> rows = grid.rows().stream()
                .map(row -> row.stream()
                        .map(value -> Map.of("text", written(value), "kind", kind(value)))
                        .toList())
                .toList();
        return Map.of("title", language.of(grid.title()), "headings", headings, "rows", rows);
    }

    /** Lines break before an interval, and not in it. */
    private String written(Value value) {
        String written = text.of(value);
        return value instanceof Value.Estimate ? written.replace(' ', NO_BREAK).replace(NO_BREAK + "(", " (") : written;
    }

    private static String kind(Value value) {
        boolean isText = value instanceof Value.Code || value instanceof Value.Words;
        return value instanceof Value.Withheld ? "withheld" : isText ? "text" : "number";
    }

    private Map<String, Object> chart(Chapter chapter, Block.Chart chart) {
        List<Map<String, String>> legend = new ArrayList<>();
        for (int i = 0; i < chart.series().size(); i++) {
            legend.add(Map.of(
                    "colour", SvgChart.COLOURS.get(i % SvgChart.COLOURS.size()),
                    "name", language.of(chart.series().get(i).name())));
        }
        LocalizedText title = chart.title();
        return Map.of(
                "id",
                chapter.id() + "-" + chart.id(),
                "title",
                language.of(title) + (chart.asShares() ? language.of("（%）", " (%)") : ""),
                "legend",
                legend,
                "svg",
                SvgChart.draw(chart));
    }

    /** Each definition once, in the order of their names. */
    private static List<Map<String, String>> definitions(Report report) {
        TreeMap<String, Definition> all = new TreeMap<>();
        report.chapters().stream().flatMap(Chapter::definitions).forEach(each -> all.put(each.anchor(), each));
        return all.values().stream()
                .map(each -> Map.of(
                        "anchor", each.anchor(),
                        "reference", each.reference(),
                        "articles", articles(each.articles())))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's " + name + " cannot be read", e);
        }
    }
}
