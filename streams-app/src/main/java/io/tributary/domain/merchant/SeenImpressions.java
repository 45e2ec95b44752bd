package io.tributary.domain.merchant;

/** The ids of impressions that were counted in the recent past, so that one that is sent again counts once. */
public interface SeenImpressions {
    /** Most ids that can be asked for. */
    int MOST = (1 << 26) - (1 << 14);

    /** Whether this id (two independent hashes) was added within the span. */
    boolean contains(long first, long second);

    /**
     * Adds an id that is not contained.
     *
     * @param most ids to hold, 1 to {@link #MOST}; the oldest are dropped for it
     */
    void add(long first, long second, int most);

    /**
     * Takes the time and drops what is older than the span.
     *
     * @param time of the beat, epoch milliseconds
     */
    void beat(long time, long spanMillis);
}
