package io.tributary.domain.pool;

import io.tributary.domain.rules.Opening;
import io.tributary.domain.rules.Openings;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * The traffic of a period that comes while the programme's windows are open. What comes in between is as if it did not come at all:
 * the schedule stands still, and nothing is planned for it.
 *
 * <pre>
 *   forecast F   0 ....... F(opens) ======== F(closes) ........... F(opens) ====== F(closes) .... 1
 *   open         0         0        rises    F(closes)-F(opens)             rises   the sum of both
 * </pre>
 */
final class OpenTraffic implements LongToDoubleFunction {
    /** Null: the windows leave nothing out. */
    private final List<Opening> openings;

    private final LongToDoubleFunction forecast;

    /**
     * @param forecast F: share of the period's traffic until a time, 0..1, never falling
     */
    OpenTraffic(Openings openings, Period period, LongToDoubleFunction forecast) {
        this.openings = openings.isAlways() ? null : openings.within(period.start(), period.end());
        this.forecast = forecast;
    }

    /** Share of the period's traffic that comes until a time while a window is open, 0..1, never falling. */
    @Override
    public double applyAsDouble(long time) {
        return openings == null ? forecast.applyAsDouble(time) : between(0, forecast.applyAsDouble(time));
    }

    /**
     * Share of the open traffic that comes in a part of the period, 0..1; 1 when there is none that could be left out.
     *
     * @param from traffic before the part, as a share of all
     * @param to traffic until its end, as a share of all
     */
    double share(double from, double to) {
        if (openings == null) {
            return Math.max(0, to - from);
        }
        double all = between(0, 1);
        return all <= 0 ? 1 : Math.min(1, between(from, to) / all);
    }

    private double between(double from, double to) {
        double sum = 0;
        for (Opening each : openings) {
            double first = Math.max(from, forecast.applyAsDouble(each.opensAt()));
            double last = Math.min(to, forecast.applyAsDouble(each.closesAt()));
            sum += Math.max(0, last - first);
        }
        return sum;
    }
}
