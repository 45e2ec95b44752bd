package io.tributary.domain.pool;

import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.RelevanceBudget.Observation;
import io.tributary.domain.grant.GrantSolver;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.pacing.TrafficCurve;
import io.tributary.domain.pool.Pool.Moment;
import io.tributary.domain.programme.ProgrammeRules;
import java.util.function.Consumer;

/** One programme's grant rate, strength and traffic curve, moved from beat to beat. */
final class Steering {
    private static final double FULL = 1;
    /** Part of the relevance budget that is aimed at: what a beat changes is only reported by the next. */
    private static final double AIM = 0.99;

    private Period period;
    private GrantState grant;
    private RelevanceBudget budget;
    private OrderRate orders;
    private final TrafficCurve curve;

    Steering(ProgrammeRules rules, long time) {
        period = Period.of(rules, time);
        grant = GrantState.INITIAL;
        budget = RelevanceBudget.initial(FULL);
        orders = OrderRate.UNKNOWN;
        curve = new TrafficCurve(period.start(), period.end());
    }

    Steering(ProgrammeSteering kept) {
        period = kept.period();
        grant = kept.grant();
        budget = kept.budget();
        orders = kept.orders();
        curve = new TrafficCurve(kept.curve());
    }

    ProgrammeSteering kept() {
        return new ProgrammeSteering(period, grant, budget, orders, curve.snapshot());
    }

    Period period() {
        return period;
    }

    GrantState grant() {
        return grant;
    }

    /**
     * Puts what the reports say onto the curve. Reports are about the time until the last beat, so the curve enters a
     * new period one beat after the plan does, and what spans the two is put on both.
     */
    void observe(ProgrammeRules rules, PoolHead head, Consumer<TrafficCurve> reports) {
        if (!head.begun()) {
            return;
        }
        reports.accept(curve);
        Period observed = Period.of(rules, head.time());
        if (observed.start() > curve.periodStart()) {
            curve.startPeriod(observed.start(), observed.end());
            reports.accept(curve);
        }
    }

    /** Enters the period of a time, if it is another. */
    Steering enter(ProgrammeRules rules, long time) {
        Period now = Period.of(rules, time);
        if (now.start() != period.start()) {
            grant = grant.startPeriod();
            budget = budget.startPeriod();
            orders = orders.startPeriod();
        }
        period = now;
        return this;
    }

    ProgrammePlan plan(Moment now, ProgrammeRules rules, boolean active, Gathered gathered, PoolPolicy policy) {
        ProgrammeSums sums = gathered.sums();
        grant = GrantSolver.next(grant, gathered.grantSums(rules.pool(), sums.committed()), now.number());
        double schedule = at(now.time());
        orders = orders.seen(sums.arms());
        budget = budget(now, rules, sums, schedule);
        double ahead = at(now.time() + policy.directiveLifeMillis());
        return new ProgrammePlan(rules, period, active, grant, budget, orders.last(), sums, schedule, ahead);
    }

    /** The lever is a part of every merchant's boost: all of it, where nothing limits it. */
    private RelevanceBudget budget(Moment now, ProgrammeRules rules, ProgrammeSums sums, double schedule) {
        double shown = sums.arms().treatmentTotal();
        double reported = at(now.time() - now.sinceLast());
        if (rules.relevanceBudget() <= 0) {
            return new RelevanceBudget(FULL, sums.relevanceLoss(), shown, reported, 0, 0);
        }
        Observation seen = new Observation(sums.relevanceLoss(), shown, budget.lever(), reported, schedule - reported);
        return budget.next(seen, AIM * rules.relevanceBudget(), FULL);
    }

    private double at(long time) {
        return curve.at(time, period.start(), period.end());
    }
}
