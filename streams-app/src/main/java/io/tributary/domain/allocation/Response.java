package io.tributary.domain.allocation;

/**
 * How one merchant's exposures answer to its boost: exposures lately delivered, divided by the push that brought them. Time is
 * counted in traffic (F(t)), so a quiet night teaches little and forgets little, and a time without boost forgets nothing of
 * the ratio. Push is the boost less 1, as a mean over all requests.
 */
public final class Response {
    /** Traffic over which exposures are remembered, as a share of the period's. */
    private static final double MEMORY = 0.05;

    private double schedule;
    private double delivered;
    private double effort;
    private double push;
    private boolean full;
    private double fullTraffic;

    /** A new period: traffic counts from 0. */
    public void startPeriod() {
        schedule = 0;
        fullTraffic = 0;
        push = 0;
        full = false;
    }

    /**
     * Follows the traffic.
     *
     * @param now planned share, 0..1; it falls when the end of the time in which the programme runs is moved out
     */
    public void advance(double now) {
        double passed = Math.max(0, now - schedule);
        double keep = Math.exp(-passed / MEMORY);
        delivered *= keep;
        effort = effort * keep + push * passed;
        fullTraffic += full ? passed : 0;
        schedule = now;
    }

    /** Counts an exposure. */
    public void charge() {
        delivered++;
    }

    /**
     * Notes the push from now on; 0 while there is no boost.
     *
     * @param isFull whether no more is allowed
     */
    public void push(double now, boolean isFull) {
        push = now;
        full = isFull;
    }

    /** The push in force. */
    public double push() {
        return push;
    }

    /** Whether the boost in force is as large as is allowed. */
    public boolean isFull() {
        return full;
    }

    /** Traffic of this period that came while the boost was as large as is allowed, as a share of the period's. */
    public double fullTraffic() {
        return fullTraffic;
    }

    /** Exposures to be expected of a push over some traffic; cautious: one more than were seen. */
    public double expected(double newPush, double traffic) {
        return effort <= 0 ? 0 : (delivered + 1) / effort * newPush * traffic;
    }

    /** What is to be stored of it. */
    Snapshot snapshot() {
        return new Snapshot(schedule, new Trace(delivered, effort), push, full, fullTraffic);
    }

    /**
     * What is to be stored of it.
     *
     * @param schedule traffic up to which it is followed
     * @param trace of the exposures of late
     * @param push in force
     * @param full whether that is all that is allowed
     * @param fullTraffic traffic that came at full boost
     */
    public record Snapshot(double schedule, Trace trace, double push, boolean full, double fullTraffic) {}

    /** Exposures of late and the push times traffic that brought them, both fading. */
    public record Trace(double delivered, double effort) {}

    static Response restored(Snapshot snapshot) {
        Response response = new Response();
        response.schedule = snapshot.schedule;
        response.delivered = snapshot.trace.delivered;
        response.effort = snapshot.trace.effort;
        response.push = snapshot.push;
        response.full = snapshot.full;
        response.fullTraffic = snapshot.fullTraffic;
        return response;
    }
}
