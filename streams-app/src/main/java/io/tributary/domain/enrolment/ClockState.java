package io.tributary.domain.enrolment;

/**
 * What is kept of a merchant's clock under one programme, because it cannot be told from what is known of the merchant. Immutable.
 *
 * @param enrolledAt when it was eligible first, epoch milliseconds; {@link Milestones#NOT_YET} when it was not, or the clock does not ask
 * @param sold since the clock started; null when that is not counted
 * @param pause of the programme, as far as it is carried over
 */
public record ClockState(String programmeId, long enrolledAt, Sold sold, Pause pause) {

    /** Nothing happened yet. */
    public static ClockState of(String programmeId) {
        return new ClockState(programmeId, Milestones.NOT_YET, null, Pause.NONE);
    }

    /**
     * What was sold, net of what was turned back.
     *
     * @param from payments from then on count, epoch milliseconds
     * @param currency of sales; empty when only orders are asked for
     * @param now what it comes to
     * @param most what it came to at most: a limit that was reached stays reached
     */
    public record Sold(long from, String currency, Total now, Total most) {
        public static Sold from(long time, String currency) {
            return new Sold(time, currency, Total.NONE, Total.NONE);
        }

        Sold with(long paidAt, int orders, String paidIn, long sales) {
            if (paidAt < from) {
                return this;
            }
            Total after = now.plus(orders, paidIn.equals(currency) ? sales : 0);
            return after.equals(now) ? this : new Sold(from, currency, after, most.orMore(after));
        }
    }

    /**
     * @param orders paid order lines
     * @param sales minor units
     */
    public record Total(long orders, long sales) {
        static final Total NONE = new Total(0, 0);

        Total plus(long moreOrders, long moreSales) {
            return new Total(orders + moreOrders, sales + moreSales);
        }

        Total orMore(Total other) {
            return new Total(Math.max(orders, other.orders), Math.max(sales, other.sales));
        }
    }

    /**
     * A pause of the programme.
     *
     * @param since when it began, epoch milliseconds; {@link Milestones#NOT_YET} when there is none
     * @param carried open time of the pauses before, milliseconds
     */
    public record Pause(long since, long carried) {
        public static final Pause NONE = new Pause(Milestones.NOT_YET, 0);

        public boolean isOn() {
            return since != Milestones.NOT_YET;
        }
    }

    public ClockState enrolled(long time) {
        return new ClockState(programmeId, time, sold, pause);
    }

    public ClockState selling(Sold now) {
        return new ClockState(programmeId, enrolledAt, now, pause);
    }

    public ClockState paused(Pause now) {
        return new ClockState(programmeId, enrolledAt, sold, now);
    }
}
