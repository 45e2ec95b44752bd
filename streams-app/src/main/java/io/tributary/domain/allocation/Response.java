package io.tributary.domain.allocation;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

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

    public void write(StateWriter writer) {
        writer.writeDouble(schedule);
        writer.writeDouble(delivered);
        writer.writeDouble(effort);
        writer.writeDouble(push);
        writer.writeBoolean(full);
        writer.writeDouble(fullTraffic);
    }

    public static Response read(StateReader reader) {
        Response response = new Response();
        response.schedule = reader.readDouble();
        response.delivered = reader.readDouble();
        response.effort = reader.readDouble();
        response.push = reader.readDouble();
        response.full = reader.readBoolean();
        response.fullTraffic = reader.readDouble();
        return response;
    }
}
