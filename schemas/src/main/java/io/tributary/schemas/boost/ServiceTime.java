package io.tributary.schemas.boost;

/**
 * The service's clock as a host knows it: what the last live beat said, and the host's own time since it arrived.
 *
 * @param heard whether there was one
 * @param beatTime what it said, epoch milliseconds UTC
 * @param arrivedAt when it arrived, on the host's elapsed milliseconds
 */
record ServiceTime(boolean heard, long beatTime, long arrivedAt) {
    static final ServiceTime UNKNOWN = new ServiceTime(false, -1, 0);

    /** In a replay the clock is the service's already: a beat arrives when it says. */
    static ServiceTime of(long beatTime, HostClock clock) {
        return new ServiceTime(true, beatTime, clock.isServiceTime() ? beatTime : clock.elapsedMillis());
    }

    /** Epoch milliseconds UTC on the service's clock. */
    long at(long elapsedMillis) {
        return beatTime + elapsedMillis - arrivedAt;
    }

    /** Since the last live beat. Negative only in a replay, for a beat that is ahead of its clock. */
    long ageMillis(long elapsedMillis) {
        return elapsedMillis - arrivedAt;
    }

    /** An age that is as far below 0 is no better than one above. */
    boolean isSilent(long elapsedMillis, long silenceMillis) {
        return !heard || Math.abs(ageMillis(elapsedMillis)) > silenceMillis;
    }
}
