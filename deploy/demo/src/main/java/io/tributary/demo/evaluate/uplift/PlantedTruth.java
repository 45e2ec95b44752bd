package io.tributary.demo.evaluate.uplift;

import io.tributary.domain.experiment.BucketSums;
import io.tributary.domain.experiment.BucketSums.Before;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Buckets of a made-up platform, of which everything is known. A bucket has an activity and a rate of orders of its own, both log-normal with mean
 * 1 times the platform's, which it keeps; what it counts in a time is Poisson: exposures by its activity, orders by its exposures and rate. Before the
 * experiment all sold less by a third: a season.
 */
final class PlantedTruth {
    /** Orders per exposure without support. */
    static final double RATE = 0.03;
    /** What is sold before, as a part of what is sold later without support. */
    static final double SEASON = 0.75;
    /** Exposures of a bucket before and during the experiment. */
    static final double EXPOSURES = 2_000;

    private static final double ACTIVITY_SPREAD = 0.1;
    private static final double RATE_SPREAD = 0.2;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final UniformRandomProvider random;

    PlantedTruth(SplittableRandom source) {
        this.random = source::nextLong;
    }

    /** Whose requests the bucket has. */
    record Bucket(double activity, double rate) {}

    Bucket bucket() {
        return new Bucket(logNormal(ACTIVITY_SPREAD), RATE * logNormal(RATE_SPREAD));
    }

    /**
     * What a bucket counts in a part of the experiment.
     *
     * @param part of its whole length
     * @param effect what support adds, as a part of what is sold without
     */
    BucketSums count(Bucket bucket, double part, double effect, Before before) {
        long exposures = poisson(EXPOSURES * part * bucket.activity);
        return new BucketSums(poisson(exposures * bucket.rate * (1 + effect)), exposures, before);
    }

    Before before(Bucket bucket) {
        long exposures = poisson(EXPOSURES * bucket.activity);
        return new Before(poisson(exposures * bucket.rate * SEASON), exposures);
    }

    /**
     * Squared correlation of a bucket's linearised ratio before and without effect, from the model. With activity a, rate p and expected
     * exposures m the ratio's deviation has variance E(a^2) var(p) + E(p + (p - E p)^2) / m, of which the first part is kept.
     */
    static double squaredCorrelation() {
        double rateVariance = RATE * RATE * Math.expm1(RATE_SPREAD * RATE_SPREAD);
        double kept = Math.exp(ACTIVITY_SPREAD * ACTIVITY_SPREAD) * rateVariance;
        double now = kept + (RATE + rateVariance) / EXPOSURES;
        double seasonal = SEASON * SEASON;
        double before = seasonal * kept + (SEASON * RATE + seasonal * rateVariance) / EXPOSURES;
        return SEASON * kept * SEASON * kept / (now * before);
    }

    private double logNormal(double spread) {
        return Math.exp(spread * NORMAL.inverseCumulativeProbability(random.nextDouble(Double.MIN_NORMAL, 1))
                - spread * spread / 2);
    }

    private long poisson(double mean) {
        return mean <= 0
                ? 0
                : PoissonDistribution.of(mean).createSampler(random).sample();
    }
}
