package io.tributary.topology;

import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.ObjectCodec;

/** A task's own state in the store: one main record, and the segments of its impression ids beside it. */
public final class TaskCodec implements ObjectCodec<TaskState> {
    private static final String IMPRESSIONS = "i";

    private final StateWriter writer = new StateWriter();

    @Override
    public void write(TaskState state, PartSink sink) {
        state.impressions().writeChanges(writer, (number, bytes) -> sink.put(IMPRESSIONS + number, bytes));
        state.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public TaskState read(String key, byte[] main, PartSource source) {
        return TaskState.read(new StateReader(main), number -> source.get(IMPRESSIONS + number));
    }

    @Override
    public boolean isIdle(TaskState state) {
        return false;
    }
}
