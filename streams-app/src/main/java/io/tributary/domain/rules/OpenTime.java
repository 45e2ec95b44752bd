package io.tributary.domain.rules;

import java.util.List;

/**
 * How much of a time a programme's windows are open, and when so much of it has passed.
 *
 * <pre>
 *   moment       --------|=====|-----|=====|-----       = open
 *   since from           0     h     h    2h
 * </pre>
 *
 * Time before the programme's first moment counts as open: no window is written for it. Openings are asked for from that moment on,
 * for as many years as questions reach, {@value #MOST_YEARS} at most. Times are epoch milliseconds.
 */
public final class OpenTime {
    private static final long FIRST_YEARS = 4;
    private static final long MOST_YEARS = 256;
    private static final long YEAR = 366L * 86_400_000;

    private final Openings openings;
    private final long from;
    private volatile Table table;

    /** Openings one after the other, how much time was open before each, and in all until a moment. */
    private record Table(long[] opens, long[] closes, long[] before, long sum, long to) {
        static Table of(List<Opening> openings, long to) {
            int size = openings.size();
            long all = openings.stream()
                    .mapToLong(each -> each.closesAt() - each.opensAt())
                    .sum();
            Table table = new Table(new long[size], new long[size], new long[size], all, to);
            long sum = 0;
            for (int i = 0; i < size; i++) {
                table.opens[i] = openings.get(i).opensAt();
                table.closes[i] = openings.get(i).closesAt();
                table.before[i] = sum;
                sum += table.closes[i] - table.opens[i];
            }
            return table;
        }

        /** The last opening of which the value in an array is at most this one; -1 when there is none. */
        static int last(long[] values, long most) {
            int low = 0;
            int high = values.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (values[middle] <= most) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }
    }

    /** @param from the programme's first moment */
    public OpenTime(Openings openings, long from) {
        this.openings = openings;
        this.from = from;
    }

    /** Open time between two moments, milliseconds; 0 when the second is not later. */
    public long between(long start, long end) {
        return start >= end ? 0 : until(end) - until(start);
    }

    /**
     * When so much open time has passed since a moment.
     *
     * @param millis above 0
     * @return the first such moment; {@link Long#MAX_VALUE} when it never passes
     */
    public long after(long start, long millis) {
        long sum = until(start) + millis;
        if (sum <= 0 || openings.isAlways()) {
            return from + sum;
        }
        Table known = table(start);
        while (known.sum < sum && known.to < mostTo()) {
            known = table(known.to + 1);
        }
        if (known.sum < sum) {
            return Long.MAX_VALUE;
        }
        // Of two openings that meet at this sum the earlier one.
        int index = Table.last(known.before, sum - 1);
        return known.opens[index] + sum - known.before[index];
    }

    /** Open time from the programme's first moment until another; negative before it. */
    private long until(long time) {
        if (time <= from || openings.isAlways()) {
            return time - from;
        }
        Table known = table(time);
        int index = Table.last(known.opens, time);
        return index < 0 ? 0 : known.before[index] + Math.min(time, known.closes[index]) - known.opens[index];
    }

    private long mostTo() {
        return from + MOST_YEARS * YEAR;
    }

    /** Openings until this moment at least, as far as they are looked at. */
    private Table table(long until) {
        Table now = table;
        long years = now == null ? FIRST_YEARS : (now.to - from) / YEAR;
        if (now == null || until > now.to && years < MOST_YEARS) {
            while (from + years * YEAR < until && years < MOST_YEARS) {
                years *= 2;
            }
            long to = from + years * YEAR;
            now = Table.of(openings.within(from, to), to);
            table = now;
        }
        return now;
    }
}
