package io.tributary.domain.merchant;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ids of judged impressions in the order in which they came. */
final class HeapJudgedImpressions implements JudgedImpressions {
    private record Key(long first, long second) {}

    private final Map<Key, Long> times = new LinkedHashMap<>();

    @Override
    public boolean contains(long first, long second) {
        return times.containsKey(new Key(first, second));
    }

    @Override
    public void add(long first, long second, long time) {
        times.put(new Key(first, second), time);
    }

    @Override
    public void sweep(long before, double share) {
        times.values().removeIf(time -> time < before);
    }
}
