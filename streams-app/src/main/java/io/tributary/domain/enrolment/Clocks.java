package io.tributary.domain.enrolment;

import java.util.ArrayList;
import java.util.List;

/** What is kept of a merchant's clocks, one for each programme that needs it. Immutable. */
public record Clocks(List<ClockState> all) {
    public static final Clocks NONE = new Clocks(List.of());

    public Clocks {
        all = List.copyOf(all);
    }

    public static Clocks of(List<ClockState> all) {
        return all.isEmpty() ? NONE : new Clocks(all);
    }

    /** The clock under this programme, or null. */
    public ClockState of(String programmeId) {
        for (ClockState each : all) {
            if (each.programmeId().equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    /**
     * The same after an order line counts for more or less.
     *
     * @param paidAt when it was paid, epoch milliseconds
     * @param orders lines more, negative for less
     * @param currency of the line
     * @param sales amount more, minor units, negative for less
     * @return this one when nothing changes
     */
    public Clocks with(long paidAt, int orders, String currency, long sales) {
        List<ClockState> after = new ArrayList<>(all.size());
        boolean changed = false;
        for (ClockState each : all) {
            ClockState.Sold sold = each.sold() == null ? null : each.sold().with(paidAt, orders, currency, sales);
            after.add(sold == each.sold() ? each : each.selling(sold));
            changed |= sold != each.sold();
        }
        return changed ? new Clocks(after) : this;
    }
}
