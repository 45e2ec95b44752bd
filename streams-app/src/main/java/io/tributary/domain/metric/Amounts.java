package io.tributary.domain.metric;

/** Sums of money. One that does not fit stays at the largest or least that does: a wrong sign would be read as a loss. */
public final class Amounts {
    private Amounts() {}

    /** The sum, minor units. */
    public static long plus(long left, long right) {
        long sum = left + right;
        // Of the same sign both, and the sum of another: it did not fit.
        if (((left ^ sum) & (right ^ sum)) < 0) {
            return left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
