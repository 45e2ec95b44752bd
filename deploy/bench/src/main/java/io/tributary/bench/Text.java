package io.tributary.bench;

import io.tributary.bench.measure.Summary;
import java.util.Locale;

/** Figures as people read them, the same in every locale. */
public final class Text {
    private Text() {}

    public static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The median with least and most where they differ; a dash when there is none. */
    public static String of(String format, Summary summary) {
        if (Double.isNaN(summary.median())) {
            return "-";
        }
        String range = summary.least() == summary.most() ? "" : " (" + format + " to " + format + ")";
        return of(format + range, summary.median(), summary.least(), summary.most());
    }
}
