package io.tributary.testkit;

import io.tributary.pool.v1.TaskCounters;
import java.util.Collection;
import java.util.function.LongBinaryOperator;
import org.apache.avro.Schema;

/** Arithmetic on task counters. */
public final class Counters {
    public static final TaskCounters ZERO = TaskCounters.newBuilder().build();

    private Counters() {}

    public static TaskCounters sum(Collection<TaskCounters> counters) {
        return counters.stream().reduce(ZERO, (a, b) -> combine(a, b, Long::sum));
    }

    public static TaskCounters since(TaskCounters now, TaskCounters then) {
        return combine(now, then, (a, b) -> a - b);
    }

    private static TaskCounters combine(TaskCounters a, TaskCounters b, LongBinaryOperator op) {
        TaskCounters combined = new TaskCounters();
        for (Schema.Field field : TaskCounters.getClassSchema().getFields()) {
            combined.put(field.pos(), op.applyAsLong((Long) a.get(field.pos()), (Long) b.get(field.pos())));
        }
        return combined;
    }
}
