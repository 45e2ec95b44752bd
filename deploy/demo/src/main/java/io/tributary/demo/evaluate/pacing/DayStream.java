package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One day's requests in order of time, each with its candidates, whether its choice will be shown, and how late that will
 * be known. Loss and delay belong to the request, so every method meets the same.
 *
 * <p>Traffic is 1 + 0.3 sin(2π t) over the day, times the shock.
 */
final class DayStream {
    static final long MILLIS = 86_400_000;
    static final double AMPLITUDE = 0.3;

    private static final int STEPS = 10_000;

    private final long start;
    private final long[] times;
    private final long[] delays;
    private final boolean[] lost;
    private final int[] first;
    private int[] merchants = new int[1024];
    private float[] values = new float[1024];
    private int candidates;
    private long eligible;
    private final long[] supply;

    private DayStream(long start, int requests, int merchantCount) {
        this.start = start;
        times = new long[requests];
        delays = new long[requests];
        lost = new boolean[requests];
        first = new int[requests + 1];
        supply = new long[merchantCount];
    }

    /**
     * Generates a day.
     *
     * @param number of the day; days of one seed differ by it
     */
    static DayStream of(PacingSettings settings, Market market, Shock shock, int number) {
        SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + number);
        double[] cumulative = cumulative(shock);
        int requests = Math.max(1, (int) Math.round(settings.requests() * cumulative[STEPS]));
        DayStream day = new DayStream(number * MILLIS, requests, market.size());
        double[] at = random.doubles(requests)
                .map(u -> inverse(cumulative, u))
                .sorted()
                .toArray();
        for (int request = 0; request < requests; request++) {
            day.times[request] = day.start + Math.min(MILLIS - 1, (long) (at[request] * MILLIS));
            day.lost[request] = random.nextDouble() < settings.loss();
            day.delays[request] = Math.round(-Math.log(1 - random.nextDouble()) * settings.delay() * MILLIS);
            day.first[request] = day.candidates;
            boolean dry = shock == Shock.SUPPLY && at[request] >= 0.5;
            day.draw(market, request, dry, random);
        }
        day.first[requests] = day.candidates;
        return day;
    }

    /**
     * A day of given requests, a minute apart, all shown at once.
     *
     * @param offers values by request and merchant; 0 where a merchant is no candidate
     */
    static DayStream of(double[][] offers, int merchantCount) {
        DayStream day = new DayStream(0, offers.length, merchantCount);
        for (int request = 0; request < offers.length; request++) {
            day.times[request] = 60_000L * request;
            day.first[request] = day.candidates;
            for (int m = 0; m < merchantCount; m++) {
                if (offers[request][m] > 0) {
                    day.add(m, offers[request][m]);
                    day.supply[m]++;
                }
            }
        }
        day.first[offers.length] = day.candidates;
        return day;
    }

    private void draw(Market market, int request, boolean dry, SplittableRandom random) {
        for (int m = 0; m < market.size(); m++) {
            if (random.nextDouble() >= Market.ELIGIBLE) {
                continue;
            }
            eligible++;
            if (random.nextDouble() >= market.offered(m) || (dry && market.runsDry(m))) {
                continue;
            }
            add(m, market.quality(m) * Math.exp(Market.VALUE_DEVIATION * random.nextGaussian()));
            supply[m] += lost[request] ? 0 : 1;
        }
    }

    private void add(int merchant, double value) {
        if (candidates == merchants.length) {
            merchants = Arrays.copyOf(merchants, 2 * candidates);
            values = Arrays.copyOf(values, 2 * candidates);
        }
        merchants[candidates] = merchant;
        values[candidates] = (float) value;
        candidates++;
    }

    /** Requests until each step of the day, as a part of a usual day's. */
    private static double[] cumulative(Shock shock) {
        double[] sum = new double[STEPS + 1];
        for (int step = 0; step < STEPS; step++) {
            double time = (step + 0.5) / STEPS;
            double rate = (1 + AMPLITUDE * Math.sin(2 * Math.PI * time)) * shock.traffic(time);
            sum[step + 1] = sum[step] + rate / STEPS;
        }
        return sum;
    }

    private static double inverse(double[] cumulative, double part) {
        double sought = part * cumulative[STEPS];
        int found = Arrays.binarySearch(cumulative, sought);
        int step = Math.min(STEPS - 1, found >= 0 ? found : -found - 2);
        return (step + (sought - cumulative[step]) / (cumulative[step + 1] - cumulative[step])) / STEPS;
    }

    /** When the day begins, milliseconds. */
    long start() {
        return start;
    }

    int requests() {
        return times.length;
    }

    long time(int request) {
        return times[request];
    }

    /** From the decision to its exposure being known, milliseconds. */
    long delay(int request) {
        return delays[request];
    }

    /** Whether the choice is never shown. */
    boolean isLost(int request) {
        return lost[request];
    }

    /** Index of the request's first candidate; the last is before the first of the next request. */
    int firstCandidate(int request) {
        return first[request];
    }

    int merchant(int candidate) {
        return merchants[candidate];
    }

    double value(int candidate) {
        return values[candidate];
    }

    /** Requests in which the merchant is a candidate and whose choice is shown. */
    long supply(int merchant) {
        return supply[merchant];
    }

    double candidatesPerRequest() {
        return (double) candidates / times.length;
    }

    double eligiblePerRequest() {
        return (double) eligible / times.length;
    }

    /** Requests that have a candidate and whose choice is shown: no more exposures are possible. */
    long showable() {
        long count = 0;
        for (int request = 0; request < times.length; request++) {
            count += !lost[request] && first[request + 1] > first[request] ? 1 : 0;
        }
        return count;
    }
}
