package io.tributary.domain.metric;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One window of one merchant: a cell for each membership and dimensions that saw something. There are millions of these, hence an array: a list would
 * be one more object to hold, and one more to wait for.
 */
public final class MetricWindow {
    private static final Cell[] NONE = {};

    private final WindowSize size;
    private final long start;
    private final long end;
    private Cell[] cells = NONE;
    WindowStatus status = WindowStatus.OPEN;

    MetricWindow(WindowSize size, long start, long end) {
        this.size = size;
        this.start = start;
        this.end = end;
    }

    public WindowSize size() {
        return size;
    }

    /** Epoch milliseconds, inclusive. */
    public long start() {
        return start;
    }

    /** Epoch milliseconds, exclusive. */
    public long end() {
        return end;
    }

    boolean holds(long time) {
        return time >= start && time < end;
    }

    /** Whether its time has not been published yet. */
    boolean isOpen() {
        return status == WindowStatus.OPEN;
    }

    /** Whether it holds nothing but corrections that were counted where they happened. */
    boolean isOfCorrections() {
        for (Cell cell : cells) {
            if (!cell.isOfCorrections()) {
                return false;
            }
        }
        return cells.length > 0;
    }

    /** Whether it is final, and published as it is. */
    boolean isSettled() {
        if (status != WindowStatus.FINAL) {
            return false;
        }
        for (Cell cell : cells) {
            if (cell.isChanged()) {
                return false;
            }
        }
        return true;
    }

    /** In the order in which they came. */
    Cell[] cells() {
        return cells;
    }

    /** The cell to count in; it will be published (again). */
    Cell cell(int dimensions, Membership membership) {
        Cell known = find(dimensions, membership);
        Cell cell = known == null ? new Cell(dimensions, membership) : known;
        cell.change();
        if (known == null) {
            add(cell);
        }
        return cell;
    }

    /** A cell, or null when nothing was counted in it. */
    Cell find(int dimensions, Membership membership) {
        for (Cell cell : cells) {
            if (cell.isOf(dimensions, membership)) {
                return cell;
            }
        }
        return null;
    }

    void add(Cell cell) {
        cells = Arrays.copyOf(cells, cells.length + 1);
        cells[cells.length - 1] = cell;
    }

    /**
     * What is to be stored of it.
     *
     * @param memberships those of all cells; each is written by its place in there
     * @param writer to write cells with
     */
    WindowsSnapshot.Window snapshot(List<Membership> memberships, StateWriter writer) {
        writer.reset();
        for (Cell cell : cells) {
            writer.writeInt(memberships.indexOf(cell.membership()));
            cell.write(writer);
        }
        return new WindowsSnapshot.Window(size, start, end - start, status, writer.toByteArray());
    }

    /**
     * What is to be stored of this one window alone.
     *
     * @param writer to write cells with
     */
    public WindowsSnapshot settled(StateWriter writer) {
        List<Membership> known = new ArrayList<>();
        WindowArrays.memberships(new MetricWindow[] {this}, known);
        return new WindowsSnapshot(known, List.of(), 0, List.of(snapshot(known, writer)));
    }

    static MetricWindow restored(WindowsSnapshot.Window snapshot, List<Membership> memberships) {
        MetricWindow window = new MetricWindow(snapshot.size(), snapshot.start(), snapshot.start() + snapshot.length());
        window.status = snapshot.status();
        List<Cell> read = new ArrayList<>();
        StateReader reader = new StateReader(snapshot.cells());
        while (reader.hasMore()) {
            Membership membership = memberships.get(reader.readInt());
            read.add(Cell.read(reader, membership));
        }
        window.cells = read.toArray(Cell[]::new);
        return window;
    }
}
