package io.tributary.domain;

import java.util.Set;

/**
 * What is known of an item that was shown.
 *
 * @param category empty when unknown
 * @param listedAt when it was first listed, epoch milliseconds; {@link #UNKNOWN} when unknown
 */
public record ItemFacts(String category, Set<String> tags, long listedAt) {
    /** So long ago that it is within no number of days. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public ItemFacts {
        tags = Set.copyOf(tags);
    }
}
