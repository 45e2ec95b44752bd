package io.tributary.domain.merchant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Verdicts that have overtaken their impressions, which may still come: topics are read one beside the other, and after a broker or an
 * instance stood still one may be ahead by as long as that took. They wait for their impressions, in the order in which they came.
 */
public final class EarlyVerdicts {
    /** Verdicts that wait at most, some 500 kB of state; one that is early beyond these is not held. */
    public static final int MOST = 4_096;

    private final List<Held> held = new ArrayList<>();
    private boolean changed;

    /** A verdict that waits, and whose. */
    public record Held(String merchantId, VerdictEvent verdict) {}

    /**
     * Has a verdict wait.
     *
     * @return whether there was room
     */
    boolean add(String merchantId, VerdictEvent verdict) {
        boolean hasRoom = held.size() < MOST;
        if (hasRoom) {
            held.add(new Held(merchantId, verdict));
            changed = true;
        }
        return hasRoom;
    }

    /** Hands out those that are ready, who do not wait any longer then. */
    List<Held> take(Predicate<Held> isReady) {
        Map<Boolean, List<Held>> byReady = held.stream().collect(Collectors.partitioningBy(isReady));
        List<Held> ready = byReady.get(true);
        if (!ready.isEmpty()) {
            held.clear();
            held.addAll(byReady.get(false));
            changed = true;
        }
        return ready;
    }

    /** Those that wait. */
    public List<Held> held() {
        return List.copyOf(held);
    }

    /** Takes back what {@link #held} gave. */
    public void restore(List<Held> waiting) {
        held.addAll(waiting);
    }

    /** Whether others wait than were last {@link #written}. */
    public boolean isChanged() {
        return changed;
    }

    void written() {
        changed = false;
    }
}
