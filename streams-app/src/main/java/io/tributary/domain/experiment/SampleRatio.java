package io.tributary.domain.experiment;

/**
 * Whether the arms got the traffic that they were to get: every bucket has the same chance of every request, so that the mean denominator of a
 * bucket is the same in both arms. Where it is not, something other than support tells the arms apart (requests that were lost or moved), and
 * the difference says nothing: Fabijan et al., "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments" (2019).
 *
 * <p>Their chi-square test takes requests for independent. Those of one bucket are not, so here buckets are the units: Welch's test of their
 * mean denominators.
 */
public final class SampleRatio {
    /** Half of what is usual (.001), so that fair splits that are withheld stay surely below one in a thousand. */
    private static final double MISMATCH = 0.0005;

    private SampleRatio() {}

    /** Probability of arms as uneven as these, or more so, by chance: 0 to 1. */
    static double pValue(ArmMoments treatment, ArmMoments holdout) {
        Welch welch = new Welch(
                treatment.denominatorVariance(), treatment.buckets(), holdout.denominatorVariance(), holdout.buckets());
        return welch.pValue(treatment.mean(ArmMoments.DENOMINATOR) - holdout.mean(ArmMoments.DENOMINATOR));
    }

    /** Whether this is no chance. */
    public static boolean isMismatch(double pValue) {
        return pValue < MISMATCH;
    }
}
