package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;

/**
 * A PID controller per merchant moves its price by how far its exposures since the last step were from its share of the
 * forecast traffic (Karlsson, Feedback control in programmatic advertising, IEEE Control Systems 2020; Zhang et al.,
 * Feedback control of real-time display advertising, WSDM 2016, with price in place of bid).
 */
final class PidBidding extends Baseline {
    private static final double PROPORTIONAL = 0.2;
    private static final double INTEGRAL = 0.05;
    private static final double DERIVATIVE = 0.02;
    private static final double START = 1;
    /** Relative errors beyond this are noise of small counts. */
    private static final double MOST_ERROR = 3;
    /** Beats between steps: a hundred a day. */
    private static final int PERIOD = 10;

    private final double[] price;
    private final double[] integral;
    private final double[] error;
    private final long[] before;
    private long beats;
    private double schedule;

    PidBidding(long[] budgets) {
        super(budgets);
        price = new double[budgets.length];
        integral = new double[budgets.length];
        error = new double[budgets.length];
        before = new long[budgets.length];
        Arrays.fill(price, START);
    }

    @Override
    public String name() {
        return "pid";
    }

    @Override
    public void startDay(Morning now) {
        super.startDay(now);
        Arrays.fill(before, 0);
        schedule = 0;
    }

    @Override
    public void beat(long time, long requests) {
        beats++;
        if (beats % PERIOD != 0) {
            return;
        }
        double now = morning.schedule().applyAsDouble(time);
        double left = Math.max(1e-3, 1 - schedule);
        for (int m = 0; m < budgets.length; m++) {
            double wanted = (budgets[m] - before[m]) / left * (now - schedule);
            double got = (double) spent[m] - before[m];
            double relative = Math.max(-MOST_ERROR, Math.min(MOST_ERROR, (got - wanted) / Math.max(1, wanted)));
            integral[m] += relative;
            double control = PROPORTIONAL * relative + INTEGRAL * integral[m] + DERIVATIVE * (relative - error[m]);
            price[m] = Math.max(0, START + control);
            error[m] = relative;
            before[m] = spent[m];
        }
        schedule = now;
    }

    @Override
    double open(int merchant, double value) {
        return value - price[merchant];
    }

    @Override
    public double price(int merchant) {
        return price[merchant];
    }
}
