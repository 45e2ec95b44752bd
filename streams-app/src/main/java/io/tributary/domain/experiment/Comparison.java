package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.experiment.FigureKey.Denominator;
import io.tributary.domain.experiment.FigureKey.Metric;
import io.tributary.domain.experiment.FigureKey.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Treatment against holdout in a window: all figures, or why there are none.
 *
 * @param sampleRatioP probability of arms with traffic as uneven as theirs by chance; NaN where it cannot be told
 * @param withheld null when the differences are told
 */
public record Comparison(Arms arms, double sampleRatioP, Withheld withheld, List<Figure> figures) {
    /** Why differences are not told. */
    public enum Withheld {
        NO_HOLDOUT,
        TOO_FEW_BUCKETS,
        NO_TRAFFIC,
        SAMPLE_RATIO
    }

    /** Compares what was counted. */
    public static Comparison of(Arms arms, Observed observed, Looks looks) {
        Denominator traffic = observed.pages() == null ? Denominator.TRAFFIC : Denominator.PAGES;
        Split split = new Split(arms, observed, new FigureKey(Subject.ALL, Metric.EXPOSURES, "", traffic));
        double sampleRatioP = split.sampleRatioP();
        Withheld withheld = withheld(arms, split, sampleRatioP);
        List<Figure> figures = new ArrayList<>();
        for (FigureKey key : keys(observed)) {
            figures.add(figure(new Split(arms, observed, key), withheld, looks));
        }
        return new Comparison(arms, sampleRatioP, withheld, List.copyOf(figures));
    }

    private static Withheld withheld(Arms arms, Split traffic, double sampleRatioP) {
        if (arms.holdoutBuckets() == 0) {
            return Withheld.NO_HOLDOUT;
        }
        if (Math.min(arms.holdoutBuckets(), arms.treatmentBuckets()) < Uplift.LEAST_BUCKETS) {
            return Withheld.TOO_FEW_BUCKETS;
        }
        if (!traffic.isDivisible()) {
            return Withheld.NO_TRAFFIC;
        }
        return SampleRatio.isMismatch(sampleRatioP) ? Withheld.SAMPLE_RATIO : null;
    }

    private static List<FigureKey> keys(Observed observed) {
        List<FigureKey> keys = new ArrayList<>();
        List<Denominator> denominators = observed.pages() == null
                ? List.of(Denominator.BUCKET_DAY, Denominator.TRAFFIC)
                : List.of(Denominator.values());
        for (Subject subject : Subject.values()) {
            for (Denominator denominator :
                    subject == Subject.SUPPORTED ? denominators : List.of(Denominator.BUCKET_DAY)) {
                for (Metric metric : List.of(Metric.EXPOSURES, Metric.NET_ORDERS, Metric.UNITS)) {
                    keys.add(new FigureKey(subject, metric, "", denominator));
                }
                for (String currency : observed.group().currencies()) {
                    keys.add(new FigureKey(subject, Metric.NET_SALES, currency, denominator));
                }
            }
        }
        return keys;
    }

    private static Figure figure(Split split, Withheld withheld, Looks looks) {
        if (withheld != null || !split.isDivisible()) {
            return new Figure(split.key, split.sums(), null, null, null);
        }
        Uplift estimate = Uplift.of(split.treatment, split.holdout);
        return new Figure(
                split.key,
                split.sums(),
                estimate,
                looks.at(split.key, estimate),
                split.key.subject() == Subject.SUPPORTED ? budgetSplit(estimate, split.arms.treatmentShare()) : null);
    }

    /**
     * The difference as it would be if the pool were spread over all buckets. The holdout gets none of the pool, so the treatment's buckets
     * get more of it than each would if all were treated: by 1 / s, with s their share. Liu, Mao, Kang, "Trustworthy and Powerful Online Marketplace
     * Experimentation with Budget-split Design" (2021) split the budget with the traffic, so that each arm has what it would have alone. Where
     * one pool serves the treatment only, that is the difference times s, as far as what support brings is in proportion to the exposures that
     * it spends.
     */
    private static Uplift.Adjusted budgetSplit(Uplift estimate, double share) {
        Interval interval = estimate.interval();
        return new Uplift.Adjusted(
                estimate.difference() * share,
                estimate.standardError() * share,
                new Interval(interval.low() * share, interval.high() * share));
    }

    /** A figure's sums by arm. */
    private static final class Split {
        private final Arms arms;
        private final FigureKey key;
        private final ArmMoments treatment = new ArmMoments();
        private final ArmMoments holdout = new ArmMoments();
        private long treatmentSum;
        private long holdoutSum;
        private double treatmentDenominator;
        private double holdoutDenominator;

        Split(Arms arms, Observed observed, FigureKey key) {
            this.arms = arms;
            this.key = key;
            for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
                BucketSums sums = observed.sums(key, bucket);
                if (arms.isTreatment(bucket)) {
                    treatment.add(sums);
                    treatmentSum += observed.numerator(key, bucket);
                    treatmentDenominator += sums.denominator();
                } else if (arms.isHoldout(bucket)) {
                    holdout.add(sums);
                    holdoutSum += observed.numerator(key, bucket);
                    holdoutDenominator += sums.denominator();
                }
            }
        }

        boolean isDivisible() {
            return treatmentDenominator > 0 && holdoutDenominator > 0;
        }

        double sampleRatioP() {
            boolean isEnough = Math.min(treatment.buckets(), holdout.buckets()) >= Uplift.LEAST_BUCKETS;
            return isEnough ? SampleRatio.pValue(treatment, holdout) : Double.NaN;
        }

        Figure.Sums sums() {
            return new Figure.Sums(treatmentSum, holdoutSum, treatmentDenominator, holdoutDenominator);
        }
    }
}
