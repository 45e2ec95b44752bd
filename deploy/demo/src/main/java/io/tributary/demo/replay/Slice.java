package io.tributary.demo.replay;

import java.time.LocalDate;
import java.util.List;

/**
 * Interactions of one local day that are sent between two beats.
 *
 * @param start time of the first, epoch milliseconds UTC
 * @param end time of the last
 * @param outOfOrder how many of them are earlier than the slice: sent with it, with their own time
 */
record Slice(LocalDate day, long start, long end, int outOfOrder, List<Interaction> interactions) {
    Slice {
        interactions = List.copyOf(interactions);
    }
}
