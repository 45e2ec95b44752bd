package io.tributary.domain.pool;

import java.util.Map;

/**
 * The pool's state apart from programmes, as of the last beat.
 *
 * @param number number of the last beat; 0 before the first
 * @param time its time, epoch milliseconds; {@link Long#MIN_VALUE} before the first
 * @param intervalMillis after which it said that the next was to be expected
 * @param rulesDigest digest it carried
 * @param marks traffic already put on the curves, by task
 */
public record PoolHead(long number, long time, long intervalMillis, long rulesDigest, Map<Integer, TrafficMark> marks) {
    /** Before the first beat. */
    public static final PoolHead INITIAL = new PoolHead(0, Long.MIN_VALUE, 0, 0, Map.of());

    public PoolHead {
        marks = Map.copyOf(marks);
    }

    boolean begun() {
        return number > 0;
    }
}
