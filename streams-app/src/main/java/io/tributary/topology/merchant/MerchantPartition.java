package io.tributary.topology.merchant;

import io.tributary.domain.merchant.BeatTerms;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.MerchantView;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.domain.merchant.TaskReport;
import io.tributary.domain.merchant.TaskState;
import io.tributary.domain.rules.RuleBook;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import io.tributary.engine.prefetch.Prefetch;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.BeatParts;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.RecordOutput;
import io.tributary.topology.ReportRecords;
import io.tributary.topology.TopologyObserver;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * A merchant partition's work from records to records: it hands events to the domain and answers beats with reports. Knows no
 * framework, so that what drives it (Kafka Streams, a hand-written loop, a simulation) can be changed and compared. Confined to
 * one thread.
 */
public final class MerchantPartition {
    /** Takes a millisecond: what a thread visits in a row, for one task after the other, delays events and commits. */
    private static final int VISITS_AT_FIRST = 64;
    /** From part to part of a sweep: one that concerns all merchants is not to take minutes. */
    private static final int MORE_VISITS = 16;

    private static final int MOST_VISITS = 1_000;
    /** After a restart, read from disk: takes some 10 ms. */
    private static final int HYDRATIONS_AT_ONCE = 1_000;

    private final int number;
    private final TaskState state;
    private final MerchantRepository merchants;
    private final MerchantTask task;
    private final Prefetch prefetch;
    private final RecordOutbox outbox;
    private final RecordOutput output;
    private final TopologyObserver observer;
    private final BeatParts parts = new BeatParts();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final boolean eventClock;
    private long oldestSinceBeat = Long.MAX_VALUE;
    private long lastAnswered;
    /** Of the sweep under way, so far. */
    private int sweepParts;

    private long sweptNanos;
    private int sweptDirectives;

    /** A beat as it came and as it is understood. */
    private record Waiting(Beat beat, BeatTerms terms, RuleBook attached) {}

    /**
     * Picks up what is stored.
     *
     * @param number of the partition
     * @param stored new or stored; the caller writes it at each commit
     */
    public MerchantPartition(
            int number,
            MerchantPolicy policy,
            StoredTask stored,
            MerchantRepository merchants,
            TaskMemos memos,
            RecordOutput output,
            TopologyObserver observer) {
        this.number = number;
        this.state = stored.state();
        this.merchants = merchants;
        this.eventClock = policy.eventClock();
        this.output = output;
        this.observer = observer;
        this.outbox = new RecordOutbox(number, output, policy.windows().zone());
        this.task = new MerchantTask(
                policy,
                state,
                Engine.of(policy, stored, merchants, memos),
                StoredRules.read(state.rules(), number),
                outbox);
        this.prefetch = new Prefetch(merchants, stored.impressions());
    }

    /** Follows the wall clock, epoch milliseconds: it tells what is dated ahead of all time, where the beats follow one. */
    void wallClock(long now) {
        if (!eventClock) {
            task.wallClock(now);
        }
    }

    /** Fetches from memory what events that follow will need. See {@link Prefetch#events}. */
    void prefetch(byte[][] keys, MerchantState[] merchants, ImpressionEvent[] impressions, int count) {
        prefetch.events(keys, merchants, impressions, count);
    }

    /**
     * Takes a record that belongs to a merchant.
     *
     * @param value of the type of one of the inputs
     * @throws InvalidRecordException when it cannot be used; nothing has changed then
     */
    public void event(String merchantId, Object value) {
        requireKey(merchantId);
        MerchantInput<?> input = MerchantInputs.of(value);
        event(input, merchantId, null, input.read(value), false);
    }

    /** Takes a merchant's profile away. */
    public void withdraw(String merchantId) {
        tombstone(merchantId, Topics.MERCHANTS);
    }

    /**
     * Takes a record without a value: what its topic told of the merchant is withdrawn.
     *
     * @param topic in the catalogue
     * @throws InvalidRecordException when nothing can be withdrawn by it
     */
    void tombstone(String merchantId, Topic<?> topic) {
        requireKey(merchantId);
        MerchantInput<?> input =
                MerchantInputs.find(topic).orElseThrow(() -> new InvalidRecordException(MerchantInput.NO_TOMBSTONE));
        event(input, merchantId, null, null, true);
    }

