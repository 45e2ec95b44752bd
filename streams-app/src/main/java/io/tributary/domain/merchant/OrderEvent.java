package io.tributary.domain.merchant;

import io.tributary.domain.Surface;

/**
 * A status change of an order line.
 *
 * @param idFirst both halves of the hash of order and line
 * @param amount paid or paid back, minor units of the currency
 * @param surface where the credited impression was shown, UNKNOWN when none is credited
 * @param bucket bucket of that request, -1 when unknown
 * @param time event time, epoch milliseconds
 */
public record OrderEvent(
        long idFirst,
        long idSecond,
        Status status,
        int quantity,
        long amount,
        String currency,
        Surface surface,
        int bucket,
        long time) {

    /** What happened to the line. */
    public enum Status {
        PLACED,
        PAID,
        CANCELLED,
        REFUNDED
    }
}
