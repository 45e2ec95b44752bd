package io.tributary.engine.journal;

import java.util.Arrays;

/**
 * A dictionary of what entries may be, numbered from 1 on in the order in which they first came. There are some dozens: each event asks
 * for one, so that it is a table of primitives, with linear probing.
 */
final class Kinds {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** By number, less 1. */
    private long[] kinds = new long[32];
    /** Numbers by the place of what they number, or of one before it; 0 where there is none. A power of two, and at most half full. */
    private int[] numbers = new int[64];

    private int size;

    /** How many there are. */
    int size() {
        return size;
    }

    /** A kind's number; {@link #size} + 1 when it is not known yet, and is {@link #add added}. */
    int number(long kind) {
        for (int at = place(kind); ; at = at + 1 & numbers.length - 1) {
            int number = numbers[at];
            if (number == 0) {
                return size + 1;
            }
            if (kinds[number - 1] == kind) {
                return number;
            }
        }
    }

    /** Adds a kind that is not known. */
    void add(long kind) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            numbers = new int[4 * size];
            for (int number = 1; number <= size; number++) {
                put(number);
            }
        }
        kinds[size++] = kind;
        put(size);
    }

    private void put(int number) {
        int at = place(kinds[number - 1]);
        while (numbers[at] != 0) {
            at = at + 1 & numbers.length - 1;
        }
        numbers[at] = number;
    }

    private int place(long kind) {
        return (int) (kind * SPREAD >>> Long.SIZE - Integer.numberOfTrailingZeros(numbers.length));
    }

    /** The kind of a number from 1 to {@link #size}. */
    long kind(int number) {
        return kinds[number - 1];
    }

    /** Begins anew. */
    void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }
}
