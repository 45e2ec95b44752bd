package io.tributary.domain.metric;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which programmes the charged exposures of a cell are charged to. Nearly always that is one programme, whose count is the cell's then;
 * cells share one object for it. Immutable.
 */
public final class Charges {
    /** None is charged. */
    public static final Charges NONE = new Charges(null, Map.of());

    private static final Map<String, Charges> ALL_TO_ONE = new ConcurrentHashMap<>();

    private final String one;
    private final Map<String, Long> several;

    private Charges(String one, Map<String, Long> several) {
        this.one = one;
        this.several = several;
    }

    private static Charges allTo(String programmeId) {
        return ALL_TO_ONE.computeIfAbsent(programmeId, id -> new Charges(id, Map.of()));
    }

    /**
     * With more charged exposures, or less.
     *
     * @param more negative when they are taken back; no more than there are
     * @param before charged exposures of the cell until now
     */
    Charges plus(String programmeId, long more, long before) {
        if (programmeId.equals(one)) {
            return this;
        }
        if (this == NONE) {
            return allTo(programmeId);
        }
        Map<String, Long> counts = new TreeMap<>(by(before));
        counts.merge(programmeId, more, Long::sum);
        counts.values().removeIf(count -> count == 0);
        return counts.isEmpty() ? NONE : new Charges(null, counts);
    }

    /**
     * With those of another cell.
     *
     * @param more charged exposures of that cell
     * @param before those of this one until now
     */
    Charges plus(Charges other, long more, long before) {
        Charges sum = this;
        long all = before;
        for (Map.Entry<String, Long> each : other.by(more).entrySet()) {
            sum = sum.plus(each.getKey(), each.getValue(), all);
            all += each.getValue();
        }
        return sum;
    }

    /**
     * Exposures by programme.
     *
     * @param all charged exposures of the cell
     */
    Map<String, Long> by(long all) {
        if (one == null) {
            return several;
        }
        return all == 0 ? Map.of() : Map.of(one, all);
    }

    void write(StateWriter writer) {
        writer.writeInt(one == null ? several.size() : -1);
        if (one != null) {
            writer.writeString(one);
        }
        several.forEach((programmeId, count) -> {
            writer.writeString(programmeId);
            writer.writeLong(count);
        });
    }

    static Charges read(StateReader reader) {
        int count = reader.readInt();
        if (count < 0) {
            return allTo(reader.readString());
        }
        Map<String, Long> several = new TreeMap<>();
        for (int left = count; left > 0; left--) {
            several.put(reader.readString(), reader.readLong());
        }
        return several.isEmpty() ? NONE : new Charges(null, several);
    }
}
