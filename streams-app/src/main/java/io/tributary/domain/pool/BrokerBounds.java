package io.tributary.domain.pool;

/**
 * Between which two values the brokers' clock, less a clock that only goes forward, lies.
 *
 * @param least milliseconds
 * @param most milliseconds, not below the least
 */
public record BrokerBounds(long least, long most) {
    public BrokerBounds {
        if (most < least) {
            throw new IllegalArgumentException("bounds that contradict each other: " + least + " to " + most);
        }
    }

    boolean contradict(BrokerBounds other) {
        return other.most < least || other.least > most;
    }

    /** What both say. @throws IllegalArgumentException when they contradict each other */
    BrokerBounds and(BrokerBounds other) {
        return new BrokerBounds(Math.max(least, other.least), Math.min(most, other.most));
    }

    /**
     * How far a clock is ahead of the brokers' at least, negative for behind; 0 for one that may be right. What is not known for sure,
     * since answers took long, is no skew.
     *
     * @param steady the clock that only goes forward, milliseconds
     * @param own the clock in question, epoch milliseconds
     */
    public long skew(long steady, long own) {
        long offset = own - steady;
        return offset > most ? offset - most : Math.min(0, offset - least);
    }
}
