package io.tributary.demo.client;

import io.tributary.pool.v1.TaskCounters;
import java.util.Collection;
import java.util.function.LongBinaryOperator;

/** Arithmetic on task counters. */
public final class Counters {
    public static final TaskCounters ZERO = new TaskCounters(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);

    private Counters() {}

    public static TaskCounters sum(Collection<TaskCounters> counters) {
        return counters.stream().reduce(ZERO, (a, b) -> combine(a, b, Long::sum));
    }

    public static TaskCounters since(TaskCounters now, TaskCounters then) {
        return combine(now, then, (a, b) -> a - b);
    }

    private static TaskCounters combine(TaskCounters a, TaskCounters b, LongBinaryOperator op) {
        return new TaskCounters(
                op.applyAsLong(a.getImpressions(), b.getImpressions()),
                op.applyAsLong(a.getExposures(), b.getExposures()),
                op.applyAsLong(a.getOrders(), b.getOrders()),
                op.applyAsLong(a.getRefunds(), b.getRefunds()),
                op.applyAsLong(a.getDuplicates(), b.getDuplicates()),
                op.applyAsLong(a.getLate(), b.getLate()),
                op.applyAsLong(a.getCharged(), b.getCharged()),
                op.applyAsLong(a.getDirectives(), b.getDirectives()),
                op.applyAsLong(a.getMerchants(), b.getMerchants()));
    }
}