    /**
     * Takes an event that {@link MerchantInput#read} has made of a record.
     *
     * @param known the merchant if it is {@link #prefetch at hand}, else null
     * @param isTombstone whether the record had no value
     * @throws InvalidRecordException as the other
     */
    void event(MerchantInput<?> input, String merchantId, MerchantState known, Object event, boolean isTombstone) {
        requireKey(merchantId);
        outbox.begin(Math.max(state.beatTime(), 0));
        try {
            input.handle(task, merchantId, known, event, isTombstone);
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
        if (event instanceof ImpressionEvent impression) {
            oldestSinceBeat = Math.min(oldestSinceBeat, impression.time());
        }
    }

    private static void requireKey(String merchantId) {
        if (merchantId == null || merchantId.isEmpty()) {
            throw new InvalidRecordException("key: is missing, must be the merchantId");
        }
    }

    /** What is known of a merchant; empty when nothing is. Changes nothing. */
    Optional<MerchantView> view(String merchantId) {
        return Optional.ofNullable(merchants.find(merchantId)).map(MerchantView::of);
    }

    /** As {@link MerchantTask#withdrawAllBut}. */
    int withdrawAllBut(Set<String> present) {
        outbox.begin(Math.max(state.beatTime(), 0));
        return task.withdrawAllBut(present);
    }

    /**
     * Begins to work off what is due, as far as it takes no longer than it should: see {@link #sweepOn}. A beat that comes before the
     * last one is answered waits for it, and one that comes after a restart until all merchants are picked up. Rules that come in records
     * before a beat are kept until it comes.
     *
     * @return whether it is answered: not when it waits or merchants are left to visit, nor when it is not newer than the last one
     * @throws InvalidRecordException when the beat cannot be used; nothing has changed then
     */
    public boolean beat(Beat record) {
        if (record.getRulesPart() > 0) {
            parts.add(record);
            return false;
        }
        Beat beat = parts.join(record);
        Waiting next;
        try {
            next = new Waiting(beat, MerchantRecords.terms(beat, number), MerchantRecords.rules(beat));
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
        boolean waits = isSweeping();
        waiting.add(next);
        return !waits && sweepOn();
    }

    /** Takes a beat and visits all at once, for drivers that nothing waits for. Throws as {@link #beat} does. */
    public void beatToItsEnd(Beat beat) {
        beat(beat);
        while (isSweeping()) {
            sweepOn();
        }
    }

    private boolean begin(Waiting next) {
        long started = System.nanoTime();
        outbox.begin(next.terms.time());
        if (!task.begin(next.terms, next.attached)) {
            return false;
        }
        if (next.attached != null) {
            state.rules(StoredRules.of(next.beat));
        }
        sweptNanos = System.nanoTime() - started;
        sweptDirectives = 0;
        return true;
    }

    /** Whether a beat is not answered yet: {@link #sweepOn} is to be called soon, and again. */
    public boolean isSweeping() {
        return task.isSweeping() || !waiting.isEmpty();
    }

    /**
     * Visits some more merchants, and sends the report of each beat for which all are visited. When rules or a period begin all
     * merchants of the partition are to be visited, and after a restart all are to be picked up; neither events nor the transaction can
     * wait for so long.
     *
     * @return whether a beat is answered now
     */
    public boolean sweepOn() {
        if (!task.hydrate(HYDRATIONS_AT_ONCE)) {
            return false;
        }
        boolean answered = false;
        long enough = task.visits() + Math.min(MOST_VISITS, VISITS_AT_FIRST + MORE_VISITS * sweepParts++);
        // Beats that had to wait are worked off together: each on its own would be a commit each.
        while (isSweeping() && task.visits() < enough) {
            if (task.isSweeping() || begin(waiting.remove())) {
                if (!sweep((int) (enough - task.visits()))) {
                    return answered;
                }
                answered = true;
            }
        }
        return answered;
    }

    private boolean sweep(int most) {
        long started = System.nanoTime();
        long time = state.beatTime();
        outbox.begin(time);
        TaskReport answer = task.sweep(most);
        sweptDirectives += outbox.directives();
        sweptNanos += System.nanoTime() - started;
        if (answer == null) {
            return false;
        }
        sweepParts = 0;
        report(answer, time);
        lastAnswered = answer.beat();
        return true;
    }

    /** Number of the last beat that was answered; 0 before the first. */
    public long lastAnswered() {
        return lastAnswered;
    }

    private void report(TaskReport answer, long time) {
        PoolReport report = ReportRecords.report(number, answer, state);
        output.send(Topics.POOL_REPORTS, Integer.toString(number), report, time);
        observer.reported(report, sweptDirectives, sweptNanos);
        if (sweptDirectives > 0 && oldestSinceBeat < Long.MAX_VALUE) {
            observer.decided(Math.max(0, time - oldestSinceBeat));
        }
        oldestSinceBeat = Long.MAX_VALUE;
    }
}
