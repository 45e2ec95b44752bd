package io.tributary.domain.experiment;

/**
 * What support caused: how the treatment's ratio of sums differs from the holdout's. Buckets are the units, because it is buckets that were
 * assigned at random; requests of one bucket are of the same people and not independent.
 *
 * <p>Standard errors are by the delta method: Deng, Xu, Kohavi, Walker, "Improving the Sensitivity of Online Controlled Experiments by
 * Utilizing Pre-Experiment Data" (2013), appendix B, with buckets in place of its users. Intervals hold with 95 % where they are looked at once; see {@link ConfidenceSequence} for others.
 *
 * @param buckets of both arms
 * @param difference treatment less holdout
 * @param standardError of the difference
 * @param interval of the difference
 * @param ratio treatment by holdout; NaN where the holdout's is 0
 * @param ratioInterval of the ratio, on the scale of logarithms; NaN where one of the two is not above 0
 * @param adjusted the difference with less noise, or null where the time before is not known of all buckets
 * @param sampleRatioP see {@link SampleRatio}
 */
public record Uplift(
        long buckets,
        double difference,
        double standardError,
        Interval interval,
        double ratio,
        Interval ratioInterval,
        Adjusted adjusted,
        double sampleRatioP) {
    /** An arm with fewer buckets has no variance. */
    public static final int LEAST_BUCKETS = 2;

    private static final double CONFIDENCE = 0.95;

    /**
     * The difference less what the arms differed by already, by chance, before the experiment (CUPED): the same paper, equations 4 and 7, for
     * ratios by their linearisation (appendix B).
     */
    public record Adjusted(double difference, double standardError, Interval interval) {}

    /**
     * Estimates it.
     *
     * @throws IllegalArgumentException when an arm has fewer than two buckets, or nothing to divide by
     */
    public static Uplift of(ArmMoments treatment, ArmMoments holdout) {
        require("treatment", treatment);
        require("holdout", holdout);
        double difference = treatment.ratio() - holdout.ratio();
        Welch spread = spread(treatment, treatment.linearised(), holdout, holdout.linearised());
        return new Uplift(
                treatment.buckets() + holdout.buckets(),
                difference,
                spread.standardError(),
                Interval.around(difference, spread.halfWidth(CONFIDENCE)),
                holdout.ratio() == 0 ? Double.NaN : treatment.ratio() / holdout.ratio(),
                ratioInterval(treatment, holdout),
                adjusted(treatment, holdout),
                SampleRatio.pValue(treatment, holdout));
    }

    /** Whether the figure must not be published: the arms have not got the traffic that they were to get. */
    public boolean isWithheld() {
        return SampleRatio.isMismatch(sampleRatioP);
    }

    private static void require(String arm, ArmMoments moments) {
        if (moments.buckets() < LEAST_BUCKETS) {
            throw new IllegalArgumentException(arm + ": has " + moments.buckets() + " buckets, must have at least "
                    + LEAST_BUCKETS + ": the error is told from how they differ");
        }
        if (Double.isNaN(moments.ratio())) {
            throw new IllegalArgumentException(arm + ": has nothing in its denominator, must have in some bucket");
        }
    }

    private static Welch spread(ArmMoments treatment, double[] one, ArmMoments holdout, double[] other) {
        return new Welch(
                treatment.covariance(one, one),
                treatment.buckets(),
                holdout.covariance(other, other),
                holdout.buckets());
    }

    private static Interval ratioInterval(ArmMoments treatment, ArmMoments holdout) {
        if (treatment.ratio() <= 0 || holdout.ratio() <= 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        // The logarithm's derivative is 1 by the value.
        Welch spread = spread(
                treatment,
                scaled(treatment.linearised(), 1 / treatment.ratio()),
                holdout,
                scaled(holdout.linearised(), 1 / holdout.ratio()));
        double factor = Math.exp(spread.halfWidth(CONFIDENCE));
        double ratio = treatment.ratio() / holdout.ratio();
        return new Interval(ratio / factor, ratio * factor);
    }

    private static Adjusted adjusted(ArmMoments treatment, ArmMoments holdout) {
        if (!treatment.knowsBefore() || !holdout.knowsBefore()) {
            return null;
        }
        double theta = theta(treatment, holdout);
        double difference =
                treatment.ratio() - holdout.ratio() - theta * (treatment.ratioBefore() - holdout.ratioBefore());
        Welch spread = spread(treatment, adjusted(treatment, theta), holdout, adjusted(holdout, theta));
        return new Adjusted(
                difference, spread.standardError(), Interval.around(difference, spread.halfWidth(CONFIDENCE)));
    }

    /**
     * How much of the difference before is still there. Both arms have the same, or the difference would be biased, and it is estimated on
     * the buckets of both: on the few of a holdout alone it would follow their noise.
     */
    private static double theta(ArmMoments treatment, ArmMoments holdout) {
        double together = 0;
        double before = 0;
        for (ArmMoments arm : new ArmMoments[] {treatment, holdout}) {
            double weight = (double) arm.buckets() * (arm.buckets() - 1);
            together += weight * arm.covariance(arm.linearised(), arm.linearisedBefore());
            before += weight * arm.covariance(arm.linearisedBefore(), arm.linearisedBefore());
        }
        return before > 0 ? together / before : 0;
    }

    private static double[] adjusted(ArmMoments arm, double theta) {
        double[] combination = arm.linearised();
        double[] before = arm.linearisedBefore();
        for (int i = 0; i < combination.length; i++) {
            combination[i] -= theta * before[i];
        }
        return combination;
    }

    private static double[] scaled(double[] combination, double factor) {
        for (int i = 0; i < combination.length; i++) {
            combination[i] *= factor;
        }
        return combination;
    }
}
