package io.tributary.domain.metric;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * One merchant's open minutes: a cell for each minute and {@link Dimensions} that saw something. Nearly every event changes one of these
 * cells and nothing else, and there are millions of them. Hence one array for all of a merchant's cells, {@link OpenCells}, where windows
 * and cells of their own were to be waited for one after the other; and hence a superclass and not a field.
 */
abstract sealed class OpenMinutes permits ClosedWindows {
    private static final long MINUTE = 60_000;

    /** Times are before this one, which is in the year 2225; epoch milliseconds. */
    public static final long END_OF_TIME = (1L << 27) * MINUTE;

    /**
     * Most cells: as many as a merchant with all surfaces and arms has in an hour without a beat, which would close minutes. Beyond them
     * events are counted in their hours and days only, so that the record stays below what a topic takes.
     */
    static final int MOST_CELLS = 1024;

    static final Charges[] NO_CHARGES = {};
    static final Sales[] NO_SALES = {};

    /** In the order in which they came. */
    private int[] cells = OpenCells.NONE;
    /** Of as many cells as it is long; null where nothing is sold. */
    private Sales[] sales = NO_SALES;
    /** The same for what is charged; most merchants are never charged for anything. */
    private Charges[] charges = NO_CHARGES;

    /** Reads from memory where the cells are. What it returns means nothing. */
    public int prefetchOpen() {
        return cells == OpenCells.NONE ? 0 : 1;
    }

    /** Reads the cells from memory. What it returns means nothing. */
    public int prefetch() {
        return cells.length;
    }

    /**
     * The cell to count in, with room for counts of these measures, a bit of each; -1 when there is none. Others are elsewhere then.
     */
    int find(long time, int dimensions, int measures) {
        int cell = OpenCells.find(cells, minute(time), dimensions);
        if (cell >= 0 && (measures & ~cells[0]) != 0) {
            int number = OpenCells.number(cells, cell);
            cells = OpenCells.withColumns(cells, measures);
            return OpenCells.cell(cells, number);
        }
        return cell;
    }

