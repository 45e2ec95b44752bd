package io.tributary.domain.rollup;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one merchant has put into one group: the last row of each surface and arm, so that a restatement replaces it. */
public final class MerchantRows {
    private final Map<Slot, Row> rows = new LinkedHashMap<>();

    /** What a row is of. */
    public record Slot(Surface surface, Arm arm) {}

    /** A row as it was last folded in. */
    public record Row(int revision, Totals totals) {}

    /** The last row of each surface and arm. */
    public Map<Slot, Row> rows() {
        return rows;
    }

    /** Goes on from a kept row. */
    public void restore(Slot slot, Row row) {
        rows.put(slot, row);
    }

    /** Takes a row; what it changes in the group's totals, or nothing when this or a later revision is in already. */
    public Optional<Totals> accept(Slot slot, Row row) {
        Row old = rows.get(slot);
        if (old != null && old.revision >= row.revision) {
            return Optional.empty();
        }
        rows.put(slot, row);
        return Optional.of(old == null ? row.totals : row.totals.minus(old.totals));
    }
}
