package io.tributary.domain.rollup;

import io.tributary.domain.Arm;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.rollup.Standing.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one merchant has put into one group: the last row of each surface, arm and membership, so that a restatement replaces it. */
public final class MerchantRows {
    private static final Map<String, Stage> STAGES =
            Stream.of(Stage.values()).collect(Collectors.toMap(Stage::name, stage -> stage));

    private final Map<Slot, Row> rows = new LinkedHashMap<>();
    private Place place = Place.UNKNOWN;

    /**
     * What a row is of.
     *
     * @param membership names the programmes that the merchant was in, and their terms
     */
    public record Slot(Surface surface, Arm arm, String membership) {
        /** Stage of the merchant in a programme; null when it was none of its members. */
        Stage stageIn(String programmeId) {
            for (String each : membership.split(",")) {
                String[] terms = each.split("/");
                if (terms.length == 3 && terms[0].equals(programmeId)) {
                    return STAGES.getOrDefault(terms[2], Stage.SEED);
                }
            }
            return null;
        }
    }

    /** A row as it was last folded in. */
    public record Row(int revision, WindowStatus status, Totals totals) {
        private boolean is(WindowStatus other) {
            return status == other;
        }
    }

    /**
     * What a row changes in its group.
     *
     * @param provisional how many more rows are provisional now
     * @param restated how many more are restated
     */
    public record Change(Totals totals, int provisional, int restated) {
        private static Change of(Row old, Row now) {
            return new Change(
                    old == null ? now.totals : now.totals.minus(old.totals),
                    more(old, now, WindowStatus.PROVISIONAL),
                    more(old, now, WindowStatus.RESTATED));
        }

        private static int more(Row old, Row now, WindowStatus status) {
            return (now.is(status) ? 1 : 0) - (old != null && old.is(status) ? 1 : 0);
        }
    }

    /** The last row of each surface, arm and membership. */
    public Map<Slot, Row> rows() {
        return rows;
    }

    /** Where the merchant counts: as its newest row says. */
    public Place place() {
        return place;
    }

    public void place(Place now) {
        place = now;
    }

    /** Goes on from a kept row. */
    public void restore(Slot slot, Row row) {
        rows.put(slot, row);
    }

    /** Takes a row; what it changes in the group, or nothing when this or a later revision is in already. */
    public Optional<Change> accept(Slot slot, Row row) {
        Row old = rows.get(slot);
        if (old != null && old.revision >= row.revision) {
            return Optional.empty();
        }
        rows.put(slot, row);
        return Optional.of(Change.of(old, row));
    }
}
