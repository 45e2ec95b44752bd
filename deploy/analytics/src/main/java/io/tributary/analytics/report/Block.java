package io.tributary.analytics.report;

import io.tributary.domain.LocalizedText;
import java.util.List;

/** A piece of a chapter. */
public sealed interface Block {
    /** Figures that stand for themselves. */
    record Figures(List<Figure> figures) implements Block {
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A table.
     *
     * @param id names it for machines, within its chapter
     * @param rows as many values as headings each
     */
    record Grid(String id, LocalizedText title, List<Heading> headings, List<List<Value>> rows) implements Block {
        public Grid {
            headings = List.copyOf(headings);
            rows = rows.stream().map(List::copyOf).toList();
            int width = headings.size();
            if (rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("table " + id + ": a row has not " + width + " values");
            }
        }
    }

    /**
     * What a column holds.
     *
     * @param definition null for what tells the rows apart
     */
    record Heading(String id, LocalizedText name, Definition definition) {
        public static Heading of(String id, String zh, String en, Definition definition) {
            return new Heading(id, new LocalizedText(zh, en), definition);
        }

        public static Heading key(String id, String zh, String en) {
            return of(id, zh, en, null);
        }
    }

    /**
     * A chart over categories, such as days. Its categories are codes or dates, since fonts for all scripts are not on all machines; all
     * other words stand beside it.
     *
     * @param asShares whether values are parts of a whole
     */
    record Chart(String id, LocalizedText title, boolean asShares, List<String> categories, List<Series> series)
            implements Block {
        public Chart {
            categories = List.copyOf(categories);
            series = List.copyOf(series);
        }
    }

    /**
     * Values of a chart by category.
     *
     * @param values NaN where there is none
     * @param halfWidths of the intervals around them; empty: without
     */
    record Series(LocalizedText name, List<Double> values, List<Double> halfWidths) {
        public Series {
            values = List.copyOf(values);
            halfWidths = List.copyOf(halfWidths);
        }

        public static Series of(String zh, String en, List<Double> values) {
            return new Series(new LocalizedText(zh, en), values, List.of());
        }
    }

    /** A sentence or two. */
    record Note(LocalizedText text) implements Block {
        public static Note of(String zh, String en) {
            return new Note(new LocalizedText(zh, en));
        }
    }
}
