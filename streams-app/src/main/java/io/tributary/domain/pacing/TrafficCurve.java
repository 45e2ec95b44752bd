package io.tributary.domain.pacing;

import java.util.Arrays;

/**
 * F(t): the forecast share of a period's traffic until t, in 96 bins (quarter-hours of a day), learnt from the traffic
 * of earlier periods. The forecast is fixed while a period lasts, so that the plan does not move under the controller.
 *
 * <p>Bins that were not observed (start of the service, a gap) are filled in from the forecast, and a period counts
 * towards the next forecast in proportion to how much of it was observed. Not thread-safe.
 */
public final class TrafficCurve {
    /** Bins per period. */
    public static final int BINS = 96;
    /** Weight of the newest period against all earlier ones. */
    private static final double FRESH = 0.4;
    /** Part of the forecast that is uniform, so that no bin is ever planned as empty. */
    private static final double UNIFORM = 0.02;

    private long start;
    private long end;
    /** Learnt shares, sum 1; null before the first period has ended. */
    private double[] learnt;

    private final double[] counts;
    /** Milliseconds observed per bin. */
    private final double[] observed;
    /** F at the bins' edges, BINS + 1 values. */
    private final double[] cumulative = new double[BINS + 1];

    /** A curve without history for a period, times in epoch milliseconds, end exclusive. */
    public TrafficCurve(long start, long end) {
        this(new Snapshot(start, end, new double[0], new double[BINS], new double[BINS]));
    }

    /** Goes on from a snapshot. */
    public TrafficCurve(Snapshot snapshot) {
        start = snapshot.start;
        end = snapshot.end;
        learnt = snapshot.learnt.length == BINS ? snapshot.learnt.clone() : null;
        counts = Arrays.copyOf(snapshot.counts, BINS);
        observed = Arrays.copyOf(snapshot.observed, BINS);
        forecast();
    }

    /**
     * The state to be kept over a restart.
     *
     * @param learnt shares of earlier periods, 96 values or none
     * @param counts impressions of this period per bin
     * @param observed milliseconds of this period observed per bin
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the encoder as it is, never compared
    public record Snapshot(long start, long end, double[] learnt, double[] counts, double[] observed) {}

    /** A copy of the state. */
    public Snapshot snapshot() {
        double[] shares = learnt == null ? new double[0] : learnt.clone();
        return new Snapshot(start, end, shares, counts.clone(), observed.clone());
    }

    /** Start of the period that is being observed, epoch milliseconds. */
    public long periodStart() {
        return start;
    }

    /** Forecast share of the traffic until a time, 0..1; 0 before the start and 1 from the end on. */
    public double at(long time, long periodStart, long periodEnd) {
        double position = (double) (time - periodStart) / (periodEnd - periodStart) * BINS;
        if (position <= 0) {
            return 0;
        }
        if (position >= BINS) {
            return 1;
        }
        int bin = (int) position;
        return cumulative[bin] + (cumulative[bin + 1] - cumulative[bin]) * (position - bin);
    }

    /** Adds impressions seen between two times; what lies outside the current period is left out. */
    public void observe(long from, long to, double impressions) {
        if (to <= from || impressions < 0) {
            return;
        }
        double width = (double) (end - start) / BINS;
        double first = Math.max(from, start);
        double last = Math.min(to, end);
        double rate = impressions / (to - from);
        for (int bin = (int) ((first - start) / width); bin < BINS && start + bin * width < last; bin++) {
            double part = Math.min(last, start + (bin + 1) * width) - Math.max(first, start + bin * width);
            if (part > 0) {
                counts[bin] += rate * part;
                observed[bin] += part;
            }
        }
    }

    /** Closes the observed period, learns from it and begins another. */
    public void startPeriod(long newStart, long newEnd) {
        learn();
        start = newStart;
        end = newEnd;
        Arrays.fill(counts, 0);
        Arrays.fill(observed, 0);
        forecast();
    }

    private void learn() {
        double[] rates = new double[BINS];
        double seen = 0;
        double expected = 0;
        double covered = 0;
        double most = Arrays.stream(observed).max().orElse(0);
        for (int i = 0; i < BINS; i++) {
            if (observed[i] > most / 2) {
                rates[i] = counts[i] / observed[i];
                seen += rates[i];
                expected += share(i);
                covered++;
            }
        }
        if (seen <= 0) {
            return;
        }
        for (int i = 0; i < BINS; i++) {
            if (observed[i] <= most / 2) {
                rates[i] = share(i) * seen / expected;
            }
        }
        double total = Arrays.stream(rates).sum();
        double weight = (learnt == null ? 1 : FRESH) * covered / BINS;
        double[] next = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            next[i] = (1 - weight) * share(i) + weight * rates[i] / total;
        }
        learnt = next;
    }

    private double share(int bin) {
        return learnt == null ? 1.0 / BINS : learnt[bin];
    }

    private void forecast() {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            cumulative[i] = sum;
            sum += (1 - UNIFORM) * share(i) + UNIFORM / BINS;
        }
        cumulative[BINS] = 1;
    }
}
