package io.tributary.domain.enrolment;

/**
 * How many take part at once, and who when there are too few seats. Merchants that fulfil all else wait in an order, and seats go to the
 * first of it. Whoever has a seat keeps it until it leaves or a condition fails.
 *
 * @param number at least 1
 * @param by attribute of which the highest comes first; null: who asked first, or where nobody asks, who fulfilled the conditions first
 * @param selectsAt first moment at which seats are given, epoch milliseconds; {@link Long#MIN_VALUE} for at once
 */
public record Seats(long number, String by, long selectsAt) {
    public Seats {
        if (number < 1) {
            throw new IllegalArgumentException("enrolment.seats.number: is " + number + ", must be at least 1");
        }
        if (by != null && selectsAt == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    "enrolment.seats.selectsAt: is missing, must be when those with the highest " + by
                            + " are selected: until then it is not known who they are");
        }
    }

    /** What the order goes by of who came at a time, epoch milliseconds. */
    static long orderOf(long time) {
        return Math.max(0, time);
    }

    /** What the order goes by of who has this value; null when it is unknown: behind all others. */
    static long orderOf(Double value) {
        if (value == null) {
            return Long.MAX_VALUE;
        }
        long bits = Double.doubleToLongBits(value + 0.0);
        // As whole numbers these bits are in the order of the values: those of negative ones when they are turned
        // round.
        long ascending = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return ~ascending >>> 1;
    }
}
