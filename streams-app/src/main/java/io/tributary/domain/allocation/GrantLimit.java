package io.tributary.domain.allocation;

/** When a grant is limited to what its merchant can reach, and when it is not: so that it does not flap. */
public final class GrantLimit {
    /** No limit. */
    public static final long NONE = Long.MAX_VALUE;

    /** A limit that moves by less than this part of the grant is not worth an entry in the ledger. */
    private static final double STEP = 0.02;
    /** It takes this many times as much to take a limit back as to set it. */
    private static final double STICK = 3;

    private static final double LEAST_STEP = 2;
    /** Share of the period's traffic after which nobody else could use what is given up. */
    private static final double LATEST = 0.92;

    private GrantLimit() {}

    /**
     * The limit from now on.
     *
     * @param now the limit so far
     * @param reach what the merchant can have by the period's end, exposures; an upper estimate
     * @param granted exposures
     * @param schedule F(t), 0..1
     */
    public static long next(long now, double reach, long granted, double schedule) {
        if (schedule > LATEST) {
            return now;
        }
        double step = Math.max(LEAST_STEP, STEP * granted);
        boolean less = reach < Math.min(now, granted) - step;
        boolean more = now != NONE && reach > now + STICK * step;
        return less || more ? (long) Math.ceil(Math.min(reach, 1e15)) : now;
    }
}
