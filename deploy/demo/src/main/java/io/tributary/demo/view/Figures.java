package io.tributary.demo.view;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Numbers as people read them, and the few statistics of the summary. */
public final class Figures {
    private static final String UNKNOWN = "-";

    private Figures() {}

    public static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    public static String decimal(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.2f", value);
    }

    public static String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    public static String change(double relative) {
        return Double.isNaN(relative) ? UNKNOWN : String.format(Locale.ROOT, "%+.0f %%", relative * 100);
    }

    /** A quotient; not a number where nothing is divided by. */
    public static double ratio(double numerator, double denominator) {
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }

    /** Nearest-rank quantile; not a number when there are no values. */
    public static <T> double quantile(Collection<T> of, ToDoubleFunction<T> value, double quantile) {
        double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    /** A bar of the given width, filled to a share. */
    public static String bar(double share, int width) {
        int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * width);
        char[] cells = new char[width];
        Arrays.fill(cells, 0, filled, '#');
        Arrays.fill(cells, filled, width, '.');
        return new String(cells);
    }
}
