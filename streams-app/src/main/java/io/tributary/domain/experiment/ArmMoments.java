package io.tributary.domain.experiment;

/**
 * Means and co-moments of the buckets of one arm. They are all that the estimates of {@link Uplift} need of them, can be added up over tasks and
 * days, and do not lose digits where sums of squares would.
 *
 * <p>Updates and merges are those of Chan, Golub, LeVeque, "Algorithms for computing the sample variance" (1983), equations 1.3 and 2.1,
 * for products of two variables.
 *
 * <pre>
 *   0 numerator     1 denominator     2 numerator before     3 denominator before
 * </pre>
 */
public final class ArmMoments {
    static final int NUMERATOR = 0;
    static final int DENOMINATOR = 1;
    static final int NUMERATOR_BEFORE = 2;
    static final int DENOMINATOR_BEFORE = 3;
    private static final int VARIABLES = 4;

    private final double[] means = new double[VARIABLES];
    private final double[][] moments = new double[VARIABLES][VARIABLES];
    private long buckets;
    private boolean lacksBefore;

    /** Adds a bucket. */
    public void add(BucketSums bucket) {
        BucketSums.Before before = bucket.before();
        lacksBefore |= before == null;
        double[] values = {
            bucket.numerator(),
            bucket.denominator(),
            before == null ? 0 : before.numerator(),
            before == null ? 0 : before.denominator()
        };
        addAll(1, values, null);
    }

    /** Adds what others have gathered of other buckets. */
    public void add(ArmMoments others) {
        if (others.buckets > 0) {
            lacksBefore |= others.lacksBefore;
            addAll(others.buckets, others.means, others.moments);
        }
    }

    private void addAll(long count, double[] otherMeans, double[][] otherMoments) {
        long all = buckets + count;
        double[] apart = new double[VARIABLES];
        for (int i = 0; i < VARIABLES; i++) {
            apart[i] = otherMeans[i] - means[i];
        }
        double weight = (double) buckets * count / all;
        for (int i = 0; i < VARIABLES; i++) {
            for (int j = 0; j < VARIABLES; j++) {
                moments[i][j] += (otherMoments == null ? 0 : otherMoments[i][j]) + apart[i] * apart[j] * weight;
            }
            means[i] += apart[i] * count / all;
        }
        buckets = all;
    }

    /** How many there are. */
    public long buckets() {
        return buckets;
    }

    /** Whether the time before is known of each of them, and had something to divide by. */
    boolean knowsBefore() {
        return buckets > 0 && !lacksBefore && means[DENOMINATOR_BEFORE] > 0;
    }

    double mean(int variable) {
        return means[variable];
    }

    /** The arm's ratio of sums: NaN where there is nothing to divide by. */
    double ratio() {
        return means[DENOMINATOR] > 0 ? means[NUMERATOR] / means[DENOMINATOR] : Double.NaN;
    }

    /** The same of the time before. */
    double ratioBefore() {
        return means[NUMERATOR_BEFORE] / means[DENOMINATOR_BEFORE];
    }

    /**
     * Covariance of the means of two linear combinations of the four variables.
     *
     * @return of the arm's means: that of a bucket divided by how many there are
     */
    double covariance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < VARIABLES; i++) {
            for (int j = 0; j < VARIABLES; j++) {
                sum += one[i] * moments[i][j] * other[j];
            }
        }
        return sum / (buckets - 1) / buckets;
    }

    /** The combination whose mean deviates from its own as the ratio of sums does from its: its linearisation (delta method). */
    double[] linearised() {
        return new double[] {1 / means[DENOMINATOR], -ratio() / means[DENOMINATOR], 0, 0};
    }

    /** The same of the time before. */
    double[] linearisedBefore() {
        return new double[] {0, 0, 1 / means[DENOMINATOR_BEFORE], -ratioBefore() / means[DENOMINATOR_BEFORE]};
    }

    /** Variance of the denominator's mean. */
    double denominatorVariance() {
        double[] denominator = {0, 1, 0, 0};
        return covariance(denominator, denominator);
    }
}
