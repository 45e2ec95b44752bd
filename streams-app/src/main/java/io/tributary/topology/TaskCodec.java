package io.tributary.topology;

import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.ObjectCodec;

/** A task's own state in the store: one record. */
public final class TaskCodec implements ObjectCodec<TaskState> {
    private final StateWriter writer = new StateWriter();

    @Override
    public void write(TaskState state, PartSink sink) {
        state.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public TaskState read(String key, byte[] main, PartSource source) {
        return TaskState.read(new StateReader(main));
    }

    @Override
    public boolean isIdle(TaskState state) {
        return false;
    }
}
