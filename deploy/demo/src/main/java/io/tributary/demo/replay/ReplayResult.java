package io.tributary.demo.replay;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What the service made of a replay. All counts but those of the reader (malformed, outOfOrder, days) are the service's own.
 *
 * @param impressions impressions counted
 * @param orders paid order lines counted
 * @param merchants merchants seen
 * @param charged exposures charged
 * @param granted sum of all grants of all periods, from the ledger
 * @param directives directives and tombstones emitted
 * @param duplicates records seen again and ignored
 * @param late records later than the grace of their smallest window
 * @param deadLetters records on the dead-letter topic
 * @param malformed rows of the file that could not be understood
 * @param outOfOrder rows earlier than a row that was replayed with an earlier beat
 * @param days local days with events
 * @param beats beats of the pool
 * @param seconds wall time from the first beat to the last
 */
@JsonPropertyOrder({
    "impressions",
    "orders",
    "merchants",
    "charged",
    "granted",
    "directives",
    "duplicates",
    "late",
    "deadLetters",
    "malformed",
    "outOfOrder",
    "days",
    "beats",
    "seconds"
})
public record ReplayResult(
        long impressions,
        long orders,
        long merchants,
        long charged,
        long granted,
        long directives,
        long duplicates,
        long late,
        long deadLetters,
        long malformed,
        long outOfOrder,
        long days,
        long beats,
        double seconds) {}
