package io.tributary.schemas.serde;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ids of which the registry says that it has no schema. It is asked once more after a while before a record is blamed: a replica that
 * lags, or a registry that is being restored, says the same of a schema that is there. Bytes that only look like ours name any id; they
 * must neither be asked about for each record nor hold their partition up for long. Thread-safe.
 */
final class MissingSchemas {
    /** How long an answer holds. */
    static final Duration REMEMBERED = Duration.ofSeconds(60);
    /** In that time; for more than these it is not waited before the second question. */
    static final int MOST_CONFIRMED = 5;

    private static final int MOST_REMEMBERED = 10_000;

    private final long confirmNanos;
    private final LongSupplier nanos;
    private final Map<Integer, Long> missingSince = new LinkedHashMap<>();
    private final Deque<Long> confirmations = new ArrayDeque<>();

    MissingSchemas(Duration confirmAfter, LongSupplier nanos) {
        this.confirmNanos = confirmAfter.toNanos();
        this.nanos = nanos;
    }

    /** Whether it is known to be missing, so that there is no need to ask. */
    synchronized boolean isKnown(int id) {
        Long since = missingSince.get(id);
        return since != null && nanos.getAsLong() - since < REMEMBERED.toNanos();
    }

    /** How long to wait before the registry is asked about this id once more: nothing when it was missing before. */
    synchronized Duration confirmAfter(int id) {
        long now = nanos.getAsLong();
        while (!confirmations.isEmpty() && now - confirmations.getFirst() > REMEMBERED.toNanos()) {
            confirmations.removeFirst();
        }
        if (missingSince.containsKey(id) || confirmations.size() >= MOST_CONFIRMED) {
            return Duration.ZERO;
        }
        confirmations.addLast(now);
        return Duration.ofNanos(confirmNanos);
    }

    /** It was said twice. */
    synchronized void confirmed(int id) {
        missingSince.remove(id);
        if (missingSince.size() >= MOST_REMEMBERED) {
            missingSince.remove(missingSince.keySet().iterator().next());
        }
        missingSince.put(id, nanos.getAsLong());
    }

    /** It is there after all. */
    synchronized void found(int id) {
        missingSince.remove(id);
    }
}
