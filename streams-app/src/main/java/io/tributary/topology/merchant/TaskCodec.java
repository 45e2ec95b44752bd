package io.tributary.topology.merchant;

import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.ObjectCodec;

/**
 * A task's own state in the store: a main record of what changes with every event, and beside it the last beat, the rules and the
 * segments of its impression ids and of its journal.
 */
public final class TaskCodec implements ObjectCodec<TaskState> {
    private static final String BEAT = "b";
    private static final String RULES = "r";
    private static final String IMPRESSIONS = "i";
    private static final String JOURNAL = "j";

    private final StateWriter writer = new StateWriter();

    @Override
    public void write(TaskState state, PartSink sink) {
        state.impressions().writeChanges(writer, (number, bytes) -> sink.put(IMPRESSIONS + number, bytes));
        state.journal().writeChanges(writer, (number, bytes) -> sink.put(JOURNAL + number, bytes));
        if (state.isBeatChanged()) {
            state.writeBeat(writer.reset());
            sink.put(BEAT, writer.toByteArray());
        }
        if (state.isRulesChanged()) {
            state.writeRules(writer.reset());
            sink.put(RULES, writer.toByteArray());
        }
        state.write(writer.reset());
        sink.put("", writer.toByteArray());
    }

    @Override
    public TaskState read(String key, byte[] main, PartSource source) {
        TaskState state = TaskState.read(
                new StateReader(main),
                number -> source.get(IMPRESSIONS + number),
                number -> source.get(JOURNAL + number));
        byte[] beat = source.get(BEAT);
        if (beat != null) {
            state.readBeat(new StateReader(beat));
        }
        byte[] rules = source.get(RULES);
        if (rules != null) {
            state.readRules(new StateReader(rules));
        }
        return state;
    }

    @Override
    public boolean isIdle(TaskState state) {
        return false;
    }
}
