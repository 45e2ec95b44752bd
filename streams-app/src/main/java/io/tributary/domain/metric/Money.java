package io.tributary.domain.metric;

/**
 * Money of order lines in one currency. Sums stay at the largest or least amount that can be told.
 *
 * @param gross paid, minor units
 * @param refunded turned back, minor units
 */
public record Money(long gross, long refunded) {
    /** Nothing paid and nothing turned back. */
    public static final Money NONE = new Money(0, 0);

    public Money plus(Money other) {
        return new Money(Amounts.plus(gross, other.gross), Amounts.plus(refunded, other.refunded));
    }

    /** With what is the other's taken off. */
    public Money minus(Money other) {
        return plus(new Money(-other.gross, -other.refunded));
    }
}
