package io.tributary.domain.metric;

import java.util.Arrays;

/**
 * The layout of a merchant's open minutes in one array of integers. Nearly every event changes a count in one of these and nothing else.
 *
 * <pre>
 * index  0         1        2            3       4                 1 + stride
 *       +---------+--------+------------+-------+-------+- ... -+--------+------------+- ...
 *       | columns | minute | dimensions | count | count |       | minute | dimensions |
 *       +---------+--------+------------+-------+-------+- ... -+--------+------------+- ...
 *                 '------------- a cell -------------------------'
 * </pre>
 *
 * <p>columns: a bit of each {@link Measure} that cells have a count of; these stand in the order of the measures. An array is made with
 * room for impressions and exposures, and is laid out anew when something else is counted for the first time: a merchant that sells
 * nothing pays nothing for what order lines count. minute: epoch minutes. dimensions: see {@link Dimensions}. Counts are of one minute, so
 * that none is too large for an integer but by order lines of very many units, see {@link #hasRoom}.
 *
 * <p>A cell is named by the index at which it begins.
 */
final class OpenCells {
    private static final int MINUTE = 0;
    private static final int DIMENSIONS = 1;
    private static final int COUNTS = 2;
    private static final int FIRST = 1;

    /** Without a cell. Never changed. */
    static final int[] NONE = {Measure.IMPRESSIONS.bit() | Measure.EXPOSURES.bit()};

    private OpenCells() {}

    /** Integers from one cell to the next. */
    static int stride(int[] cells) {
        return COUNTS + Integer.bitCount(cells[0]);
    }

    /** Index of the first cell. The array ends there when there is none. */
    static int first() {
        return FIRST;
    }

    /** Number of cells. */
    static int size(int[] cells) {
        return number(cells, cells.length);
    }

    /** Index of a cell's first count; its last one is before the next cell. */
    static int counts(int cell) {
        return cell + COUNTS;
    }

    /** The cell of a number. */
    static int cell(int[] cells, int number) {
        return FIRST + number * stride(cells);
    }

    /** Number of the cells before this one. */
    static int number(int[] cells, int cell) {
        return (cell - FIRST) / stride(cells);
    }

    /** The cell of a minute and dimensions, or -1. The last ones are asked for most. */
    static int find(int[] cells, int minute, int dimensions) {
        int stride = stride(cells);
        for (int cell = cells.length - stride; cell > 0; cell -= stride) {
            if (cells[cell + DIMENSIONS] == dimensions && cells[cell + MINUTE] == minute) {
                return cell;
            }
        }
        return -1;
    }

    static int minute(int[] cells, int cell) {
        return cells[cell + MINUTE];
    }

    static int dimensions(int[] cells, int cell) {
        return cells[cell + DIMENSIONS];
    }

    /**
     * What a cell has counted of a measure.
     *
     * @param measure its bit
     */
    static int count(int[] cells, int cell, int measure) {
        return (cells[0] & measure) == 0 ? 0 : cells[at(cells, cell, measure)];
    }

    /** Adds one to the count of each of these measures; there is a column of each. */
    static void add(int[] cells, int cell, int measures) {
        for (int left = measures; left != 0; left &= left - 1) {
            cells[at(cells, cell, Integer.lowestOneBit(left))]++;
        }
    }

    /**
     * Adds to the count of a measure that there is a column of; a count that has no room for it stays at the most that there is.
     *
     * @param measure its bit
     */
    static void add(int[] cells, int cell, int measure, int more) {
        int at = at(cells, cell, measure);
        cells[at] = (int) Math.min(Integer.MAX_VALUE, (long) cells[at] + more);
    }

    /**
     * Whether a count can grow by so much.
     *
     * @param measure its bit
     */
    static boolean hasRoom(int[] cells, int cell, int measure, int more) {
        return count(cells, cell, measure) <= Integer.MAX_VALUE - more;
    }

    private static int at(int[] cells, int cell, int measure) {
        return cell + COUNTS + Integer.bitCount(cells[0] & measure - 1);
    }

    /** With one more cell at the end, whose counts are 0. */
    static int[] plus(int[] cells, int minute, int dimensions) {
        int cell = cells.length;
        int[] more = Arrays.copyOf(cells, cell + stride(cells));
        more[cell + MINUTE] = minute;
        more[cell + DIMENSIONS] = dimensions;
        return more;
    }

    /** With a column of each of these measures; the same array when it has them. */
    static int[] withColumns(int[] cells, int measures) {
        if ((measures & ~cells[0]) == 0) {
            return cells;
        }
        int columns = cells[0] | measures;
        int stride = COUNTS + Integer.bitCount(columns);
        int[] wide = new int[FIRST + size(cells) * stride];
        wide[0] = columns;
        int to = FIRST;
        for (int cell = FIRST; cell < cells.length; cell += stride(cells)) {
            wide[to + MINUTE] = cells[cell + MINUTE];
            wide[to + DIMENSIONS] = cells[cell + DIMENSIONS];
            int count = cell + COUNTS;
            for (int left = cells[0]; left != 0; left &= left - 1) {
                wide[at(wide, to, Integer.lowestOneBit(left))] = cells[count++];
            }
            to += stride;
        }
        return wide;
    }

    /** A bit of each measure of which a cell has counted something. */
    static int measures(int[] cells, int cell) {
        int measures = 0;
        int count = cell + COUNTS;
        for (int left = cells[0]; left != 0; left &= left - 1) {
            measures |= cells[count++] == 0 ? 0 : Integer.lowestOneBit(left);
        }
        return measures;
    }

    /** Copies a cell over one that is before it. */
    static void move(int[] cells, int cell, int to) {
        System.arraycopy(cells, cell, cells, to, stride(cells));
    }

    /** With the cells before this one only. */
    static int[] before(int[] cells, int cell) {
        return cell == FIRST ? NONE : Arrays.copyOf(cells, cell);
    }
}
