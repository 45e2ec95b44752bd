package io.tributary.domain.ledger;

/**
 * Names one programme's part of one directive. The id describes itself, so that a charge needs no memory of past directives; to
 * everybody else it is opaque.
 *
 * <pre>
 *   farm ~ 6yd3ao ~ 2k ~ rvk8p2
 *   |      |        |    expiry, seconds since 1970, rounded down
 *   |      |        the merchant's directive number, from 1
 *   |      start of the period, minutes since 1970
 *   programme, which has no '~'                                     all numbers are base 36 in lower case
 * </pre>
 */
public final class DirectiveId {
    private static final int RADIX = 36;
    private static final char SEPARATOR = '~';
    /** No number here has more digits, so none overflows. */
    private static final int MOST_DIGITS = 12;
    /** The year 5138: what expires later was not written here, and its milliseconds could overflow. */
    private static final long LATEST_SECONDS = 100_000_000_000L;

    private DirectiveId() {}

    /**
     * The id of a directive's part.
     *
     * @param periodStart epoch milliseconds
     * @param sequence the merchant's directive number, at least 1
     * @param expiresAt epoch milliseconds
     */
    public static String of(String programmeId, long periodStart, long sequence, long expiresAt) {
        return prefix(programmeId, periodStart)
                + Long.toString(sequence, RADIX)
                + SEPARATOR
                + Long.toString(expiresAt / 1000, RADIX);
    }

    /** What all directives of this programme and period begin with. */
    public static String prefix(String programmeId, long periodStart) {
        return programmeId + SEPARATOR + Long.toString(minutes(periodStart), RADIX) + SEPARATOR;
    }

    /** The programme that an id names, or null when it names none. */
    public static String programmeOf(String id) {
        int end = id.indexOf(SEPARATOR);
        return end <= 0 ? null : id.substring(0, end);
    }

    /**
     * Whether an id is of this programme and period, was issued and was live: its number is at most {@code lastSequence} and an item
     * rendered at {@code time} was ranked before it expired. False for anything that cannot be read.
     *
     * @param periodStart epoch milliseconds, not negative
     * @param time epoch milliseconds
     * @param slackMillis time between the ranking of an item and its rendering, at most
     */
    public static boolean isLive(
            String id, String programmeId, long periodStart, long lastSequence, long time, long slackMillis) {
        int number = afterPeriod(id, programmeId, periodStart);
        int split = number < 0 ? -1 : id.indexOf(SEPARATOR, number);
        if (split < 0) {
            return false;
        }
        long sequence = number(id, number, split);
        long expirySeconds = number(id, split + 1, id.length());
        boolean issued = sequence >= 1 && sequence <= lastSequence && expirySeconds <= LATEST_SECONDS;
        return issued && time < expirySeconds * 1000 + 1000 + slackMillis;
    }

    /**
     * Where the part after the period begins, or -1 when programme or period are others. Compares digit by digit from the last: so no
     * budget has to hold its prefix, which would be a hundred bytes a merchant and programme.
     */
    private static int afterPeriod(String id, String programmeId, long periodStart) {
        int before = programmeId.length();
        if (!id.startsWith(programmeId) || id.length() <= before || id.charAt(before) != SEPARATOR) {
            return -1;
        }
        int end = id.indexOf(SEPARATOR, before + 1);
        long left = minutes(periodStart);
        int at = end - 1;
        do {
            if (at <= before || id.charAt(at) != Character.forDigit((int) (left % RADIX), RADIX)) {
                return -1;
            }
            left /= RADIX;
            at--;
        } while (left > 0);
        return at == before ? end + 1 : -1;
    }

    private static long minutes(long millis) {
        return Math.floorDiv(millis, 60_000L);
    }

    private static long number(String id, int from, int to) {
        if (from >= to || to - from > MOST_DIGITS) {
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
