package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Arrays;

/**
 * One merchant's open minutes: a cell for each surface and arm that saw something in one. Nearly every event changes one of these cells
 * and nothing else, and there are millions of them. Hence one array for all of a merchant's cells, where windows and cells of their own
 * were to be waited for one after the other; and hence a superclass and not a field.
 */
abstract sealed class OpenMinutes permits MetricWindows {
    private static final long MINUTE = 60_000;
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int SURFACE_BITS = 3;
    private static final int ARM_BITS = 2;
    private static final int MINUTE_BITS = Integer.SIZE - SURFACE_BITS - ARM_BITS;

    /** Times are before this one, which is in the year 2225; epoch milliseconds. */
    public static final long END_OF_TIME = (1L << MINUTE_BITS) * MINUTE;

    /** A cell is its minute, surface and arm, and then five counts. */
    private static final int IMPRESSIONS = 1;

    private static final int EXPOSURES = 2;
    private static final int INVALID = 3;
    private static final int CHARGED = 4;
    private static final int LATE = 5;
    private static final int CELL = 6;
    private static final int SOLD = 1;
    private static final int CHARGED_TO = 1 << CELL;
    /**
     * Most cells: as many as a merchant with all surfaces and arms has in an hour without a beat, which would close minutes. Beyond them
     * events are counted in their hours and days only, so that the record stays below what a topic takes.
     */
    static final int MOST_CELLS = 1024;

    private static final int[] NO_CELLS = {};
    private static final Charges[] NO_CHARGES = {};
    private static final Sales[] NO_SALES = {};

    /** One cell after the other, in the order in which they came. Of one minute, so that no count is too large for an integer. */
    private int[] cells = NO_CELLS;
    /** Of as many cells as it is long; null where nothing is sold. */
    private Sales[] sales = NO_SALES;
    /** The same for what is charged; most merchants are never charged for anything. */
    private Charges[] charges = NO_CHARGES;

    /** Reads from memory where the cells are. What it returns means nothing. */
    public int prefetchOpen() {
        return cells == NO_CELLS ? 0 : 1;
    }

    /** Reads the cells from memory. What it returns means nothing. */
    public int prefetch() {
        return cells.length;
    }

