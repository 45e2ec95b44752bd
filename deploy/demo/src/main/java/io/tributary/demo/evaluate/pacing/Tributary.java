package io.tributary.demo.evaluate.pacing;

import io.tributary.domain.allocation.DelayEstimate;
import io.tributary.domain.allocation.DeliveryPlan;
import io.tributary.domain.allocation.EndGate;
import io.tributary.domain.allocation.InFlight;
import io.tributary.domain.allocation.InFlight.Reading;
import io.tributary.domain.allocation.Pacer;
import io.tributary.domain.allocation.PacerSettings;
import io.tributary.domain.allocation.Reach;
import io.tributary.domain.allocation.TrafficOutlook;
import java.util.Arrays;

/** The service's own classes: {@link io.tributary.domain.allocation}. */
final class Tributary implements Method {
    /** Half a minute of a day: what is taken for the delay before one was seen. */
    private static final double FIRST_DELAY = 30_000;
    /** A merchant with the middle level pays nothing and gets nothing; see {@link #score}. */
    private static final double PRICELESS = 6;

    private static final PacerSettings SETTINGS = PacerSettings.standard(2 * PRICELESS, 1);
    private static final double START = 3.5;

    private final boolean reserves;
    private final Redistribution pool;
    private final Pacer[] pacers;
    private final InFlight[] flights;
    private final Reach[] reaches;
    private final long[] spent;
    private final double[] totals;
    private final boolean[] open;
    private final DelayEstimate delay = new DelayEstimate(FIRST_DELAY);
    private Morning morning;
    private DeliveryPlan plan = DeliveryPlan.TRAFFIC;
    private TrafficOutlook outlook;
    private double common;
    private long requests;

    /** @param reserves whether what is in flight counts as spent */
    Tributary(long[] budgets, boolean reserves) {
        this.reserves = reserves;
        int n = budgets.length;
        pool = new Redistribution(budgets);
        pacers = new Pacer[n];
        flights = new InFlight[n];
        reaches = new Reach[n];
        spent = new long[n];
        totals = new double[n];
        open = new boolean[n];
        Arrays.setAll(pacers, m -> new Pacer(START));
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
        common = 0;
        Arrays.fill(spent, 0);
        Arrays.setAll(flights, m -> new InFlight());
        Arrays.setAll(reaches, m -> new Reach());
        double granted = 0;
        for (int m = 0; m < pacers.length; m++) {
            granted += pool.grant(m);
            pacers[m].startPeriod();
            reaches[m].startPeriod();
        }
        double fill = granted / (now.requests() * delay.showRatio());
        plan = DeliveryPlan.of(
                part -> now.schedule().applyAsDouble(now.start() + Math.round(part * DayStream.MILLIS)),
                fill,
                reserves ? delay.meanMillis() / DayStream.MILLIS : 0);
        for (int m = 0; m < pacers.length; m++) {
            update(m, now.start());
        }
    }

    @Override
    public void beat(long time, long requestsUntilNow) {
        outlook.beat(morning.schedule().applyAsDouble(time), requestsUntilNow);
        for (int m = 0; m < pacers.length; m++) {
            totals[m] = spent[m] + reading(m, time).expected();
            pool.cap(m, reaches[m].cap(pool.ruleCap(m), pool.floor(m), totals[m], requests, outlook.left()));
        }
        requests = requestsUntilNow;
        pool.beat(totals);
        double total = 0;
        double due = 0;
        double granted = 0;
        for (int m = 0; m < pacers.length; m++) {
            update(m, time);
            total += totals[m];
            due += pacers[m].plan();
            granted += pool.grant(m);
        }
        common = Pacer.commonLevel(SETTINGS, total, due, granted);
    }

    private void update(int merchant, long time) {
        Reading reading = reading(merchant, time);
        double total = spent[merchant] + reading.expected();
        long grant = pool.grant(merchant);
        double elapsed = (double) (time - morning.start()) / DayStream.MILLIS;
        double planned = plan.at(morning.schedule().applyAsDouble(time), Math.min(1, elapsed));
        pacers[merchant].update(SETTINGS, total, grant, planned, common);
        open[merchant] = pacers[merchant].isDue(SETTINGS, total, grant)
                && EndGate.STANDARD.admits(reading, spent[merchant], grant);
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
        return PRICELESS - pacers[merchant].level();
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
        return pacers[merchant].plan();
    }

    long floor(int merchant) {
        return pool.floor(merchant);
    }
}
