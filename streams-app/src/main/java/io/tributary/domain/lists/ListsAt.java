package io.tributary.domain.lists;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists in force as clauses see them at a time: the values that are valid then, by the list's name. */
public final class ListsAt extends AbstractMap<String, List<String>> {
    private final Map<String, ListVersion> lists;
    private final long time;

    /**
     * @param lists by name
     * @param time epoch milliseconds
     */
    public ListsAt(Map<String, ListVersion> lists, long time) {
        this.lists = lists;
        this.time = time;
    }

    @Override
    public boolean containsKey(Object name) {
        return lists.containsKey(name);
    }

    @Override
    public List<String> get(Object name) {
        ListVersion list = lists.get(name);
        return list == null ? null : list.at(time);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        return lists.values().stream()
                .map(list -> Map.entry(list.name(), list.at(time)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
