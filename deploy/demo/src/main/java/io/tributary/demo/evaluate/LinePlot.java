package io.tributary.demo.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines as an SVG file, its text as outlines, so that it looks the same everywhere. The same lines give the same bytes
 * on the same machine; elsewhere, other fonts may be found.
 *
 * @param title what stands above the chart
 * @param x horizontal axis
 * @param y vertical axis
 * @param lines drawn in this order, later ones over earlier ones
 */
public record LinePlot(String title, Axis x, Axis y, List<Line> lines) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Color GRID = new Color(0xDDDDDD);

    /** Okabe and Ito (2008), "Color Universal Design": told apart by colour-blind readers as well. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0x8C8C8C));

    public LinePlot {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("plot \"" + title + "\": there is no line to draw");
        }
        for (Line line : lines) {
            x.requirePositive(line.name(), line.xs());
            y.requirePositive(line.name(), line.ys());
        }
    }

    /** How values are laid out along an axis. */
    public enum Scale {
        LINEAR,
        /** By powers of ten: all values must be above 0. */
        LOG
    }

    /** How a line is drawn. */
    public enum Stroke {
        /** The line and a mark at each point. */
        MARKED,
        /** The line alone, for many points. */
        PLAIN,
        /** A broken line without marks, for a bound or a target. */
        DASHED,
        /** Thicker than the others, with marks: what the chart is about. */
        BOLD
    }

    /**
     * An axis.
     *
     * @param name with its unit
     * @param scale how values are laid out
     * @param min lowest value shown; empty: by the data
     * @param max highest value shown; empty: by the data
     */
    public record Axis(String name, Scale scale, OptionalDouble min, OptionalDouble max) {
        public static Axis linear(String name) {
            return new Axis(name, Scale.LINEAR, OptionalDouble.empty(), OptionalDouble.empty());
        }

        public static Axis log(String name) {
            return new Axis(name, Scale.LOG, OptionalDouble.empty(), OptionalDouble.empty());
        }

        /** The same axis, showing these values only. */
        public Axis within(double lowest, double highest) {
            return new Axis(name, scale, OptionalDouble.of(lowest), OptionalDouble.of(highest));
        }

        private void requirePositive(String line, double[] values) {
            if (scale == Scale.LOG && DoubleStream.of(values).anyMatch(value -> value <= 0)) {
                throw new IllegalArgumentException(
                        "line \"" + line + "\": the axis \"" + name + "\" is logarithmic, but a value is not above 0");
            }
        }
    }

    /**
     * A named line through points, in the order given.
     *
     * @param name as the legend shows it, unique in the plot
     * @param xs finite, at least one
     * @param ys finite, as many as xs
     * @param stroke how it is drawn
     */
    @SuppressWarnings("ArrayRecordComponent") // Lines are drawn, never compared; the arrays are copied.
    public record Line(String name, double[] xs, double[] ys, Stroke stroke) {
        public Line {
            xs = xs.clone();
            ys = ys.clone();
            if (xs.length == 0 || xs.length != ys.length) {
                throw new IllegalArgumentException("line \"" + name + "\" has " + xs.length + " x and " + ys.length
                        + " y values: give as many, above 0");
            }
            if (!DoubleStream.concat(DoubleStream.of(xs), DoubleStream.of(ys)).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("line \"" + name + "\" has a value that is not a finite number");
            }
        }
    }

    /**
     * Refuses a file that could not be written: before the long work, not after it.
     *
     * @param file null: none is asked for
     */
    public static void requireWritable(Path file) {
        boolean writable = file == null
                || (file.toString().endsWith(".svg")
                        && Files.isDirectory(file.toAbsolutePath().getParent()));
        if (!writable) {
            throw new IllegalArgumentException(
                    "--plot is " + file + ": give a name that ends with .svg in a folder that exists");
        }
    }

    /** Writes the chart, replacing the file if there is one. */
    public void write(Path file) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x.name())
                .yAxisTitle(y.name())
                .build();
        style(chart);
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), COLOURS.get(i % COLOURS.size()));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException("the plot cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private void style(XYChart chart) {
        chart.getStyler()
                .setXAxisLogarithmic(x.scale() == Scale.LOG)
                .setYAxisLogarithmic(y.scale() == Scale.LOG)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(.5f))
                .setAxisTitleFont(TEXT)
                .setAxisTickLabelsFont(TEXT)
                .setChartTitleFont(HEADING)
                .setLegendFont(TEXT)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
        x.min().ifPresent(chart.getStyler()::setXAxisMin);
        x.max().ifPresent(chart.getStyler()::setXAxisMax);
        y.min().ifPresent(chart.getStyler()::setYAxisMin);
        y.max().ifPresent(chart.getStyler()::setYAxisMax);
    }

    private static void add(XYChart chart, Line line, Color colour) {
        XYSeries series = chart.addSeries(line.name(), line.xs(), line.ys());
        boolean marked = line.stroke() == Stroke.MARKED || line.stroke() == Stroke.BOLD;
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setMarker(marked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineStyle(stroke(line.stroke()));
    }

    private static BasicStroke stroke(Stroke stroke) {
        return switch (stroke) {
            case BOLD -> new BasicStroke(3f);
            case DASHED ->
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 4f}, 0f);
            case MARKED, PLAIN -> new BasicStroke(1.5f);
        };
    }

    /** Starts a plot; its lines are added one by one. */
    public static Builder titled(String title, Axis x, Axis y) {
        return new Builder(title, x, y);
    }

    /** Gathers the lines of a plot. */
    public static final class Builder {
        private final String title;
        private final Axis x;
        private final Axis y;
        private final List<Line> lines = new ArrayList<>();

        private Builder(String title, Axis x, Axis y) {
            this.title = title;
            this.x = x;
            this.y = y;
        }

        public Builder line(String name, double[] xs, double[] ys, Stroke stroke) {
            lines.add(new Line(name, xs, ys, stroke));
            return this;
        }

        public LinePlot build() {
            return new LinePlot(title, x, y, lines);
        }
    }
}
