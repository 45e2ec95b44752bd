package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Arrays;

/**
 * One merchant's open minutes: a cell for each surface and arm that saw something in one. Nearly every event changes one of these cells
 * and nothing else, and there are millions of them. Hence two arrays for all of a merchant's cells, where windows and cells of their own
 * were to be waited for one after the other; and hence a superclass and not a field.
 */
abstract sealed class OpenMinutes permits MetricWindows {
    private static final long MINUTE = 60_000;
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int SURFACE_BITS = 3;
    private static final int ARM_BITS = 2;
    private static final int IMPRESSIONS = 0;
    private static final int EXPOSURES = 1;
    private static final int INVALID = 2;
    private static final int CHARGED = 3;
    private static final int LATE = 4;
    private static final int COUNTS = 5;
    private static final int SOLD = 1 << COUNTS;
    private static final long[] NO_CELLS = {};
    private static final int[] NO_COUNTS = {};
    private static final Sales[] NO_SALES = {};

    /** Minute, surface and arm of each cell, in the order in which they came. */
    private long[] cells = NO_CELLS;
    /** {@link #COUNTS} of each cell. Of one minute, so there are not too many for an integer. */
    private int[] counts = NO_COUNTS;
    /** Of as many cells as it is long; null where nothing is sold. */
    private Sales[] sales = NO_SALES;

    /** Reads from memory where the cells are. What it returns means nothing. */
    public int touchOpen() {
        return cells == NO_CELLS ? 0 : 1;
    }

    /** Reads the cells from memory. What it returns means nothing. */
    public int touch() {
        return cells.length + counts.length;
    }

    /** The cell to count in, or -1 when there is none. */
    int find(long time, Surface surface, Arm arm) {
        long wanted = cell(time, surface, arm);
        for (int at = cells.length - 1; at >= 0; at--) {
            if (cells[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Whether there is a cell of the minute that holds this time. */
    boolean isOpen(long time) {
        long minute = Math.floorDiv(time, MINUTE);
        for (long cell : cells) {
            if (minute(cell) == minute) {
                return true;
            }
        }
        return false;
    }

    /** Adds a cell that is not there, and with it, when it is the first one of its minute, the minute. */
    int open(long time, Surface surface, Arm arm) {
        return add(cell(time, surface, arm));
    }

    private int add(long cell) {
        int at = cells.length;
        cells = Arrays.copyOf(cells, at + 1);
        counts = Arrays.copyOf(counts, counts.length + COUNTS);
        cells[at] = cell;
        return at;
    }

    void impression(int cell, boolean exposed, boolean invalid, boolean charged, boolean late) {
        int at = cell * COUNTS;
        counts[at + IMPRESSIONS]++;
        counts[at + EXPOSURES] += exposed ? 1 : 0;
        counts[at + INVALID] += invalid ? 1 : 0;
        counts[at + CHARGED] += charged ? 1 : 0;
        counts[at + LATE] += late ? 1 : 0;
    }

    void late(int cell, boolean late) {
        counts[cell * COUNTS + LATE] += late ? 1 : 0;
    }

    /** What a cell has sold, to be changed. */
    Sales sales(int cell) {
        if (sales.length <= cell) {
            sales = Arrays.copyOf(sales, cell + 1);
        }
        if (sales[cell] == null) {
            sales[cell] = new Sales();
        }
        return sales[cell];
    }

    private boolean isSold(int cell) {
        return cell < sales.length && sales[cell] != null;
    }

    /** End (exclusive) of the first open minute, epoch milliseconds; {@link Long#MAX_VALUE} when there is none. */
    long firstEnd() {
        long end = Long.MAX_VALUE;
        for (long cell : cells) {
            end = Math.min(end, (minute(cell) + 1) * MINUTE);
        }
        return end;
    }

    /** Makes a window of the first open minute, which is no longer one then. There is one. */
    MetricWindow closeFirst() {
        long end = firstEnd();
        MetricWindow window = new MetricWindow(WindowSize.MINUTE, end - MINUTE, end);
        long[] all = cells;
        int[] allCounts = counts;
        Sales[] allSales = sales;
        cells = NO_CELLS;
        counts = NO_COUNTS;
        sales = NO_SALES;
        for (int i = 0; i < all.length; i++) {
            Sales sold = i < allSales.length ? allSales[i] : null;
            if (minute(all[i]) * MINUTE == window.start()) {
                window.add(closed(all[i], allCounts, i * COUNTS, sold));
            } else {
                int at = add(all[i]);
                System.arraycopy(allCounts, i * COUNTS, counts, at * COUNTS, COUNTS);
                restore(at, sold);
            }
        }
        return window;
    }

    private static Cell closed(long open, int[] counts, int at, Sales sold) {
        Cell cell = new Cell(surface(open), arm(open));
        cell.impressions = counts[at + IMPRESSIONS];
        cell.exposures = counts[at + EXPOSURES];
        cell.invalid = counts[at + INVALID];
        cell.charged = counts[at + CHARGED];
        cell.late = counts[at + LATE];
        cell.sales = sold == null ? Sales.NONE : sold;
        cell.changed = true;
        return cell;
    }

    private void restore(int cell, Sales sold) {
        if (sold != null) {
            sales = Arrays.copyOf(sales, cell + 1);
            sales[cell] = sold;
        }
    }

    /** Writes the open minutes, which change with every event. Most counts are 0: a bit for each says which are not. */
    public void writeOpen(StateWriter writer) {
        writer.writeInt(cells.length);
        long before = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            writer.writeLong(cells[cell] - before);
            before = cells[cell];
            writer.writeByte(present(cell));
            for (int at = cell * COUNTS; at < (cell + 1) * COUNTS; at++) {
                if (counts[at] != 0) {
                    writer.writeInt(counts[at]);
                }
            }
            if (isSold(cell)) {
                sales[cell].write(writer);
            }
        }
    }

    private int present(int cell) {
        int present = isSold(cell) ? SOLD : 0;
        for (int i = 0; i < COUNTS; i++) {
            present |= counts[cell * COUNTS + i] == 0 ? 0 : 1 << i;
        }
        return present;
    }

    /** Puts what {@link #writeOpen} wrote in the place of the open minutes. */
    public void readOpen(StateReader reader) {
        int size = reader.readInt();
        cells = size == 0 ? NO_CELLS : new long[size];
        counts = size == 0 ? NO_COUNTS : new int[size * COUNTS];
        sales = NO_SALES;
        long before = 0;
        for (int cell = 0; cell < size; cell++) {
            before += reader.readLong();
            cells[cell] = before;
            int present = reader.readByte();
            for (int i = 0; i < COUNTS; i++) {
                counts[cell * COUNTS + i] = (present & 1 << i) == 0 ? 0 : reader.readInt();
            }
            restore(cell, (present & SOLD) == 0 ? null : Sales.read(reader));
        }
    }

    private static long cell(long time, Surface surface, Arm arm) {
        return Math.floorDiv(time, MINUTE) << SURFACE_BITS + ARM_BITS | surface.ordinal() << ARM_BITS | arm.ordinal();
    }

    private static long minute(long cell) {
        return cell >> SURFACE_BITS + ARM_BITS;
    }

    private static Surface surface(long cell) {
        return SURFACES[(int) cell >> ARM_BITS & (1 << SURFACE_BITS) - 1];
    }

    private static Arm arm(long cell) {
        return ARMS[(int) cell & (1 << ARM_BITS) - 1];
    }
}
