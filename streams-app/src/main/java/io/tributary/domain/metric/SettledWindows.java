package io.tributary.domain.metric;

/**
 * Where a task's hours and days are once they are final: outside the heap in the service, because they can be restated for weeks, and few
 * of them are. A window that is kept again takes the place of the one before.
 *
 * <p>A window is found by its merchant, size and start, and by the end of the day that its last moment is in, which says how long it is kept.
 */
public interface SettledWindows {
    /**
     * Which window.
     *
     * @param merchantId whose
     * @param dayEnd end (exclusive) of the day in which the window ends, epoch milliseconds
     * @param size hour or day
     * @param start epoch milliseconds
     */
    record Key(String merchantId, long dayEnd, WindowSize size, long start) {
        /** The key of the window of this size that holds a time. */
        public static Key of(DayCalendar calendar, String merchantId, WindowSize size, long time) {
            long start = calendar.start(size, time);
            return new Key(merchantId, calendar.end(WindowSize.DAY, calendar.end(size, time) - 1), size, start);
        }
    }

    /** What was kept, a snapshot of one window; null when there is none. It is not removed. */
    WindowsSnapshot find(Key key);

    /**
     * Keeps a window that is final.
     *
     * @param window a snapshot of this one window
     */
    void keep(Key key, WindowsSnapshot window);

    /** Drops windows whose day has ended at a time or before, in small steps: one call may drop a few only, and the next goes on. */
    void sweep(long dayEnd);

    /** Windows in the heap, for a task that runs without a store. */
    static SettledWindows inMemory() {
        return new HeapSettledWindows();
    }
}
