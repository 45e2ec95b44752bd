package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskMemos;
import io.tributary.engine.StoredTask;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.store.live.Handle;
import io.tributary.store.live.LiveStore;
import io.tributary.store.live.Section;
import io.tributary.store.live.TaskStore;
import io.tributary.text.LogEvents;
import io.tributary.topology.Names;
import io.tributary.topology.TopicKeys;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.batch.MicroBatch;
import io.tributary.topology.state.WriterSchemas;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a record of a merchant partition: the partition's work on the task's stores, with its outputs to the sinks. */
final class MerchantProcessor implements Processor<String, Object, Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(MerchantProcessor.class);
    private static final String TASK_KEY = "task";
    /** Idle merchants a task keeps in memory. */
    private static final int MAX_IDLE_MERCHANTS = 100_000;
    /** Between two parts of a sweep that is too long for one. */
    private static final Duration SWEEP_PAUSE = Duration.ofMillis(5);
    /** Of the shortest interval that can be set. */
    private static final Duration COMMIT_CHECK = Duration.ofMillis(10);

    private final MerchantPolicy policy;
    private final TopologyObserver observer;
    private final Function<Map<String, Object>, ? extends DeadLetterWriter> letterWriters;
    private final Commits allCommits;
    private final Input input;
    private ProcessorContext<Object, Object> context;
    private DeadLetterWriter letters;
    private MerchantQuestions questions;
    private LiveStore<StoredTask> own;
    private LiveStore<MerchantState> merchants;
    private Section orders;
    private Section judged;
    private Section windows;
    private SettledWindowFormat windowFormat;
    private Handle<StoredTask> state;
    private MerchantPartition partition;
    private MicroBatchWork batches;
    private ThreadCommits commits;
    private Cancellable sweeping;
    private Cancellable committing;

    /**
     * What its topics are.
     *
     * @param names on the broker
     * @param partitions of each, at least 1
     */
    record Input(TopicNames names, int partitions) {}

    MerchantProcessor(
            MerchantPolicy policy,
            TopologyObserver observer,
            Function<Map<String, Object>, ? extends DeadLetterWriter> letterWriters,
            Commits allCommits,
            Input input) {
        this.policy = policy;
        this.observer = observer;
        this.letterWriters = letterWriters;
        this.allCommits = allCommits;
        this.input = input;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        letters = letterWriters.apply(context.appConfigs());
        questions = MerchantQuestions.configured(context.appConfigs());
        TaskStore store = context.getStateStore(Names.TASK_STORE);
        WriterSchemas writers = WriterSchemas.in(store.records(Names.SCHEMA_SECTION));
        own = store.objects(Names.OWN_SECTION, new TaskCodec(writers), 1);
        merchants = store.objects(Names.MERCHANT_SECTION, new MerchantCodec(writers), MAX_IDLE_MERCHANTS);
        orders = store.records(Names.ORDER_SECTION);
        judged = store.records(Names.VERDICT_SECTION);
        windows = store.records(Names.WINDOW_SECTION);
        windowFormat = new SettledWindowFormat(writers);
        partition = null;
        committing = null;
        observer.taskOpened(context.taskId().partition());
        // A sweep may have been left by an earlier life.
        sweepSoon();
    }

    private void sweepSoon() {
        sweeping = context.schedule(SWEEP_PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> sweepOn());
    }

    @Override
    public void process(Record<String, Object> record) {
        begin();
        if (questions.isAsked()) {
            questions.answer(context.taskId().partition(), partition::view);
        }
        if (record.value() instanceof MicroBatch<?> batch) {
            commits.batch(batch.records().size());
            batches.work(batch);
        } else if (record.value() instanceof Beat beat) {
            if (partition.beat(beat)) {
                answered();
            }
            if (sweeping == null && partition.isSweeping()) {
                sweepSoon();
            }
        } else if (record.value() == null) {
            partition.tombstone(record.key(), topic());
        } else {
            partition.event(record.key(), record.value());
        }
        commitIfDue();
    }

    /** Whatever follows changes the state. */
    private void begin() {
        if (partition == null) {
            start();
        }
        state.changed();
        long wall = context.currentSystemTimeMs();
        partition.wallClock(wall);
        commits.worked(wall);
        if (committing == null) {
            // For when no record comes any more.
            committing = context.schedule(COMMIT_CHECK, PunctuationType.WALL_CLOCK_TIME, now -> commitIfDue());
        }
    }

    /** Not longer than there is something to do: whatever is scheduled makes Streams commit. */
    private void sweepOn() {
        if (partition == null) {
            start();
        }
        if (partition.isSweeping()) {
            begin();
            if (partition.sweepOn()) {
                answered();
            }
        }
        if (!partition.isSweeping()) {
            sweeping.cancel();
            sweeping = null;
        }
    }

    private void answered() {
        long interval = state.value().state().lastBeat().intervalMillis();
        if (commits.answer(context.taskId(), partition.lastAnswered(), interval, context.currentSystemTimeMs())) {
            commit();
        }
    }

    private void commitIfDue() {
        if (commits.isDue(context.currentSystemTimeMs())) {
            commit();
        }
        if (!commits.isPending() && committing != null) {
            committing.cancel();
            committing = null;
        }
    }

    private void commit() {
        context.commit();
        commits.begun(context.currentSystemTimeMs());
    }

    private void refuse(ConsumerRecord<byte[], byte[]> raw, RuntimeException error) {
        ProducerRecord<byte[], byte[]> letter = letters.letter(raw, error);
        context.forward(
                new Record<>(letter.key(), letter.value(), context.currentSystemTimeMs(), letter.headers()),
                Names.DEAD_LETTER_SINK);
    }

    /** Picks up the stored state; here and not in init, because a store is only restored when the first record comes. */
    private void start() {
        state = own.find(TASK_KEY);
        if (state == null) {
            state = own.add(TASK_KEY, StoredTask.empty());
        }
        partition = new MerchantPartition(
                context.taskId().partition(),
                policy,
                state.value(),
                new StoredMerchants(merchants, context.taskId().partition(), input.partitions()),
                new TaskMemos(
                        new StoredOrders(orders),
                        new StoredJudgedImpressions(judged),
                        new StoredSettledWindows(windows, windowFormat)),
                new SinkOutput(context),
                observer);
        batches = new MicroBatchWork(input.names(), partition, this::refuse);
        commits = allCommits.join(
                context.taskId(), state.value().state().lastBeat().number());
        review();
    }

    /** Withdraws profiles whose tombstones may have gone while nobody ran. */
    private void review() {
        int number = context.taskId().partition();
        TopicKeys.configured(context.appConfigs()).of(Topics.MERCHANTS, number).ifPresent(there -> {
            int withdrawn = partition.withdrawAllBut(there);
            if (withdrawn > 0) {
                state.changed();
                LOG.warn(
                        LogEvents.INPUT_WITHDRAWN,
                        "Partition {}: {} profiles are not on their topic any more ({} are): withdrawn",
                        number,
                        withdrawn,
                        there.size());
            }
        });
    }

    @Override
    public void close() {
        allCommits.leave(context.taskId());
        observer.taskClosed(context.taskId().partition());
    }

    /** The topic of the record at hand. */
    private Topic<?> topic() {
        return context.recordMetadata()
                .flatMap(origin -> input.names().byName(origin.topic()))
                .orElseThrow(() -> new IllegalStateException("a record of no topic of the contract"));
    }
}
