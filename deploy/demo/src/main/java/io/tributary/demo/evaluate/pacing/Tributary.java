package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.InFlight.Reading;
import io.tributary.domain.allocation.AllocationPolicy;
import io.tributary.domain.allocation.AllocationPolicy.Balance;
import io.tributary.domain.allocation.AllocationPolicy.Plan;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.Reach;
import java.util.Arrays;

/**
 * The service's {@link AllocationPolicy} and {@link Controller}, at a host that decides request by request. Such a host knows what the
 * service never hears of: each decision, and each time a merchant is on offer. So what is in flight is counted by decision
 * ({@link InFlight}), the last exposures of a grant are admitted one by one ({@link EndGate}), and the plan is as even as the traffic
 * carries ({@link DeliveryPlan}).
 */
final class Tributary implements Method {
    /** Half a minute of a day: what is taken for the delay before one was seen. */
    private static final double FIRST_DELAY = 30_000;
    /** A merchant with the middle level pays nothing and gets nothing; see {@link #score}. */
    private static final double PRICELESS = 6;

    /** The policy's levels are logarithms of a multiplier; a unit of value is worth a unit of level here. */
    private static final double MOST = Math.exp(2 * PRICELESS * AllocationPolicy.UNIT);

    private static final double START = Math.exp(3.5 * AllocationPolicy.UNIT);
    private static final double BURST = 0.01;
    /** At once: no directive has to be written for it. */
    private static final double RESUME_AT = 1;

    private static final AllocationPolicy POLICY = new AllocationPolicy(MOST, BURST, RESUME_AT);

    private final boolean reserves;
    private final Redistribution pool;
    private final Controller[] controllers;
    private final InFlight[] flights;
    private final Reach[] reaches;
    private final long[] spent;
    private final double[] totals;
    private final boolean[] open;
    private final DelayEstimate delay = new DelayEstimate(FIRST_DELAY);
    private Morning morning;
    private DeliveryPlan plan = DeliveryPlan.TRAFFIC;
    private TrafficOutlook outlook;
    private double meanProgress;
    private long requests;

    /** @param reserves whether what is in flight counts as spent */
    Tributary(long[] budgets, boolean reserves) {
        this.reserves = reserves;
        int n = budgets.length;
        pool = new Redistribution(budgets);
        controllers = new Controller[n];
        flights = new InFlight[n];
        reaches = new Reach[n];
        spent = new long[n];
        totals = new double[n];
        open = new boolean[n];
        Arrays.setAll(controllers, m -> Controller.startingAt(START));
    }

    @Override
    public String name() {
        return reserves ? "tributary" : "tributary-no-reservation";
    }

    @Override
    public void startDay(Morning now) {
        morning = now;
        pool.startDay();
        delay.startPeriod();
        outlook = new TrafficOutlook(now.requests());
        requests = 0;
        meanProgress = 0;
        Arrays.fill(spent, 0);
        Arrays.setAll(flights, m -> new InFlight());
        Arrays.setAll(reaches, m -> new Reach());
        double granted = 0;
        for (int m = 0; m < controllers.length; m++) {
            granted += pool.grant(m);
            controllers[m].startPeriod();
            reaches[m].startPeriod();
        }
        double fill = granted / (now.requests() * delay.showRatio());
        plan = DeliveryPlan.of(
                part -> now.schedule().applyAsDouble(now.start() + Math.round(part * DayStream.MILLIS)),
                fill,
                reserves ? delay.meanMillis() / DayStream.MILLIS : 0);
        for (int m = 0; m < controllers.length; m++) {
            update(m, now.start());
        }
    }

    @Override
    public void beat(long time, long requestsUntilNow) {
        outlook.beat(morning.schedule().applyAsDouble(time), requestsUntilNow);
        for (int m = 0; m < controllers.length; m++) {
            totals[m] = spent[m] + reading(m, time).expected();
            pool.cap(m, cap(m));
        }
        requests = requestsUntilNow;
        pool.beat(totals);
        double total = 0;
        double granted = 0;
        for (int m = 0; m < controllers.length; m++) {
            update(m, time);
            total += totals[m];
            granted += pool.grant(m);
        }
        meanProgress = granted > 0 ? total / granted : 0;
    }

    /**
     * Most that the merchant can use: what it can still reach, but never below what it has already, and a floor is only cut for a
     * merchant that is dry.
     */
    private long cap(int merchant) {
        Reach reach = reaches[merchant];
        double total = totals[merchant];
        double reachable = reach.reach(total, requests, outlook.left());
        double least = reach.isDry(requests) ? total : Math.max(total, pool.floor(merchant));
        return (long) Math.min(pool.ruleCap(merchant), Math.ceil(Math.max(reachable, least)));
    }

    private void update(int merchant, long time) {
        Reading reading = reading(merchant, time);
        long grant = pool.grant(merchant);
        double elapsed = (double) (time - morning.start()) / DayStream.MILLIS;
        double planned = plan.at(morning.schedule().applyAsDouble(time), Math.min(1, elapsed));
        Plan now = new Plan(time, 0, planned, planned, 1, meanProgress, 1);
        Balance balance = new Balance(grant, spent[merchant]);
        POLICY.pace(controllers[merchant], now, balance, reading.expected(), false);
        open[merchant] =
                !controllers[merchant].isSuspended() && EndGate.STANDARD.admits(reading, spent[merchant], grant);
    }

    private Reading reading(int merchant, long time) {
        return reserves ? flights[merchant].reading(time, delay) : Reading.NOTHING;
    }

    /** Value less price; the price is what the level lacks to the middle, so a merchant that is far behind is subsidised. */
    @Override
    public double score(int merchant, double value) {
        reaches[merchant].offered(requests);
        return open[merchant] ? value - price(merchant) : -1;
    }

    @Override
    public double price(int merchant) {
        return PRICELESS - controllers[merchant].level() / AllocationPolicy.UNIT;
    }

    @Override
    public void decided(int merchant, long time) {
        flights[merchant].decided(time, delay);
        delay.decided(time);
        update(merchant, time);
    }

    @Override
    public void arrived(int merchant, long decidedAt, long now) {
        spent[merchant]++;
        flights[merchant].arrived(decidedAt);
        delay.arrived(now, now - decidedAt);
        update(merchant, now);
    }

    @Override
    public long grant(int merchant) {
        return pool.grant(merchant);
    }

    /** Exposures due by now. */
    double plan(int merchant) {
        return controllers[merchant].plan();
    }

    long floor(int merchant) {
        return pool.floor(merchant);
    }
}