    /** Where the cell to count in is, or -1 when there is none. */
    int find(long time, Surface surface, Arm arm) {
        int wanted = name(time, surface, arm);
        for (int at = cells.length - CELL; at >= 0; at -= CELL) {
            if (cells[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Whether there is a cell of the minute that holds this time. */
    boolean isOpen(long time) {
        for (int at = 0; at < cells.length; at += CELL) {
            if (start(cells[at]) == time - time % MINUTE) {
                return true;
            }
        }
        return false;
    }

    boolean isFull() {
        return cells.length >= MOST_CELLS * CELL;
    }

    /** Adds a cell that is not there, and with it, when it is the first one of its minute, the minute. */
    int open(long time, Surface surface, Arm arm) {
        int at = cells.length;
        cells = Arrays.copyOf(cells, at + CELL);
        cells[at] = name(time, surface, arm);
        return at;
    }

    void impression(int at, boolean exposed, boolean invalid, boolean late) {
        cells[at + IMPRESSIONS]++;
        cells[at + EXPOSURES] += exposed ? 1 : 0;
        cells[at + INVALID] += invalid ? 1 : 0;
        late(at, late);
    }

    void charge(int at, String programmeId) {
        charge(at, charges(at).plus(programmeId, 1, cells[at + CHARGED]));
        cells[at + CHARGED]++;
    }

    private Charges charges(int at) {
        int cell = at / CELL;
        return cell < charges.length && charges[cell] != null ? charges[cell] : Charges.NONE;
    }

    private void charge(int at, Charges now) {
        int cell = at / CELL;
        charges = cell < charges.length ? charges : Arrays.copyOf(charges, cell + 1);
        charges[cell] = now;
    }

    void late(int at, boolean late) {
        cells[at + LATE] += late ? 1 : 0;
    }

    /** What a cell has sold, to be changed. */
    Sales sales(int at) {
        if (sold(at) == null) {
            sell(at, new Sales());
        }
        return sold(at);
    }

    /** What a cell has sold, or null. */
    private Sales sold(int at) {
        int cell = at / CELL;
        return cell < sales.length ? sales[cell] : null;
    }

    private void sell(int at, Sales sold) {
        int cell = at / CELL;
        sales = cell < sales.length ? sales : Arrays.copyOf(sales, cell + 1);
        sales[cell] = sold;
    }

    /** End (exclusive) of the first open minute, epoch milliseconds; {@link Long#MAX_VALUE} when there is none. */
    long firstEnd() {
        long end = Long.MAX_VALUE;
        for (int at = 0; at < cells.length; at += CELL) {
            end = Math.min(end, start(cells[at]) + MINUTE);
        }
        return end;
    }

    /** End (exclusive) of the last open minute, epoch milliseconds; 0 when there is none. */
    public long lastOpenEnd() {
        long end = 0;
        for (int at = 0; at < cells.length; at += CELL) {
            end = Math.max(end, start(cells[at]) + MINUTE);
        }
        return end;
    }

    /**
     * Makes a window of the open minute that holds a time, which is no longer one then. There is one.
     *
     * @param membership of all open minutes
     */
    MetricWindow close(long time, Membership membership) {
        long start = time - time % MINUTE;
        MetricWindow window = new MetricWindow(WindowSize.MINUTE, start, start + MINUTE);
        int left = 0;
        for (int at = 0; at < cells.length; at += CELL) {
            if (start(cells[at]) == start) {
                window.add(closed(at, membership));
            } else {
                move(at, left);
                left += CELL;
            }
        }
        cells = left == 0 ? NO_CELLS : Arrays.copyOf(cells, left);
        sales = left == 0 ? NO_SALES : Arrays.copyOf(sales, Math.min(sales.length, left / CELL));
        charges = left == 0 ? NO_CHARGES : Arrays.copyOf(charges, Math.min(charges.length, left / CELL));
        return window;
    }

    private void move(int at, int to) {
        System.arraycopy(cells, at, cells, to, CELL);
        if (to / CELL < sales.length) {
            sales[to / CELL] = sold(at);
        }
        if (to / CELL < charges.length) {
            charges[to / CELL] = charges(at);
        }
    }

    private Cell closed(int at, Membership membership) {
        Cell cell = new Cell(surface(cells[at]), membership, arm(cells[at]));
        cell.impressions = cells[at + IMPRESSIONS];
        cell.exposures = cells[at + EXPOSURES];
        cell.invalid = cells[at + INVALID];
        cell.charged = cells[at + CHARGED];
        cell.charges = charges(at);
        cell.late = cells[at + LATE];
        cell.sales = sold(at) == null ? Sales.NONE : sold(at);
        cell.changed = true;
        return cell;
    }

    /** Writes the open minutes, which change with every event. Most counts are 0: a bit for each says which are not. */
    public void writeOpen(StateWriter writer) {
        writer.writeInt(cells.length);
        int before = 0;
        for (int at = 0; at < cells.length; at += CELL) {
            writer.writeInt(cells[at] - before);
            before = cells[at];
            writer.writeByte(present(at));
            for (int count = at + IMPRESSIONS; count < at + CELL; count++) {
                if (cells[count] != 0) {
                    writer.writeInt(cells[count]);
                }
            }
            if (charges(at) != Charges.NONE) {
                charges(at).write(writer);
            }
            if (sold(at) != null) {
                sold(at).write(writer);
            }
        }
    }

    private int present(int at) {
        int present = (sold(at) == null ? 0 : SOLD) | (charges(at) == Charges.NONE ? 0 : CHARGED_TO);
        for (int count = IMPRESSIONS; count < CELL; count++) {
            present |= cells[at + count] == 0 ? 0 : 1 << count;
        }
        return present;
    }

    /** Puts what {@link #writeOpen} wrote in the place of the open minutes. */
    public void readOpen(StateReader reader) {
        int length = reader.readInt();
        cells = length == 0 ? NO_CELLS : new int[length];
        sales = NO_SALES;
        charges = NO_CHARGES;
        int before = 0;
        for (int at = 0; at < length; at += CELL) {
            before += reader.readInt();
            cells[at] = before;
            int present = reader.readByte();
            for (int count = IMPRESSIONS; count < CELL; count++) {
                cells[at + count] = (present & 1 << count) == 0 ? 0 : reader.readInt();
            }
            if ((present & CHARGED_TO) != 0) {
                charge(at, Charges.read(reader));
            }
            if ((present & SOLD) != 0) {
                sell(at, Sales.read(reader));
            }
        }
    }

    /** A cell's minute, surface and arm in all bits of an integer. */
    private static int name(long time, Surface surface, Arm arm) {
        return (int) (time / MINUTE) << SURFACE_BITS + ARM_BITS | surface.ordinal() << ARM_BITS | arm.ordinal();
    }

    /** When the minute began, epoch milliseconds. */
    private static long start(int name) {
        return (name >>> SURFACE_BITS + ARM_BITS) * MINUTE;
    }

    private static Surface surface(int name) {
        return SURFACES[name >> ARM_BITS & (1 << SURFACE_BITS) - 1];
    }

    private static Arm arm(int name) {
        return ARMS[name & (1 << ARM_BITS) - 1];
    }
}
