package io.tributary.domain.merchant;

/**
 * How far a merchant is behind the others: need = min(r^-exponent, limit), r = (S/G + offset) / (mean + offset), with S/G the
 * merchant's progress and mean that of all merchants of the programme.
 *
 * @param offset damps the ratio while progress is small, above 0
 * @param exponent steepness, not negative
 * @param limit largest need, at least 1
 */
public record NeedCurve(double offset, double exponent, double limit) {
    /** Start values of the offline study on fair re-ranking. */
    public static final NeedCurve DEFAULT = new NeedCurve(3.1, 2.8, 6.6);

    public NeedCurve {
        if (!(offset > 0) || !(exponent >= 0) || !(limit >= 1)) {
            throw new IllegalArgumentException(
                    "need curve: offset " + offset + " > 0, exponent " + exponent + " >= 0, limit " + limit + " >= 1");
        }
    }

    /**
     * @param progress S/G of the merchant, not negative
     * @param mean the same of all merchants together
     */
    public double need(double progress, double mean) {
        double ratio = (progress + offset) / (mean + offset);
        return Math.min(Math.pow(ratio, -exponent), limit);
    }
}
