package io.tributary.domain.rollup;

import io.tributary.domain.metric.Measure;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Uptake, delivery and fairness of a programme on a day: sums over its members, and how what they got is spread over them. METRICS.md in
 * schemas defines each figure. Shares and coefficients are null where they are of nothing, and where members are too few to be told.
 */
public record DayFigures(
        Uptake uptake, Delivery delivery, Fairness fairness, Quality supported, Quality others, boolean isWithheld) {

    private static final double HIGH = .95;

    /** Numbers of merchants. */
    public record Uptake(long eligible, long granted, long supported, Double coverage) {}

    /** Exposures granted and charged. */
    public record Delivery(
            long granted, long spent, Double utilisation, long overDelivery, Floors floors, PacingError pacingError) {}

    /** Merchants with a floor, and those that were delivered as much. */
    public record Floors(long merchants, long met, Double attainment) {}

    /** Over merchants with a grant, each |charged - granted| / granted. */
    public record PacingError(Double median, Double high) {}

    /** Of exposures charged, and of all exposures, over all eligible merchants. */
    public record Fairness(
            Double gini,
            Double bottomHalfShare,
            long exposures,
            Double exposureGini,
            Double exposureBottomHalfShare,
            Double supportedExposureShare) {}

    /** Order lines paid, of these turned back, complaints opened, and exposures in requests without personalisation. */
    public record Quality(long orders, long refunds, long complaints, long withoutPersonalisation) {}

    /**
     * Sums up.
     *
     * @param all members, and others with late exposures, which count as charged and nothing else
     * @param threshold fewest eligible merchants of which distributions are told
     */
    public static DayFigures of(Collection<DayMember> all, long threshold) {
        List<DayMember> members = all.stream().filter(DayMember::isEligible).toList();
        boolean withheld = members.size() < threshold;
        long supported = members.stream().filter(DayMember::isSupported).count();
        long granted = members.stream().filter(each -> each.granted() > 0).count();
        return new DayFigures(
                new Uptake(members.size(), granted, supported, ratio(supported, members.size())),
                delivery(members, sum(all, DayMember::charged), withheld),
                fairness(members, withheld),
                quality(members, true),
                quality(members, false),
                withheld);
    }

    private static Delivery delivery(List<DayMember> members, long spent, boolean withheld) {
        long granted = sum(members, DayMember::granted);
        long over = sum(members, each -> Math.max(0, each.charged() - each.granted()));
        long floors = members.stream().filter(each -> each.floor() > 0).count();
        long met = members.stream().filter(DayMember::hasFloorMet).count();
        double[] errors = members.stream()
                .filter(each -> each.granted() > 0)
                .mapToDouble(each -> (double) Math.abs(each.charged() - each.granted()) / each.granted())
                .toArray();
        PacingError error = withheld
                ? new PacingError(null, null)
                : new PacingError(Distribution.quantile(errors, .5), Distribution.quantile(errors, HIGH));
        return new Delivery(
                granted, spent, ratio(spent, granted), over, new Floors(floors, met, ratio(met, floors)), error);
    }

    private static Fairness fairness(List<DayMember> members, boolean withheld) {
        long exposures = sum(members, each -> each.count(Measure.EXPOSURES));
        if (withheld) {
            return new Fairness(null, null, exposures, null, null, null);
        }
        Distribution charged = new Distribution(amounts(members, DayMember::charged));
        Distribution shown = new Distribution(amounts(members, each -> each.count(Measure.EXPOSURES)));
        long ofSupported = sum(members, each -> each.isSupported() ? each.count(Measure.EXPOSURES) : 0);
        return new Fairness(
                charged.gini(),
                charged.bottomHalfShare(),
                exposures,
                shown.gini(),
                shown.bottomHalfShare(),
                ratio(ofSupported, exposures));
    }

    private static Quality quality(List<DayMember> members, boolean supported) {
        List<DayMember> of =
                members.stream().filter(each -> each.isSupported() == supported).toList();
        return new Quality(
                sum(of, each -> each.count(Measure.ORDERS)),
                sum(of, each -> each.count(Measure.REFUNDS)),
                sum(of, each -> each.count(Measure.COMPLAINTS)),
                sum(of, each -> each.count(Measure.WITHOUT_PERSONALISATION)));
    }

    private static long[] amounts(List<DayMember> members, ToLongFunction<DayMember> amount) {
        return members.stream()
                .mapToLong(each -> Math.max(0, amount.applyAsLong(each)))
                .toArray();
    }

    private static long sum(Collection<DayMember> members, ToLongFunction<DayMember> amount) {
        return members.stream().mapToLong(amount).sum();
    }

    private static Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
