package io.tributary.chaos;

import io.tributary.pool.v1.TaskCounters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What each task should have counted. */
final class ExpectedCounters {
    private final Map<Integer, TaskCounters> counters = new TreeMap<>();
    private final Map<Integer, Set<String>> merchants = new HashMap<>();

    /** Those of a task. */
    TaskCounters of(int task) {
        return counters.computeIfAbsent(task, key -> TaskCounters.newBuilder().build());
    }

    /** The task has seen this merchant. */
    void seen(int task, String merchant) {
        Set<String> seen = merchants.computeIfAbsent(task, key -> new HashSet<>());
        seen.add(merchant);
        of(task).setMerchants(seen.size());
    }

    void duplicate(int task) {
        of(task).setDuplicates(of(task).getDuplicates() + 1);
    }

    Map<Integer, TaskCounters> all() {
        return counters;
    }
}
