package io.tributary.analytics.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.analytics.report.Block;
import io.tributary.analytics.report.Chapter;
import io.tributary.analytics.report.Definition;
import io.tributary.analytics.report.Figure;
import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.Value;
import io.tributary.text.Json;

/** A report for machines: numbers as they are, each with its definition. Charts are not in it: their numbers stand in the tables. */
public final class JsonPage {
    private final ReportLanguage language;

    public JsonPage(ReportLanguage language) {
        this.language = language;
    }

    /** One line. */
    public String write(Report report) {
        ObjectNode page = Json.object();
        page.put("programmeId", report.subject().programmeId());
        page.put("name", language.of(report.subject().name()));
        page.put("from", report.span().from());
        page.put("to", report.span().to());
        page.put("timeZone", report.span().zone().getId());
        page.put("dataUntil", report.dataUntil());
        ArrayNode chapters = page.putArray("chapters");
        report.chapters().forEach(each -> chapter(chapters.addObject(), each));
        return Json.write(page);
    }

    private void chapter(ObjectNode node, Chapter chapter) {
        node.put("id", chapter.id());
        node.put("title", language.of(chapter.title()));
        ArrayNode articles = node.putArray("articles");
        chapter.articles().forEach(articles::add);
        ArrayNode figures = node.putArray("figures");
        ArrayNode tables = node.putArray("tables");
        ArrayNode notes = node.putArray("notes");
        for (Block block : chapter.blocks()) {
            if (block instanceof Block.Figures some) {
                some.figures().forEach(each -> figure(figures.addObject(), each));
            } else if (block instanceof Block.Grid grid) {
                grid(tables.addObject(), grid);
            } else if (block instanceof Block.Note note) {
                notes.add(language.of(note.text()));
            }
        }
    }

    private void figure(ObjectNode node, Figure figure) {
        node.put("id", figure.id());
        node.put("name", language.of(figure.name()));
        value(node, "value", figure.value());
        definition(node, figure.definition());
    }

    private void grid(ObjectNode node, Block.Grid grid) {
        node.put("id", grid.id());
        node.put("title", language.of(grid.title()));
        ArrayNode columns = node.putArray("columns");
        for (Block.Heading heading : grid.headings()) {
            ObjectNode column = columns.addObject();
            column.put("id", heading.id());
            column.put("name", language.of(heading.name()));
            definition(column, heading.definition());
        }
        ArrayNode rows = node.putArray("rows");
        for (var row : grid.rows()) {
            ObjectNode object = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                value(object, grid.headings().get(i).id(), row.get(i));
            }
        }
    }

    private static void definition(ObjectNode node, Definition definition) {
        if (definition != null) {
            node.put("definition", definition.reference());
            ArrayNode articles = node.putArray("articles");
            definition.articles().forEach(articles::add);
        }
    }

    private void value(ObjectNode node, String name, Value value) {
        if (value instanceof Value.Count count) {
            node.put(name, count.number());
        } else if (value instanceof Value.Share share) {
            node.put(name, share.share());
        } else if (value instanceof Value.Decimal decimal) {
            node.put(name, decimal.number());
        } else if (value instanceof Value.Moment moment) {
            node.put(name, moment.time());
        } else if (value instanceof Value.Day day) {
            node.put(name, day.time());
        } else if (value instanceof Value.Code code) {
            node.put(name, code.text());
        } else if (value instanceof Value.Words words) {
            node.put(name, language.of(words.text()));
        } else if (value instanceof Value.Money money) {
            node.putObject(name).put("minor", money.minor()).put("currency", money.currency());
        } else if (value instanceof Value.Estimate estimate) {
            node.putObject(name)
                    .put("value", estimate.number())
                    .put("low95", estimate.low())
                    .put("high95", estimate.high());
        } else if (value instanceof Value.Withheld withheld) {
            node.putObject(name).put("withheld", language.of(withheld.reason()));
        } else {
            node.putNull(name);
        }
    }
}
