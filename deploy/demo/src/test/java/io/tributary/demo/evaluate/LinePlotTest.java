package io.tributary.demo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.demo.evaluate.LinePlot.Axis;
import io.tributary.demo.evaluate.LinePlot.Stroke;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {
    private static final double[] XS = {1, 10, 100};
    private static final double[] YS = {.1, .2, .3};

    @TempDir
    Path folder;

    @Test
    void shouldWriteTheSameChartEachTime() throws IOException {
        Path first = folder.resolve("first.svg");
        Path second = folder.resolve("second.svg");

        plot().write(first);
        plot().write(second);

        String svg = Files.readString(first);
        // Text is written as outlines, so that it looks the same where a font is missing: there is none to look for.
        assertThat(svg).contains("<svg", "rgb(0,114,178)", "rgb(213,94,0)");
        assertThat(Files.readString(second)).isEqualTo(svg);
    }

    @Test
    void shouldRefuseWhatCannotBeDrawn() {
        Axis log = Axis.log("loss");
        Axis linear = Axis.linear("share");
        assertThatThrownBy(() -> LinePlot.titled("nothing", log, linear).build())
                .hasMessageContaining("no line to draw");
        assertThatThrownBy(() -> LinePlot.titled("a", log, linear)
                        .line("zero", new double[] {0}, new double[] {1}, Stroke.PLAIN)
                        .build())
                .hasMessageContaining("\"zero\": the axis \"loss\" is logarithmic");
        assertThatThrownBy(() -> new LinePlot.Line("nan", new double[] {1}, new double[] {Double.NaN}, Stroke.PLAIN))
                .hasMessageContaining("not a finite number");
        assertThatThrownBy(() -> new LinePlot.Line("odd", XS, new double[] {1}, Stroke.PLAIN))
                .hasMessageContaining("3 x and 1 y");
    }

    @Test
    void shouldSayWhichFileCannotBeWritten() {
        assertThatThrownBy(() -> plot().write(folder.resolve("none/plot.svg")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("plot.svg");
    }

    private static LinePlot plot() {
        return LinePlot.titled(
                        "Fairness against loss",
                        Axis.log("loss"),
                        Axis.linear("share").within(0, .5))
                .line("ours", XS, YS, Stroke.BOLD)
                .line("bound", XS, new double[] {.2, .3, .4}, Stroke.DASHED)
                .build();
    }
}
