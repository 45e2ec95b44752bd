package io.tributary.domain.metric;

/**
 * Money of order lines in one currency. Sums stay at the largest or least amount that can be told.
 *
 * @param gross paid, minor units
 * @param refunded turned back of it, whenever that was, minor units
 * @param refundedInWindow turned back then, whenever it was paid, minor units
 */
public record Money(long gross, long refunded, long refundedInWindow) {
    /** Nothing paid and nothing turned back. */
    public static final Money NONE = new Money(0, 0, 0);

    /** Paid, and turned back of it. */
    public Money(long gross, long refunded) {
        this(gross, refunded, 0);
    }

    public Money plus(Money other) {
        return new Money(
                Amounts.plus(gross, other.gross),
                Amounts.plus(refunded, other.refunded),
                Amounts.plus(refundedInWindow, other.refundedInWindow));
    }

    /** With what is the other's taken off. */
    public Money minus(Money other) {
        return plus(new Money(-other.gross, -other.refunded, -other.refundedInWindow));
    }
}