    /** Whether there is a cell of the minute that holds this time. */
    boolean isOpen(long time) {
        int stride = OpenCells.stride(cells);
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            if (OpenCells.minute(cells, cell) == minute(time)) {
                return true;
            }
        }
        return false;
    }

    /** How many cells there are. */
    public int openCells() {
        return OpenCells.size(cells);
    }

    boolean isFull() {
        return OpenCells.size(cells) >= MOST_CELLS;
    }

    /** Adds a cell that is not there, and with it, when it is the first one of its minute, the minute. */
    int open(long time, int dimensions, int measures) {
        int[] roomy = OpenCells.withColumns(cells, measures);
        cells = OpenCells.plus(roomy, minute(time), dimensions);
        return roomy.length;
    }

    /**
     * Counts an impression.
     *
     * @param measures those that grow by one, a bit of each
     * @param chargedTo the programme that is charged, or null
     */
    void count(int cell, int measures, String chargedTo) {
        if (chargedTo != null) {
            charge(cell, charges(cell).plus(chargedTo, 1, OpenCells.count(cells, cell, Measure.CHARGED.bit())));
        }
        OpenCells.add(cells, cell, measures);
    }

    /** Counts places that an impression was moved down by; there is a column of them. */
    void displace(int cell, int places) {
        OpenCells.add(cells, cell, Measure.DISPLACED.bit(), places);
    }

    /** Whether it has room for so many units more. */
    boolean hasRoom(int cell, SaleEvent sale) {
        return OpenCells.hasRoom(cells, cell, Measure.UNITS.bit(), sale.units());
    }

    /** Counts an event of an order line. */
    void count(int cell, SaleEvent sale) {
        OpenCells.add(cells, cell, sale.measures());
        if (sale.units() > 0) {
            OpenCells.add(cells, cell, Measure.UNITS.bit(), sale.units());
        }
        if (sale.currency() != null) {
            ownSales(cell).add(sale.currency(), sale.gross(), sale.refunded(), sale.refundedInWindow());
        }
    }

    /** Whether an open cell has counted what a correction takes off. */
    boolean fits(int cell, Correction correction) {
        boolean isCharged = correction.chargedTo() == null
                || charges(cell)
                                .by(OpenCells.count(cells, cell, Measure.CHARGED.bit()))
                                .getOrDefault(correction.chargedTo(), 0L)
                        > 0;
        return isCharged && correction.fits(measure -> OpenCells.count(cells, cell, measure));
    }

    /** Counts less and more in an open cell that has room for it, and that it {@link #fits}. */
    void correct(int cell, Correction correction) {
        if (correction.chargedTo() != null) {
            long before = OpenCells.count(cells, cell, Measure.CHARGED.bit());
            charge(cell, charges(cell).plus(correction.chargedTo(), -1, before));
        }
        for (int left = correction.less(); left != 0; left &= left - 1) {
            OpenCells.add(cells, cell, Integer.lowestOneBit(left), -1);
        }
        if (correction.displaced() > 0) {
            displace(cell, -correction.displaced());
        }
        OpenCells.add(cells, cell, correction.more());
    }

    private Charges charges(int cell) {
        Charges known = charges.length == 0 ? null : CellParts.get(charges, OpenCells.number(cells, cell));
        return known == null ? Charges.NONE : known;
    }

    private void charge(int cell, Charges now) {
        charges = CellParts.put(charges, OpenCells.number(cells, cell), now);
    }

    /** What a cell has sold, or null. */
    private Sales sales(int cell) {
        return sales.length == 0 ? null : CellParts.get(sales, OpenCells.number(cells, cell));
    }

    private Sales ownSales(int cell) {
        if (sales(cell) == null) {
            sales = CellParts.put(sales, OpenCells.number(cells, cell), new Sales());
        }
        return sales(cell);
    }

    /** End (exclusive) of the first open minute, epoch milliseconds; {@link Long#MAX_VALUE} when there is none. */
    long firstEnd() {
        int stride = OpenCells.stride(cells);
        long end = Long.MAX_VALUE;
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            end = Math.min(end, start(cell) + MINUTE);
        }
        return end;
    }

    /**
     * End (exclusive) of the first cell's minute, epoch milliseconds; {@link Long#MAX_VALUE} when there is none.
     *
     * @param corrections of cells that hold nothing but corrections counted where they happened, or of all others
     */
    long firstEnd(boolean corrections) {
        int stride = OpenCells.stride(cells);
        long end = Long.MAX_VALUE;
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            if (Measure.areOfCorrections(OpenCells.measures(cells, cell)) == corrections) {
                end = Math.min(end, start(cell) + MINUTE);
            }
        }
        return end;
    }

    /** End (exclusive) of the last open minute, epoch milliseconds; 0 when there is none. */
    public long lastOpenEnd() {
        int stride = OpenCells.stride(cells);
        long end = 0;
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            end = Math.max(end, start(cell) + MINUTE);
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
        int stride = OpenCells.stride(cells);
        int left = OpenCells.first();
        for (int cell = OpenCells.first(); cell < cells.length; cell += stride) {
            if (start(cell) == start) {
                window.add(closed(cell, membership));
            } else {
                move(cell, left);
                left += stride;
            }
        }
        int number = OpenCells.number(cells, left);
        cells = OpenCells.before(cells, left);
        sales = number == 0 ? NO_SALES : CellParts.first(sales, number);
        charges = number == 0 ? NO_CHARGES : CellParts.first(charges, number);
        return window;
    }

    private void move(int cell, int to) {
        CellParts.move(sales, OpenCells.number(cells, cell), OpenCells.number(cells, to));
        CellParts.move(charges, OpenCells.number(cells, cell), OpenCells.number(cells, to));
        OpenCells.move(cells, cell, to);
    }

    private Cell closed(int cell, Membership membership) {
        int measures = OpenCells.measures(cells, cell);
        long[] counts = new long[Integer.bitCount(measures)];
        int next = 0;
        for (int left = measures; left != 0; left &= left - 1) {
            counts[next++] = OpenCells.count(cells, cell, Integer.lowestOneBit(left));
        }
        int dimensions = OpenCells.dimensions(cells, cell);
        Cell closed = new Cell(dimensions, membership, measures, counts, charges(cell), sales(cell));
        closed.change();
        return closed;
    }

    /** Writes the open minutes, which change with every event. */
    public void writeOpen(StateWriter writer) {
        OpenMinutesFormat.write(writer, cells, charges, sales);
    }

    /**
     * Puts what {@link #writeOpen} wrote in the place of the open minutes.
     *
     * @throws IllegalStateException when it is of another layout
     */
    public void readOpen(StateReader reader) {
        OpenMinutesFormat read = OpenMinutesFormat.read(reader);
        cells = read.cells;
        charges = read.charges;
        sales = read.sales;
    }

    private static int minute(long time) {
        return (int) (time / MINUTE);
    }

    private long start(int cell) {
        return OpenCells.minute(cells, cell) * MINUTE;
    }
}
