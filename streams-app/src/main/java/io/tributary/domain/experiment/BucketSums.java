package io.tributary.domain.experiment;

/**
 * What one bucket of requests counted, and what it had counted before the experiment began, as far as that is known.
 *
 * @param numerator what is compared, for example net orders or minor units of sales
 * @param denominator what it is compared per, for example exposures or pages; not negative
 * @param before the same of the time before; null where nothing is known of it
 */
public record BucketSums(double numerator, double denominator, Before before) {
    /** The same two sums of the time before the experiment. */
    public record Before(double numerator, double denominator) {
        public Before {
            require(numerator, denominator);
        }
    }

    public BucketSums {
        require(numerator, denominator);
    }

    /** Of a bucket of whose time before nothing is known. */
    public BucketSums(double numerator, double denominator) {
        this(numerator, denominator, null);
    }

    private static void require(double numerator, double denominator) {
        if (!Double.isFinite(numerator)) {
            throw new IllegalArgumentException("numerator: is " + numerator + ", must be a number");
        }
        if (!Double.isFinite(denominator) || denominator < 0) {
            throw new IllegalArgumentException("denominator: is " + denominator + ", must be a number, not negative");
        }
    }
}
