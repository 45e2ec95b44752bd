package io.tributary.demo.programme;

import io.tributary.demo.programme.RawFacts.Fact;
import io.tributary.demo.programme.RawFacts.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Sums and figures in the plainest way, by the formulas of METRICS.md. */
final class Plain {
    private Plain() {}

    /** What some facts come to, and of how many merchants they are. */
    record Sums(
            long impressions,
            long exposures,
            long charged,
            long orders,
            long refunds,
            long gross,
            long refunded,
            long displaced,
            long invalidated,
            long complaints,
            long apart,
            long merchants) {}

    static Sums sums(List<Fact> facts, Predicate<Fact> which, String programmeId) {
        List<Fact> of = facts.stream().filter(which).toList();
        return new Sums(
                count(of, fact -> fact.kind() == Kind.IMPRESSION),
                count(of, Fact::isExposure),
                count(of, fact -> programmeId.equals(fact.chargedTo())),
                count(of, fact -> fact.kind() == Kind.ORDER),
                count(of, Fact::isTurnedBack),
                of.stream().mapToLong(Fact::gross).sum(),
                of.stream().mapToLong(Fact::refunded).sum(),
                of.stream().mapToLong(Fact::displaced).sum(),
                count(of, Fact::isInvalidated),
                count(of, fact -> fact.kind() == Kind.COMPLAINT),
                count(of, Fact::isApart),
                of.stream().map(Fact::merchant).distinct().count());
    }

    private static long count(List<Fact> facts, Predicate<Fact> which) {
        return facts.stream().filter(which).count();
    }

    /** Half of the relative mean difference of all pairs. */
    static Double gini(List<Long> amounts) {
        double sum = amounts.stream().mapToLong(each -> each).sum();
        double differences = 0;
        for (long one : amounts) {
            for (long other : amounts) {
                differences += Math.abs(one - other);
            }
        }
        return sum == 0 ? null : differences / (2 * amounts.size() * sum);
    }

    static Double bottomHalf(List<Long> amounts) {
        List<Long> ascending = new ArrayList<>(amounts);
        Collections.sort(ascending);
        double sum = amounts.stream().mapToLong(each -> each).sum();
        double least = 0;
        // Each merchant twice, so that the one in the middle counts half.
        for (int i = 0; i < ascending.size(); i++) {
            least += ascending.get(i / 2);
        }
        return sum == 0 ? null : least / 2 / sum;
    }

    /** Between the two values that the place (n - 1)p + 1 lies between. */
    static Double quantile(List<Double> values, double p) {
        if (values.isEmpty()) {
            return null;
        }
        double[] ascending = values.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(ascending);
        double place = (ascending.length - 1) * p;
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    /** The product-limit estimate's median: waits that ended after so many days, and waits that go on. */
    static Double median(List<Long> ended, List<Long> waiting) {
        double left = 1;
        for (long day = 0; day < 10; day++) {
            long now = day;
            long atRisk = ended.stream().filter(each -> each >= now).count()
                    + waiting.stream().filter(each -> each >= now).count();
            long events = ended.stream().filter(each -> each == now).count();
            left *= atRisk == 0 ? 1 : 1 - (double) events / atRisk;
            if (left <= .5 + 1e-12) {
                return (double) day;
            }
        }
        return null;
    }

    static Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
