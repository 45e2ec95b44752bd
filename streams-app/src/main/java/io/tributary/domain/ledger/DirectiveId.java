package io.tributary.domain.ledger;

/**
 * Names one programme's part of one directive: {@code programme~period~sequence~expiry}, the period's start in minutes, the
 * merchant's directive number and the expiry in seconds, all base 36. Self-describing, so that a charge needs no memory of
 * past directives; opaque to everybody else.
 */
public final class DirectiveId {
    private static final int RADIX = 36;
    private static final char SEPARATOR = '~';
    /** The year 5138: what expires later was not written here, and its milliseconds could overflow. */
    private static final long LATEST_SECONDS = 100_000_000_000L;

    private DirectiveId() {}

    /** What all directives of this programme and period begin with. */
    public static String prefix(String programmeId, long periodStart) {
        return programmeId + SEPARATOR + Long.toString(Math.floorDiv(periodStart, 60_000L), RADIX) + SEPARATOR;
    }

    public static String of(String prefix, long sequence, long expiresAt) {
        return prefix + Long.toString(sequence, RADIX) + SEPARATOR + Long.toString(expiresAt / 1000, RADIX);
    }

    /**
     * Whether an id with this prefix was issued and was live: its number is at most {@code lastSequence} and an item
     * rendered at {@code time} was ranked before it expired. False for anything that cannot be read.
     */
    public static boolean isLive(String id, String prefix, long lastSequence, long time, long slackMillis) {
        int split = id.indexOf(SEPARATOR, prefix.length());
        if (split < 0) {
            return false;
        }
        long sequence = number(id, prefix.length(), split);
        long expirySeconds = number(id, split + 1, id.length());
        boolean issued = sequence >= 1 && sequence <= lastSequence && expirySeconds <= LATEST_SECONDS;
        return issued && time < expirySeconds * 1000 + 1000 + slackMillis;
    }

    private static long number(String id, int from, int to) {
        if (from >= to || to - from > 12) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(id.charAt(i), RADIX);
            if (digit < 0) {
                return -1;
            }
            value = value * RADIX + digit;
        }
        return value;
    }
}
