package io.tributary.domain.rollup;

import io.tributary.domain.Stage;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a merchant stood in a programme on a day: in one period, or in several when they are shorter. Immutable.
 *
 * @param group where it counts
 * @param periods by their start, epoch milliseconds
 */
public record Standing(Place group, Map<Long, Period> periods) {
    /** Where a merchant counts: the code of its seat's county and its size class, empty when unknown. */
    public record Place(String regionCode, String sizeClass) {
        public static final Place UNKNOWN = new Place("", "");
    }

    /**
     * One period.
     *
     * @param end epoch milliseconds, exclusive
     * @param time when it was told, epoch milliseconds
     * @param floor exposures that were guaranteed
     */
    public record Period(long end, long time, Stage stage, long floor, long granted, long spent) {}

    public Standing {
        periods = new TreeMap<>(periods);
    }

    /** With what was told of a period, unless something later is known of it. */
    public Standing with(Place place, long start, Period told) {
        Period known = periods.get(start);
        if (known != null && known.time > told.time) {
            return this;
        }
        Map<Long, Period> all = new TreeMap<>(periods);
        all.put(start, told);
        return new Standing(place, all);
    }

    /** Whether it is of the whole day and nothing else, so that what rows of the day count can be held against it. */
    boolean isOf(long dayStart, long dayEnd) {
        Period only = periods.get(dayStart);
        return periods.size() == 1 && only != null && only.end == dayEnd;
    }

    /** The stage in the last period. */
    public Stage stage() {
        Stage last = Stage.SEED;
        for (Period each : all()) {
            last = each.stage;
        }
        return last;
    }

    long floor() {
        return all().stream().mapToLong(Period::floor).sum();
    }

    long granted() {
        return all().stream().mapToLong(Period::granted).sum();
    }

    long spent() {
        return all().stream().mapToLong(Period::spent).sum();
    }

    private Collection<Period> all() {
        return periods.values();
    }
}
