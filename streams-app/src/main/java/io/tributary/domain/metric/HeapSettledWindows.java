package io.tributary.domain.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Windows by the ends of their days, so that those to be dropped come first. */
final class HeapSettledWindows implements SettledWindows {
    private final TreeMap<Long, Map<Key, WindowsSnapshot>> days = new TreeMap<>();

    @Override
    public WindowsSnapshot find(Key key) {
        return days.getOrDefault(key.dayEnd(), Map.of()).get(key);
    }

    @Override
    public void keep(Key key, WindowsSnapshot window) {
        days.computeIfAbsent(key.dayEnd(), end -> new HashMap<>()).put(key, window);
    }

    @Override
    public void sweep(long dayEnd) {
        days.headMap(dayEnd, true).clear();
    }
}
