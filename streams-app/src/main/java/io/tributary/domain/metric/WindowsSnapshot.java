package io.tributary.domain.metric;

import java.util.List;

/**
 * A merchant's metric windows that are not open minutes, for its record.
 *
 * @param memberships all that the rest names by their place in here
 * @param earlier those that are over, in the order of time
 * @param current place of the one that holds now
 * @param windows minutes, hours and days, those of each size in the order of time
 */
public record WindowsSnapshot(List<Membership> memberships, List<Earlier> earlier, int current, List<Window> windows) {
    /** Version of the layout of packed cells, which {@link Cell} draws. */
    public static final int CELL_LAYOUT = 1;

    /**
     * A membership that is over.
     *
     * @param membership its place
     * @param end first moment after it, epoch milliseconds
     */
    public record Earlier(int membership, long end) {}

    /**
     * A window.
     *
     * @param start epoch milliseconds
     * @param length milliseconds to its end
     * @param cells its cells one after the other, each behind the place of its membership
     */
    public record Window(WindowSize size, long start, long length, WindowStatus status, byte[] cells) {}
}
