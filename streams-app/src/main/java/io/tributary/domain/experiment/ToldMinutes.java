package io.tributary.domain.experiment;

import java.util.concurrent.TimeUnit;

/**
 * Which of the last minutes a surface has told of a bucket, so that each counts once in whatever order they come. Immutable.
 *
 * <pre>
 *   told:  bit 63 ............ bit 1      bit 0
 *          latest - 63 minutes            the latest minute
 * </pre>
 *
 * @param latest start of the latest minute that was told, epoch milliseconds; {@link Long#MIN_VALUE} for none
 */
public record ToldMinutes(long latest, long told) {
    /** Minutes that are remembered; one that is further behind the latest is not known to be new. */
    public static final int SPAN = Long.SIZE;

    public static final ToldMinutes NONE = new ToldMinutes(Long.MIN_VALUE, 0);

    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    /** Whether it is so far behind the latest that nobody knows whether it was told. */
    public boolean isForgotten(long minute) {
        return told != 0 && number(latest) - number(minute) >= SPAN;
    }

    /** Whether this minute was told before. */
    public boolean contains(long minute) {
        long behind = number(latest) - number(minute);
        return told != 0 && behind >= 0 && behind < SPAN && (told >>> behind & 1) == 1;
    }

    /** After a minute that is not forgotten. */
    public ToldMinutes with(long minute) {
        if (told == 0) {
            return new ToldMinutes(minute, 1);
        }
        long ahead = number(minute) - number(latest);
        if (ahead <= 0) {
            return new ToldMinutes(latest, told | 1L << -ahead);
        }
        return new ToldMinutes(minute, ahead >= SPAN ? 1 : told << ahead | 1);
    }

    private static long number(long minute) {
        return Math.floorDiv(minute, MINUTE);
    }
}
