package io.tributary.domain.lists;

/**
 * A value on a list and when it is valid: it is met from the first moment on, and no more at the second.
 *
 * @param from epoch milliseconds, {@link Long#MIN_VALUE} for always
 * @param until epoch milliseconds, {@link Long#MAX_VALUE} for ever
 */
public record ListEntry(String value, long from, long until) {
    public ListEntry {
        if (from >= until) {
            throw new IllegalArgumentException("entry " + value + ": ends before it begins");
        }
    }

    /** One that is always valid. */
    public static ListEntry always(String value) {
        return new ListEntry(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
