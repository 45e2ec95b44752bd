package io.tributary.domain.rules;

/**
 * A time in which a window of a programme is open.
 *
 * @param opensAt first moment, epoch milliseconds
 * @param closesAt first moment after it, epoch milliseconds, later than {@code opensAt}
 * @param pace factor on the pool of a period in which this is the first to be open, above 0
 */
public record Opening(long opensAt, long closesAt, double pace) {
    public Opening {
        if (closesAt <= opensAt) {
            throw new IllegalArgumentException("closesAt: is " + closesAt + ", must be later than opensAt, " + opensAt);
        }
    }
}
