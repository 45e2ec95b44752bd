package io.tributary.domain.experiment;

/**
 * An interval that holds however often it is looked at, and whenever somebody stops: the chance that any of all intervals of an experiment
 * misses the truth is at most 5 %. It is wider than one that is looked at once, and grows narrower with what is known.
 *
 * <p>The normal mixture of Robbins, "Statistical methods related to the law of the iterated logarithm" (1970), equation 16, in the form of
 * Johari, Koomen, Pekelis, Walsh, "Peeking at A/B Tests" (2017), equation 9: with variance V of the estimate and a mixture of variance T
 *
 * <pre>
 *   half width = sqrt( V (V + T) / T  *  ( 2 log(1 / .05) + log((V + T) / V) ) )
 * </pre>
 *
 * <p>T is fixed before the experiment: by it the sequence is narrowest at the variance that is expected at its end; anywhere else it holds, too.
 */
public final class ConfidenceSequence {
    private static final double ERROR = 0.05;
    /** Steps after which the fixed point no longer changes by what a double can tell; each is a tenth of the one before. */
    private static final int STEPS = 40;

    private final double mixture;

    private ConfidenceSequence(double mixture) {
        this.mixture = mixture;
    }

    /**
     * A sequence that is narrowest where the estimate has this standard error.
     *
     * @param standardError that is expected at the experiment's end, above 0
     */
    public static ConfidenceSequence narrowestAt(double standardError) {
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            throw new IllegalArgumentException("standardError: is " + standardError + ", must be above 0");
        }
        // The derivative of the half width by T is 0 where T / V = 2 log(1 / .05) + log(1 + T / V).
        double factor = 2 * Math.log(1 / ERROR);
        for (int i = 0; i < STEPS; i++) {
            factor = 2 * Math.log(1 / ERROR) + Math.log1p(factor);
        }
        return new ConfidenceSequence(factor * standardError * standardError);
    }

    /**
     * The interval at one look.
     *
     * @param estimate as of now, of all that was seen until now
     * @param standardError of it, as of now
     */
    public Interval at(double estimate, double standardError) {
        double variance = standardError * standardError;
        double both = variance + mixture;
        double bound = 2 * Math.log(1 / ERROR) + Math.log(both / variance);
        return Interval.around(estimate, variance == 0 ? 0 : Math.sqrt(variance * both / mixture * bound));
    }
}
