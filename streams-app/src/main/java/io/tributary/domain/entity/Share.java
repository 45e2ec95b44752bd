package io.tributary.domain.entity;

import java.util.List;

/**
 * A shop's part of its owner's cap in a programme, for each period until another takes its place.
 *
 * @param number higher than of all shares before it
 * @param periodStart first period in which it may be taken up when it is more than before, epoch milliseconds
 * @param exposures most that the shop may be granted in a period, at least 0
 */
public record Share(String programmeId, long number, long periodStart, long exposures) {
    /** The share in this programme, or null. */
    static Share of(List<Share> shares, String programmeId) {
        for (Share each : shares) {
            if (each.programmeId.equals(programmeId)) {
                return each;
            }
        }
        return null;
    }
}
