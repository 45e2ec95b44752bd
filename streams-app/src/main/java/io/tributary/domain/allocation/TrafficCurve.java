package io.tributary.domain.allocation;

import io.tributary.domain.allocation.LocalDial.Stretch;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * F(t): the forecast share of a period's traffic until t, in 96 bins (quarter-hours of a day's local time), learnt from the
 * traffic of earlier periods. The forecast is fixed while a period lasts, so that the plan does not move under the controller.
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

    /** Periods that differ in length by more than this have another shape; a change of the clock does not matter. */
    private static final double OTHER_LENGTH = 1.5;

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

    /** Forecast share of the traffic until a time, 0..1; 0 before the period's start and 1 from its end on. */
    public double at(long time, LocalDial period) {
        double until = 0;
        double all = 0;
        for (Stretch stretch : period.stretches()) {
            double whole = cumulative(stretch.to()) - cumulative(stretch.from());
            all += whole;
            if (time >= stretch.end()) {
                until += whole;
            } else if (time > stretch.start()) {
                until += cumulative(stretch.at(time)) - cumulative(stretch.from());
            }
        }
        return time >= period.end() ? 1 : Math.max(0, Math.min(1, until / all));
    }

    private double cumulative(double position) {
        double bins = position * BINS;
        if (bins >= BINS) {
            return 1;
        }
        int bin = (int) Math.max(0, bins);
        return cumulative[bin] + (cumulative[bin + 1] - cumulative[bin]) * (bins - bin);
    }

    /**
     * Adds impressions seen between two times; what lies outside the current period is left out.
     *
     * @param zone in which the period's hours are told
     */
    public void observe(ZoneId zone, long from, long to, double impressions) {
        if (to <= from || impressions < 0) {
            return;
        }
        double rate = impressions / (to - from);
        for (Stretch stretch : LocalDial.of(start, end, zone).stretches()) {
            long first = Math.max(from, stretch.start());
            long last = Math.min(to, stretch.end());
            if (first < last) {
                spread(stretch.at(first) * BINS, stretch.at(last) * BINS, stretch.scale() / BINS, rate);
            }
        }
    }

    private void spread(double from, double to, double binMillis, double rate) {
        for (int bin = (int) from; bin < BINS && bin < to; bin++) {
            double millis = (Math.min(to, bin + 1.0) - Math.max(from, bin)) * binMillis;
            if (millis > 0) {
                counts[bin] += rate * millis;
                observed[bin] += millis;
            }
        }
    }

    /**
     * Closes the observed period, learns from it and begins another. What periods of another length have taught is forgotten.
     *
     * @param zone in which the observed period's hours were told
     */
    public void startPeriod(ZoneId zone, long newStart, long newEnd) {
        double ratio = (double) (newEnd - newStart) / (end - start);
        if (ratio > OTHER_LENGTH || ratio < 1 / OTHER_LENGTH) {
            learnt = null;
        } else {
            learn(LocalDial.of(start, end, zone));
        }
        start = newStart;
        end = newEnd;
        Arrays.fill(counts, 0);
        Arrays.fill(observed, 0);
        forecast();
    }

    private void learn(LocalDial period) {
        double[] rates = new double[BINS];
        double seen = 0;
        double expected = 0;
        double covered = 0;
        double[] coverage = coverage(period);
        double most = Arrays.stream(coverage).max().orElse(0);
        for (int i = 0; i < BINS; i++) {
            if (coverage[i] > most / 2) {
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
            if (coverage[i] <= most / 2) {
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

    /** How much of each bin's time was observed: as often as tasks told of it, so only the proportions count. */
    private double[] coverage(LocalDial period) {
        double[] millis = new double[BINS];
        for (Stretch stretch : period.stretches()) {
            double from = stretch.from() * BINS;
            double to = stretch.to() * BINS;
            for (int bin = (int) from; bin < BINS && bin < to; bin++) {
                millis[bin] += (Math.min(to, bin + 1.0) - Math.max(from, bin)) * stretch.scale() / BINS;
            }
        }
        for (int i = 0; i < BINS; i++) {
            millis[i] = millis[i] > 0 ? observed[i] / millis[i] : 0;
        }
        return millis;
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
