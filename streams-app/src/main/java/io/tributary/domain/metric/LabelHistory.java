package io.tributary.domain.metric;

import io.tributary.domain.Interned;
import java.util.ArrayList;
import java.util.List;

/**
 * A merchant's labels over time, so that a window that is restated has those that were true at its end. Immutable, and one object for all
 * merchants of whom the same is true.
 *
 * <p>Of a merchant whose labels change very often only the last {@value #MOST_EARLIER} that are over are known; what was before them
 * has the oldest of these.
 */
public final class LabelHistory {
    /** Nothing was ever known. */
    public static final LabelHistory NONE = new LabelHistory(List.of(), Labels.NONE, Long.MIN_VALUE);

    static final int MOST_EARLIER = 8;
    private static final Interned<LabelHistory> KNOWN = new Interned<>();

    private final List<Earlier> earlier;
    private final Labels current;
    private final long from;

    /**
     * Labels that are over.
     *
     * @param end first moment after them, epoch milliseconds
     */
    public record Earlier(Labels labels, long end) {}

    private LabelHistory(List<Earlier> earlier, Labels current, long from) {
        this.earlier = List.copyOf(earlier);
        this.current = current;
        this.from = from;
    }

    /** Takes back what {@link #earlier} and {@link #current} gave. */
    public static LabelHistory of(List<Earlier> earlier, Labels current) {
        long from = earlier.isEmpty() ? Long.MIN_VALUE : earlier.get(earlier.size() - 1).end;
        return KNOWN.of(new LabelHistory(earlier, current, from));
    }

    /**
     * With other labels. The first ones are taken to have been true always: before them nothing was known.
     *
     * @param time from which they are true, epoch milliseconds
     */
    public LabelHistory changed(Labels now, long time) {
        if (now.equals(current)) {
            return this;
        }
        if (this == NONE || time <= from) {
            return of(earlier, now);
        }
        List<Earlier> all = new ArrayList<>(earlier);
        all.add(new Earlier(current, time));
        return of(all.subList(Math.max(0, all.size() - MOST_EARLIER), all.size()), now);
    }

    /** What was true at a time, epoch milliseconds. */
    public Labels at(long time) {
        if (time < from) {
            for (Earlier each : earlier) {
                if (time < each.end) {
                    return each.labels;
                }
            }
        }
        return current;
    }

    /** The labels that are true now. */
    public Labels current() {
        return current;
    }

    /** Those before, in the order of time. */
    public List<Earlier> earlier() {
        return earlier;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelHistory history
                && current.equals(history.current)
                && earlier.equals(history.earlier);
    }

    @Override
    public int hashCode() {
        return 31 * earlier.hashCode() + current.hashCode();
    }
}
