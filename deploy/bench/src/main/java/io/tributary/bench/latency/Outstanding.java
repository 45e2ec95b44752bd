package io.tributary.bench.latency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Probes of one kind that are on their way, one a merchant. Thread-safe. */
final class Outstanding {
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** Whether the merchant is free; if so it is not any more, since the scheduled time. */
    boolean begin(String merchantId, long scheduledNanos) {
        return since.putIfAbsent(merchantId, scheduledNanos) == null;
    }

    /** When the probe was scheduled that an answer belongs to; null when none is on its way. */
    Long answer(String merchantId) {
        return since.remove(merchantId);
    }

    void forEach(BiConsumer<String, Long> visitor) {
        since.forEach(visitor);
    }

    boolean isEmpty() {
        return since.isEmpty();
    }
}
