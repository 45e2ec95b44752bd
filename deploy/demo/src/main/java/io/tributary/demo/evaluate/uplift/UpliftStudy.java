package io.tributary.demo.evaluate.uplift;

import io.tributary.demo.evaluate.uplift.PlantedTruth.Bucket;
import io.tributary.domain.experiment.ArmMoments;
import io.tributary.domain.experiment.BucketSums;
import io.tributary.domain.experiment.BucketSums.Before;
import io.tributary.domain.experiment.ConfidenceSequence;
import io.tributary.domain.experiment.Uplift;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Plays experiments whose truth is known, and says how often the estimator is right. Every run has a seed of its own, so that the figures do
 * not depend on how many run at a time.
 */
final class UpliftStudy {
    /** Experiments of a run: single ones would leave a chance of 1 % in the coverage of 500 runs. */
    static final int EXPERIMENTS = 20;
    /** How often a run looks at its experiment without effect. */
    static final int LOOKS = 100;

    private static final int BUCKETS = 1_000;
    private static final int HELD_OUT = 500;
    /** What support adds, as a part of what is sold without. */
    private static final double EFFECT = 0.15;
    /** What is missing of the holdout's requests where the split is uneven, 48 to 52. */
    private static final double UNEVEN = 48.0 / 52.0;

    private final long seed;

    UpliftStudy(long seed) {
        this.seed = seed;
    }

    /** What became of one run. */
    private record Run(
            double differences,
            int covered,
            int mismatches,
            boolean excludedNothing,
            double variance,
            double adjustedVariance,
            boolean unevenSeen,
            double beforeAfter) {}

    /** Plays so many runs; tells how many are done. */
    StudyRow play(int runs, IntConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        List<Run> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(number -> {
                    Run run = run(new SplittableRandom(seed * 1_000_003 + number));
                    progress.accept(done.incrementAndGet());
                    return run;
                })
                .toList();
        double experiments = (double) runs * EXPERIMENTS;
        double truth = PlantedTruth.RATE * EFFECT;
        double kept = 1 - PlantedTruth.squaredCorrelation();
        double adjusted = all.stream().mapToDouble(Run::adjustedVariance).sum();
        double plain = all.stream().mapToDouble(Run::variance).sum();
        return new StudyRow(
                runs,
                all.stream().mapToDouble(Run::differences).sum() / experiments / truth - 1,
                all.stream().mapToInt(Run::covered).sum() / experiments,
                share(all.stream().filter(Run::excludedNothing).count(), runs),
                adjusted / plain / kept,
                share(all.stream().filter(Run::unevenSeen).count(), runs),
                all.stream().mapToInt(Run::mismatches).sum() / experiments,
                all.stream().mapToDouble(Run::beforeAfter).sum() / runs / truth - 1);
    }

    private static double share(long part, int whole) {
        return (double) part / whole;
    }

    private static Run run(SplittableRandom random) {
        PlantedTruth truth = new PlantedTruth(random);
        double differences = 0;
        int covered = 0;
        int mismatches = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Uplift uplift = experiment(truth, EFFECT, 1);
            differences += uplift.difference();
            covered += uplift.interval().contains(PlantedTruth.RATE * EFFECT) ? 1 : 0;
            mismatches += uplift.isWithheld() ? 1 : 0;
        }
        Peeking peeking = peek(truth);
        return new Run(
                differences,
                covered,
                mismatches,
                peeking.excluded,
                peeking.last.standardError() * peeking.last.standardError(),
                peeking.last.adjusted().standardError()
                        * peeking.last.adjusted().standardError(),
                experiment(truth, EFFECT, UNEVEN).isWithheld(),
                beforeAfter(truth));
    }

    /**
     * @param heldOutTraffic of a holdout's bucket, as a part of a treated one's
     */
    private static Uplift experiment(PlantedTruth truth, double effect, double heldOutTraffic) {
        ArmMoments treatment = new ArmMoments();
        ArmMoments holdout = new ArmMoments();
        for (int number = 0; number < BUCKETS; number++) {
            Bucket bucket = truth.bucket();
            Before before = truth.before(bucket);
            if (number < HELD_OUT) {
                holdout.add(truth.count(bucket, heldOutTraffic, 0, before));
            } else {
                treatment.add(truth.count(bucket, 1, effect, before));
            }
        }
        return Uplift.of(treatment, holdout);
    }

    private record Peeking(boolean excluded, Uplift last) {}

    /** An experiment without effect, looked at again and again while it goes on. */
    private static Peeking peek(PlantedTruth truth) {
        List<Bucket> buckets = new ArrayList<>(BUCKETS);
        List<Before> before = new ArrayList<>(BUCKETS);
        for (int number = 0; number < BUCKETS; number++) {
            buckets.add(truth.bucket());
            before.add(truth.before(buckets.get(number)));
        }
        double[] orders = new double[BUCKETS];
        double[] exposures = new double[BUCKETS];
        ConfidenceSequence sequence = ConfidenceSequence.narrowestAt(PlantedTruth.RATE * EFFECT / 10);
        boolean excluded = false;
        Uplift uplift = null;
        for (int look = 0; look < LOOKS; look++) {
            ArmMoments treatment = new ArmMoments();
            ArmMoments holdout = new ArmMoments();
            for (int number = 0; number < BUCKETS; number++) {
                BucketSums more = truth.count(buckets.get(number), 1.0 / LOOKS, 0, null);
                orders[number] += more.numerator();
                exposures[number] += more.denominator();
                BucketSums sums = new BucketSums(orders[number], exposures[number], before.get(number));
                (number < HELD_OUT ? holdout : treatment).add(sums);
            }
            uplift = Uplift.of(treatment, holdout);
            excluded |=
                    !sequence.at(uplift.difference(), uplift.standardError()).contains(0);
        }
        return new Peeking(excluded, uplift);
    }

    /** What one would take for the effect who compares treated buckets with themselves before. */
    private static double beforeAfter(PlantedTruth truth) {
        double ordersBefore = 0;
        double exposuresBefore = 0;
        double orders = 0;
        double exposures = 0;
        for (int number = HELD_OUT; number < BUCKETS; number++) {
            Bucket bucket = truth.bucket();
            Before before = truth.before(bucket);
            BucketSums after = truth.count(bucket, 1, EFFECT, before);
            ordersBefore += before.numerator();
            exposuresBefore += before.denominator();
            orders += after.numerator();
            exposures += after.denominator();
        }
        return orders / exposures - ordersBefore / exposuresBefore;
    }
}
