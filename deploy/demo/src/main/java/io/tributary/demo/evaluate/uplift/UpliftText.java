package io.tributary.demo.evaluate.uplift;

import io.tributary.domain.experiment.Uplift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Estimates and studies as people read them. */
final class UpliftText {
    private UpliftText() {}

    static List<String> lines(Uplift uplift) {
        List<String> lines = new ArrayList<>();
        lines.add(text("buckets       %d", uplift.buckets()));
        if (uplift.isWithheld()) {
            lines.add(text(
                    "withheld      the arms have not got the same traffic per bucket (p = %.2g): what differs between them is not"
                            + " support alone",
                    uplift.sampleRatioP()));
            return lines;
        }
        lines.add(text(
                "difference    %.6g   95 %%: %.6g to %.6g   standard error %.3g",
                uplift.difference(), uplift.interval().low(), uplift.interval().high(), uplift.standardError()));
        if (Double.isNaN(uplift.ratioInterval().low())) {
            lines.add("ratio         none: an arm has sold nothing");
        } else {
            lines.add(text(
                    "ratio         %.4f   95 %%: %.4f to %.4f",
                    uplift.ratio(),
                    uplift.ratioInterval().low(),
                    uplift.ratioInterval().high()));
        }
        if (uplift.adjusted() == null) {
            lines.add("adjusted      none: the time before is not known of all buckets");
        } else {
            lines.add(text(
                    "adjusted      %.6g   95 %%: %.6g to %.6g   standard error %.3g (by the time before: CUPED)",
                    uplift.adjusted().difference(),
                    uplift.adjusted().interval().low(),
                    uplift.adjusted().interval().high(),
                    uplift.adjusted().standardError()));
        }
        lines.add(text("sample ratio  p = %.3g", uplift.sampleRatioP()));
        return lines;
    }

    static List<String> lines(StudyRow row) {
        return List.of(
                text("runs                         %d", row.runs()),
                text("bias                         %+.2f %% of the effect", 100 * row.relativeBias()),
                text(
                        "before and after             %+.0f %% of the effect: what a season does to it",
                        100 * row.beforeAfterRelativeBias()),
                text("95 %% intervals that hold     %.2f %%", 100 * row.coverage95()),
                text(
                        "found where nothing is       %.2f %% of runs, each looked at 100 times (at most 5 %%)",
                        100 * row.typeOneUnderPeeking()),
                text("variance by the time before  %.3f of what theory says", row.cupedVarianceRatio()),
                text("uneven splits withheld       %.2f %%", 100 * row.srmPower()),
                text("fair splits withheld         %.3f %%", 100 * row.srmFalseAlarm()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
