package io.tributary.analytics.report.page;

import io.tributary.analytics.report.Block.Chart;
import io.tributary.analytics.report.Block.Series;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/**
 * A chart as SVG that stands within a page. Its text is drawn as outlines, so that it looks the same everywhere; the legend is the page's,
 * in its own fonts.
 */
final class SvgChart {
    /** Okabe and Ito (2008), "Color Universal Design": told apart by colour-blind readers as well. */
    static final List<String> COLOURS = List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9");

    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int MOST_LABELS = 16;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color GRID = new Color(0xDDDDDD);

    /** What comes before the picture, and its size, which the page decides. */
    private static final Pattern PROLOGUE = Pattern.compile("(?s)^.*?<svg\\b[^>]*>");

    private static final Pattern ID = Pattern.compile("(\\bid=\"|url\\(#|href=\"#)");

    private SvgChart() {}

    /** The picture; ids in it begin with the chart's, so that several stand in one page. */
    static String draw(Chart chart) {
        CategoryChart drawn =
                new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
        style(drawn, chart);
        List<String> names = chart.categories();
        for (int i = 0; i < chart.series().size(); i++) {
            add(drawn, names, chart.series().get(i), i, chart.asShares());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(drawn, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException("the chart " + chart.id() + " cannot be drawn", e);
        }
        String picture =
                PROLOGUE.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceFirst("");
        picture = ID.matcher(picture).replaceAll("$1" + chart.id() + "-");
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 "
                + WIDTH + " " + HEIGHT + "\" width=\"100%\" aria-hidden=\"true\">" + picture.trim();
    }

    private static void style(CategoryChart drawn, Chart chart) {
        drawn.getStyler()
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(.5f))
                .setPlotGridVerticalLinesVisible(false)
                .setAxisTickLabelsFont(TEXT)
                .setLegendVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        drawn.getStyler()
                .setYAxisDecimalPattern(chart.asShares() ? "#0.##" : "#,##0.###")
                .setXAxisMaxLabelCount(MOST_LABELS);
        drawn.getStyler().setAvailableSpaceFill(0.8);
        boolean intervals =
                chart.series().stream().anyMatch(each -> !each.halfWidths().isEmpty());
        drawn.getStyler()
                .setDefaultSeriesRenderStyle(
                        intervals ? CategorySeriesRenderStyle.Scatter : CategorySeriesRenderStyle.Bar);
    }

    private static void add(CategoryChart drawn, List<String> names, Series series, int number, boolean asShares) {
        List<Double> values = scaled(series.values(), asShares);
        List<Double> errors = series.halfWidths().isEmpty() ? null : scaled(series.halfWidths(), asShares);
        CategorySeries added = drawn.addSeries("s" + number, names, values, errors);
        Color colour = Color.decode(COLOURS.get(number % COLOURS.size()));
        added.setFillColor(colour);
        added.setMarkerColor(colour);
        added.setLineColor(colour);
    }

    /** Parts of a whole are drawn as per cent; what there is none of is left out. */
    private static List<Double> scaled(List<Double> values, boolean asShares) {
        List<Double> scaled = new ArrayList<>(values.size());
        values.forEach(each -> scaled.add(each.isNaN() ? null : asShares ? Double.valueOf(100 * each) : each));
        return scaled;
    }
}
