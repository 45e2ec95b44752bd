package io.tributary.topology.merchant;

import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.StoredTask;
import io.tributary.state.v1.BeatState;
import io.tributary.state.v1.EarlyVerdictsState;
import io.tributary.state.v1.TaskCountsState;
import io.tributary.store.live.ObjectCodec;
import io.tributary.topology.state.Sections;
import io.tributary.topology.state.StateCodec;
import io.tributary.topology.state.StoredSection;
import io.tributary.topology.state.WriterSchemas;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A task's own state in the store, in sections ({@link Sections}): a main record of what changes with every event, and beside it the
 * last beat, the rules, the verdicts that wait for their impressions, and the segments of its impression ids and of its journal.
 *
 * <pre>
 *   record      id   section   what
 *   main         1   counts    {@link TaskCountsSection}
 *   b            2   beat      {@link BeatSection}
 *   r            3   rules     packed: the beat that brought them, in Avro's single-object encoding, its first 500,000 bytes
 *   rNUMBER      3   rules     packed: the bytes that follow, from 1 on
 *   v            4   verdicts  {@link EarlyVerdictsSection}
 *   iNUMBER                    no sections: a segment of impression ids
 *   jNUMBER                    no sections: a segment of the journal
 *   uDAY.NUMBER                no sections: a segment of what a day counted by bucket and was not told of yet
 * </pre>
 *
 * <p>An id is never used for anything else. For one task; confined to the store's thread.
 */
public final class TaskCodec implements ObjectCodec<StoredTask> {
    private static final String MAIN = "";
    private static final String BEAT_RECORD = "b";
    private static final String RULES_RECORD = "r";
    private static final String EARLY_VERDICTS_RECORD = "v";
    private static final String IMPRESSIONS = "i";
    private static final String JOURNAL = "j";
    private static final String UNTOLD = "u";

    private static final int COUNTS = 1;
    private static final int BEAT = 2;
    private static final int RULES = 3;
    private static final int EARLY_VERDICTS = 4;

    private static final int RULES_LAYOUT = 1;
    /** Fits into what a topic takes of one record. */
    private static final int RULES_BYTES = 500_000;

    private final Supplier<StoredTask> empty;
    private final Sections sections = new Sections();
    private final StateWriter segment = new StateWriter();
    private final StateCodec<TaskCountsState> counts;
    private final StateCodec<BeatState> beats;
    private final StateCodec<EarlyVerdictsState> earlyVerdicts;
    /** Records of rules that are stored. */
    private int rulesRecords;

    /**
     * @param writers of the store
     */
    public TaskCodec(WriterSchemas writers) {
        this(writers, StoredTask::empty);
    }

    /** The same for tasks that begin like these. */
    public TaskCodec(WriterSchemas writers, Supplier<StoredTask> empty) {
        this.empty = empty;
        this.counts = new StateCodec<>(TaskCountsState.getClassSchema(), writers);
        this.beats = new StateCodec<>(BeatState.getClassSchema(), writers);
        this.earlyVerdicts = new StateCodec<>(EarlyVerdictsState.getClassSchema(), writers);
    }

    @Override
    public void write(StoredTask task, PartSink sink) {
        task.impressions().writeChanges(segment, (number, bytes) -> sink.put(IMPRESSIONS + number, bytes));
        task.journal().writeChanges(segment, (number, bytes) -> sink.put(JOURNAL + number, bytes));
        task.state().untold().writeChanges(segment, (name, bytes) -> sink.put(UNTOLD + name, bytes));
        TaskState state = task.state();
        if (state.isBeatChanged()) {
            sections.begin().add(BEAT, beats, BeatSection.of(state.lastBeat()));
            finish(state, BEAT_RECORD, sink);
        }
        if (state.isRulesChanged()) {
            writeRules(state, sink);
        }
        if (state.earlyVerdicts().isChanged()) {
            sections.begin().add(EARLY_VERDICTS, earlyVerdicts, EarlyVerdictsSection.of(state.earlyVerdicts()));
            finish(state, EARLY_VERDICTS_RECORD, sink);
        }
        sections.begin().add(COUNTS, counts, TaskCountsSection.of(task));
        finish(state, MAIN, sink);
        state.written();
    }

    private void writeRules(TaskState state, PartSink sink) {
        byte[] rules = state.rules();
        int records = Math.max(1, (rules.length + RULES_BYTES - 1) / RULES_BYTES);
        for (int i = 0; i < records; i++) {
            int end = Math.min(rules.length, (i + 1) * RULES_BYTES);
            sections.begin().packed().writeRaw(Arrays.copyOfRange(rules, i * RULES_BYTES, end));
            sections.addPacked(RULES, RULES_LAYOUT);
            finish(state, rulesRecord(i), sink);
        }
        for (int i = records; i < rulesRecords; i++) {
            sink.put(rulesRecord(i), null);
        }
        rulesRecords = records;
    }

    private static String rulesRecord(int number) {
        return number == 0 ? RULES_RECORD : RULES_RECORD + number;
    }

    private void finish(TaskState state, String record, PartSink sink) {
        sections.addAll(state.unknown(), record);
        sink.put(record, sections.toByteArray());
    }

    @Override
    public StoredTask read(String key, byte[] main, PartSource source) {
        StoredTask task = empty.get();
        read(task, MAIN, main, source);
        read(task, BEAT_RECORD, source.get(BEAT_RECORD), source);
        read(task, EARLY_VERDICTS_RECORD, source.get(EARLY_VERDICTS_RECORD), source);
        rulesRecords = 0;
        for (byte[] rules = source.get(RULES_RECORD); rules != null; rules = source.get(rulesRecord(rulesRecords))) {
            read(task, rulesRecord(rulesRecords), rules, source);
            rulesRecords++;
        }
        return task;
    }

    private void read(StoredTask task, String name, byte[] record, PartSource source) {
        if (record != null) {
            TaskState state = task.state();
            state.carry(Sections.read(record, name, state.unknown(), section -> take(task, section, source)));
        }
    }

    private boolean take(StoredTask task, StoredSection section, PartSource source) {
        switch (section.id()) {
            case COUNTS -> {
                TaskCountsState read = counts.read(section);
                task.state().restore(TaskCountsSection.snapshot(read));
                task.impressions()
                        .read(TaskCountsSection.impressions(read), number -> source.get(IMPRESSIONS + number));
                task.journal().read(TaskCountsSection.journal(read), number -> source.get(JOURNAL + number));
                task.state().untold().read(TaskCountsSection.untoldDays(read), name -> source.get(UNTOLD + name));
            }
            case BEAT -> task.state().restore(BeatSection.terms(beats.read(section)));
            case EARLY_VERDICTS ->
                task.state().earlyVerdicts().restore(EarlyVerdictsSection.held(earlyVerdicts.read(section)));
            case RULES -> task.state().restoreMore(section.body());
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isIdle(StoredTask task) {
        return false;
    }
}
