package io.tributary.domain.metric;

import java.util.Arrays;

/** Parts that few cells have, by the cells' numbers: arrays that end with the last cell that has one, and hold null for the others. */
final class CellParts {
    private CellParts() {}

    /** A cell's part, or null. */
    static <T> T get(T[] parts, int cell) {
        return cell < parts.length ? parts[cell] : null;
    }

    /** With a cell's part: the same array when it is long enough. */
    static <T> T[] put(T[] parts, int cell, T part) {
        T[] longer = cell < parts.length ? parts : Arrays.copyOf(parts, cell + 1);
        longer[cell] = part;
        return longer;
    }

    /** Gives a cell's part to one that is before it, in the place of that one's. */
    static <T> void move(T[] parts, int cell, int to) {
        if (to < parts.length) {
            parts[to] = get(parts, cell);
        }
    }

    /** Those of the first cells. */
    static <T> T[] first(T[] parts, int cells) {
        return cells < parts.length ? Arrays.copyOf(parts, cells) : parts;
    }
}
