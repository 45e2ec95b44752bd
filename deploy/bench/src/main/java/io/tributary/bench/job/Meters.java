package io.tributary.bench.job;

import java.util.ArrayList;
import java.util.List;

/** Meters of an instance at one moment, as Prometheus reads them. */
public final class Meters {
    private record Sample(String name, String labels, double value) {}

    private final List<Sample> samples;

    private Meters(List<Sample> samples) {
        this.samples = samples;
    }

    /** Reads the text of {@code /metrics}. */
    public static Meters parse(String text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.split("\n")) {
            int end = line.lastIndexOf(' ');
            if (!line.isEmpty() && line.charAt(0) != '#' && end > 0) {
                int brace = line.indexOf('{');
                String name = line.substring(0, brace < 0 ? end : brace);
                String labels = brace < 0 ? "" : line.substring(brace, end);
                samples.add(new Sample(name, labels, value(line.substring(end + 1))));
            }
        }
        return new Meters(samples);
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Sum over all label sets; NaN when there is no such meter. */
    public double sum(String name) {
        return sum(name, "");
    }

    /**
     * Sum over the label sets that have this text.
     *
     * @param label for example {@code area="heap"}
     */
    public double sum(String name, String label) {
        double sum = 0;
        boolean found = false;
        for (Sample sample : samples) {
            if (sample.name.equals(name) && sample.labels.contains(label)) {
                sum += sample.value;
                found = true;
            }
        }
        return found ? sum : Double.NaN;
    }
}
