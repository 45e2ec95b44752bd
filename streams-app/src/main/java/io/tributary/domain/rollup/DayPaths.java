package io.tributary.domain.rollup;

import java.util.concurrent.TimeUnit;

/** How far the merchants of a programme had come by the end of a day, and how long they waited for their first order. */
public final class DayPaths {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final long dayStart;
    private final long dayEnd;
    private final WaitingTimes orders = new WaitingTimes();
    private long noticed;
    private long read;
    private long applied;
    private long granted;
    private long charged;

    /**
     * @param dayStart epoch milliseconds
     * @param dayEnd exclusive
     */
    public DayPaths(long dayStart, long dayEnd) {
        this.dayStart = dayStart;
        this.dayEnd = dayEnd;
    }

    /** Adds a merchant. */
    public void add(MerchantPath path) {
        boolean isMember = isBy(path.firstDay());
        noticed += isBy(path.awareness().noticedAt()) ? 1 : 0;
        read += isBy(path.awareness().readAt()) ? 1 : 0;
        applied += isMember || isBy(path.awareness().appliedAt()) ? 1 : 0;
        granted += isBy(path.firstGrantDay()) ? 1 : 0;
        charged += isBy(path.firstChargeDay()) ? 1 : 0;
        if (isMember && isBy(path.firstOrderDay())) {
            orders.ended(days(path.firstDay(), path.firstOrderDay()));
        } else if (isMember) {
            orders.waiting(days(path.firstDay(), Math.min(dayStart, path.lastDay())));
        }
    }

    private boolean isBy(long time) {
        return time > 0 && time < dayEnd;
    }

    /** Whole days; one more or less by an hour where clocks are turned. */
    private static long days(long from, long to) {
        return Math.round((double) (to - from) / DAY);
    }

    public long noticed() {
        return noticed;
    }

    public long read() {
        return read;
    }

    public long applied() {
        return applied;
    }

    public long granted() {
        return granted;
    }

    public long charged() {
        return charged;
    }

    public long merchants() {
        return orders.merchants();
    }

    public long ordered() {
        return orders.ended();
    }

    /** Median of the days until the first order; null when it is not known. */
    public Double medianDays() {
        return orders.median();
    }
}
