package io.tributary.domain.pool;

import io.tributary.domain.allocation.LocalDial;
import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.RelevanceBudget.Observation;
import io.tributary.domain.allocation.RelevanceBudget.Traffic;
import io.tributary.domain.allocation.TrafficCurve;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.enrolment.Seats;
import io.tributary.domain.grant.GrantSolver;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.pool.Pool.Moment;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.function.Consumer;

/** One programme's grant rate, strength and traffic curve, moved from beat to beat. */
final class Steering {
    private static final double FULL = 1;
    /** Part of the relevance budget that is aimed at: what a beat changes is only reported by the next. */
    private static final double AIM = 0.99;

    /** Beats before the end at which everything is to be delivered: so many may lie between a boost and what follows from it. */
    private static final long BEATS_AHEAD = 10;

    private Period period;
    /** Follows from the rules and the last beat's time; null until the next beat. */
    private LocalDial dial;

    private RunningPart part;
    private GrantState grant;
    private RelevanceBudget budget;
    private OrderRate orders;
    private SeatSearch seats;
    private final TrafficCurve curve;

    Steering(ProgrammeRules rules, long time) {
        period = Period.of(rules, time);
        grant = GrantState.INITIAL;
        budget = RelevanceBudget.initial(FULL);
        orders = OrderRate.UNKNOWN;
        seats = SeatSearch.CLOSED;
        curve = new TrafficCurve(period.start(), period.end());
        dial = LocalDial.of(period.start(), period.end(), rules.term().zone());
        part = RunningPart.begin(forecast(time));
    }

    Steering(ProgrammeSteering kept) {
        period = kept.period();
        part = kept.part();
        grant = kept.grant();
        budget = kept.budget();
        orders = kept.orders();
        seats = kept.seats();
        curve = new TrafficCurve(kept.curve());
    }

    ProgrammeSteering kept() {
        return new ProgrammeSteering(period, part, grant, budget, orders, curve.snapshot(), seats);
    }

    Period period() {
        return period;
    }

    GrantState grant() {
        return grant;
    }

    SeatSearch seats() {
        return seats;
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
            curve.startPeriod(rules.term().zone(), observed.start(), observed.end());
            reports.accept(curve);
        }
    }

    /**
     * Enters the period of a time, if it is another.
     *
     * @param lastBeat when the beats of the last period ended, epoch milliseconds
     */
    Steering enter(ProgrammeRules rules, long time, long lastBeat) {
        Period now = Period.of(rules, time);
        dial = LocalDial.of(now.start(), now.end(), rules.term().zone());
        if (now.start() != period.start()) {
            grant = grant.startPeriod();
            budget = budget.startPeriod();
            orders = orders.startPeriod();
            part = RunningPart.begin(forecast(lastBeat));
        }
        period = now;
        return this;
    }

    /**
     * @param active whether the programme boosts at this beat
     * @param heard whether any merchant task follows the beats
     */
    ProgrammePlan plan(
            Moment now, ProgrammeRules rules, boolean active, boolean heard, Gathered gathered, PoolPolicy policy) {
        ProgrammeSums sums = gathered.sums();
        OpenTraffic open = new OpenTraffic(rules.term().openings(), period, this::forecast);
        long end = rules.runsUntil(period.start(), period.end());
        long pool = pool(rules, open, sums.amount(ProgrammeSum.FLOORS));
        if (grant.isGranted() || rules.canRun(Math.max(now.time(), period.start()), period.end())) {
            grant = GrantSolver.next(grant, gathered.grantSums(pool, sums.count(ProgrammeSum.COMMITTED)), now.number());
        }
        seats = seats(rules.admission().enrolment().seats(), gathered, now);
        RunningPart before = part;
        long served = Math.max(policy.directiveLifeMillis(), now.expected());
        part = part.next(
                new RunningPart.Step(now.time() - now.sinceLast(), now.time(), served, end), open, active && heard);
        orders = orders.seen(sums);
        budget = budget(now, rules, sums, before);
        long runsUntil = active ? rules.term().openings().closesAt(now.time(), end) : end;
        long later = Math.min(runsUntil, now.time() + policy.directiveLifeMillis());
        Schedule schedule = new Schedule(
                part.share(),
                part.ahead(now.time(), later, open),
                part.finish(now.time(), BEATS_AHEAD * now.interval(), open),
                runsUntil,
                pool,
                part.of(now.time(), open));
        return new ProgrammePlan(rules, period, active, grant, budget, orders.last(), sums, schedule, seats);
    }

    /**
     * Exposures that this period promises: all of the pool when the programme runs all of the period, or as long as its windows
     * are open. Of a part that is known beforehand the floors are promised whole, and of what is above them the part's share of
     * the traffic. A pause takes nothing off.
     */
    private long pool(ProgrammeRules rules, OpenTraffic open, double floors) {
        double begun = Math.max(part.from(), forecast(rules.term().startsAt()));
        double share = open.share(begun, forecast(rules.endsWithin(period.start(), period.end())));
        double whole = rules.pool(period.start(), period.end());
        double above = Math.max(0, whole - floors);
        return (long) Math.ceil(whole - (1 - share) * above);
    }

    /** Seats that were given stay so when they are given from a later time on by another version. */
    private SeatSearch seats(Seats limit, Gathered gathered, Moment now) {
        if (limit == null) {
            return SeatSearch.CLOSED;
        }
        return now.time() >= limit.selectsAt() ? seats.next(gathered.seatSums(), limit.number(), now.number()) : seats;
    }

    /** The lever is a part of every merchant's boost: all of it, where nothing limits it. */
    private RelevanceBudget budget(Moment now, ProgrammeRules rules, ProgrammeSums sums, RunningPart before) {
        double shown = sums.count(ProgrammeSum.TREATMENT_TOTAL);
        double reported = Math.min(before.share(), part.share());
        if (rules.delivery().relevance().budget() <= 0) {
            return new RelevanceBudget(FULL, sums.amount(ProgrammeSum.RELEVANCE_LOSS), shown, reported, 0, 0);
        }
        double seen = counted(now.time() - now.sinceLast());
        double until = counted(now.time());
        double end = counted(part.end());
        Traffic traffic = new Traffic(seen, Math.max(0, Math.min(until, end) - seen), Math.max(0, end - until));
        Observation observed =
                new Observation(sums.amount(ProgrammeSum.RELEVANCE_LOSS), shown, budget.lever(), reported, traffic);
        return budget.next(observed, AIM * rules.delivery().relevance().budget(), FULL);
    }

    /** Share of the traffic that the period's sums count, which begin with its first beat, 0..1. */
    private double counted(long time) {
        return part.from() >= 1 ? 1 : Math.max(0, (forecast(time) - part.from()) / (1 - part.from()));
    }

    private double forecast(long time) {
        return curve.at(time, dial);
    }
}
