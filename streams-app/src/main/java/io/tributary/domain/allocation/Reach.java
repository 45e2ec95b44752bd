package io.tributary.domain.allocation;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * What a merchant can still get until the period's end, learnt while it is boosted as far as the programme allows: more than
 * comes then will not come at all.
 */
public final class Reach {
    private static final double MEMORY = 0.1;
    /** Traffic at full boost before anything is concluded, as a share of the period's. */
    private static final double LEAST_SEEN = 0.015;
    /** Standard deviations of what was seen that are granted as doubt. */
    private static final double DOUBT = 1.5;
    /** No more than this part of the grant is given up on at a time without saying so: it would flap. */
    private static final double STEP = 0.02;
    /** What is given up on later than this nobody else can use. */
    private static final double LATEST = 0.92;

    private double seen;
    private double traffic;

    public void startPeriod() {
        seen = 0;
        traffic = 0;
    }

    /**
     * Follows the traffic.
     *
     * @param passed traffic since the last time
     * @param full part of it for which the merchant was boosted as far as allowed, 0..1
     */
    public void advance(double passed, double full) {
        double keep = Math.exp(-passed / MEMORY);
        seen *= keep;
        traffic = traffic * keep + passed * full;
    }

    /** Counts an exposure at full boost. */
    public void charge() {
        seen++;
    }

    /**
     * The most that the merchant can use in this period, or {@link Long#MAX_VALUE} when nothing speaks against more.
     *
     * @param now the limit so far, {@link Long#MAX_VALUE} for none
     * @param granted exposures of the period
     * @param spent of these
     * @param schedule F(t), 0..1
     * @param share part of what comes that this programme gets: a merchant may be in several
     */
    public long limit(long now, long granted, long spent, double schedule, double share) {
        if (traffic < LEAST_SEEN || schedule > LATEST) {
            return now;
        }
        double rate = (seen + 1 + DOUBT * Math.sqrt(seen + 1)) / traffic;
        long most = spent + (long) Math.ceil(rate * share * Math.max(0, 1 - schedule));
        double step = Math.max(2, STEP * granted);
        if (now == Long.MAX_VALUE) {
            return most < granted - step ? most : now;
        }
        boolean less = most < now - step && granted > spent;
        boolean more = most > now + 3 * step;
        return less || more ? most : now;
    }

    public void write(StateWriter writer) {
        writer.writeDouble(seen);
        writer.writeDouble(traffic);
    }

    public static Reach read(StateReader reader) {
        Reach reach = new Reach();
        reach.seen = reader.readDouble();
        reach.traffic = reader.readDouble();
        return reach;
    }
}
