package io.tributary.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Median, least and most of some measurements; NaN among them stands for one that is missing.
 *
 * @param median the middle one, or the mean of the two in the middle; NaN of none
 */
public record Summary(double median, double least, double most) {
    public static Summary of(DoubleStream values) {
        double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return new Summary(Double.NaN, Double.NaN, Double.NaN);
        }
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1]);
    }

    public static <T> Summary of(List<T> measured, ToDoubleFunction<T> figure) {
        return of(measured.stream().mapToDouble(figure));
    }
}
