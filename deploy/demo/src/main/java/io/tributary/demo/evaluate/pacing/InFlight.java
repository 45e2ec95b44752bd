package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;

/**
 * One merchant's decisions that have not come back as exposures: counted by age in a ring of buckets, a quarter of the mean
 * delay wide, taken out on arrival and forgotten after twelve mean delays. Not thread-safe.
 */
final class InFlight {
    private static final int BUCKETS = 48;
    private static final double PER_DELAY = 4;
    /** The ring is laid anew when its buckets are off by more than this factor. */
    private static final double MISFIT = 1.5;

    private final int[] counts = new int[BUCKETS];
    private long width = 1;
    private long newest;
    private int total;

    /**
     * What is in flight.
     *
     * @param expected exposures that are expected to arrive still
     * @param most exposures that can arrive at all
     */
    public record Reading(double expected, double most) {
        public static final Reading NOTHING = new Reading(0, 0);

        public Reading {
            if (!(expected >= 0 && most >= 0)) {
                throw new IllegalArgumentException(
                        "in flight " + expected + " of at most " + most + ": need 0 or more");
            }
        }

        /**
         * Upper bound of the chance that at least so many arrive: Chernoff's, e^(−n · KL(k/n, p)), which holds for decisions
         * with different chances as well (Hoeffding 1956).
         */
        public double chanceAtLeast(double count) {
            if (count <= 0 || (count <= expected && count <= most)) {
                return 1;
            }
            if (count > most || expected <= 0) {
                return 0;
            }
            double others = most - count;
            double exponent = count * Math.log(count / expected)
                    + (others > 0 ? others * Math.log(others / (most - expected)) : 0);
            return Math.exp(-exponent);
        }
    }

    /** The merchant was chosen, epoch milliseconds. */
    public void decided(long time, DelayEstimate delay) {
        fit(delay);
        advance(time);
        long bucket = Math.max(time / width, newest - BUCKETS + 1);
        counts[slot(bucket)]++;
        total++;
    }

    /** What was decided then is an exposure now. */
    public void arrived(long decidedAt) {
        long bucket = decidedAt / width;
        for (long near : new long[] {bucket, bucket - 1, bucket + 1}) {
            if (near <= newest && near > newest - BUCKETS && counts[slot(near)] > 0) {
                counts[slot(near)]--;
                total--;
                return;
            }
        }
    }

    /** What is in flight now, epoch milliseconds. */
    public Reading reading(long now, DelayEstimate delay) {
        if (total == 0) {
            return Reading.NOTHING;
        }
        fit(delay);
        advance(now);
        double expected = 0;
        for (int age = 0; age < BUCKETS && total > 0; age++) {
            int count = counts[slot(newest - age)];
            if (count > 0) {
                expected += count * delay.chance(meanAge(now, newest - age));
            }
        }
        return new Reading(Math.min(expected, total), total);
    }

    private double meanAge(long now, long bucket) {
        double since = Math.max(0, now - (double) bucket * width);
        return since < width ? since / 2 : since - width / 2.0;
    }

    /** A new period: what is still out belongs to the last one. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    private void advance(long time) {
        long bucket = time / width;
        if (bucket - newest >= BUCKETS) {
            clear();
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            total -= counts[slot(newest)];
            counts[slot(newest)] = 0;
        }
    }

    private void fit(DelayEstimate delay) {
        double ideal = Math.max(1, delay.meanMillis() / PER_DELAY);
        if (width <= ideal * MISFIT && width * MISFIT >= ideal) {
            return;
        }
        long newWidth = Math.max(1, Math.round(ideal));
        int[] old = counts.clone();
        long oldWidth = width;
        long oldNewest = newest;
        clear();
        width = newWidth;
        newest = (oldNewest * oldWidth + oldWidth / 2) / width;
        for (int age = 0; age < BUCKETS; age++) {
            int count = old[Math.floorMod(oldNewest - age, BUCKETS)];
            long bucket = ((oldNewest - age) * oldWidth + oldWidth / 2) / width;
            if (count > 0 && bucket > newest - BUCKETS) {
                counts[slot(bucket)] += count;
                total += count;
            }
        }
    }

    private static int slot(long bucket) {
        return Math.floorMod(bucket, BUCKETS);
    }
}
