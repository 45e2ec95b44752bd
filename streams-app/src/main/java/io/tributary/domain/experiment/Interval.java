package io.tributary.domain.experiment;

/** Between which values something lies, both inclusive. */
public record Interval(double low, double high) {
    static Interval around(double middle, double halfWidth) {
        return new Interval(middle - halfWidth, middle + halfWidth);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
