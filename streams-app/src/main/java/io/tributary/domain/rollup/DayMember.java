package io.tributary.domain.rollup;

import io.tributary.domain.Stage;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.rollup.Standing.Place;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** One merchant of a programme on one day: what was shown and sold of it, and how it stood. */
public final class DayMember {
    private final Window window;
    private final MerchantRows rows;
    private final Standing standing;
    private final boolean isEligible;
    private final long charged;

    /** Of which programme and day. Times are epoch milliseconds, the end exclusive. */
    public record Window(String programmeId, long start, long end) {}

    /**
     * @param rows none when nothing was counted
     * @param standing null when nothing was told
     */
    public DayMember(Window window, MerchantRows rows, Standing standing) {
        this.window = window;
        this.rows = rows;
        this.standing = standing;
        this.isEligible = standing != null
                || rows.rows().keySet().stream().anyMatch(slot -> slot.stageIn(window.programmeId) != null);
        boolean byRows = standing == null || standing.isOf(window.start, window.end);
        this.charged = byRows ? count(Measure.CHARGED) : standing.spent();
    }

    Place place() {
        return rows.rows().isEmpty() ? standing.group() : rows.place();
    }

    /** What was counted of it, by surface, arm and memberships. */
    Map<MerchantRows.Slot, MerchantRows.Row> rows() {
        return rows.rows();
    }

    /** Its stage where no row says it. */
    Stage stage() {
        return standing == null ? Stage.SEED : standing.stage();
    }

    Stage stage(MerchantRows.Slot slot) {
        Stage said = slot.stageIn(window.programmeId);
        return said == null ? stage() : said;
    }

    /** The stages that it was in. */
    Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        rows.rows().keySet().forEach(slot -> stages.add(stage(slot)));
        if (standing != null) {
            standing.periods().values().forEach(period -> stages.add(period.stage()));
        }
        return stages;
    }

    /** Whether the programme's rules admitted it on that day; else it is here for exposures that came late. */
    public boolean isEligible() {
        return isEligible;
    }

    boolean hasOrdered() {
        return count(Measure.ORDERS) > 0;
    }

    boolean isSupported() {
        return charged > 0;
    }

    long floor() {
        return standing == null ? 0 : standing.floor();
    }

    public long granted() {
        return standing == null ? 0 : standing.granted();
    }

    /** Exposures charged to the programme. */
    public long charged() {
        return charged;
    }

    boolean hasFloorMet() {
        return floor() > 0 && charged >= floor();
    }

    /** What was counted in all rows. */
    public long count(Measure measure) {
        return rows.rows().values().stream()
                .mapToLong(row -> row.totals().count(measure))
                .sum();
    }
}
