package io.tributary.topology;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.RuleBook;
import io.tributary.domain.merchant.Shown;
import io.tributary.domain.merchant.Sold;
import io.tributary.domain.merchant.TaskReport;
import io.tributary.domain.merchant.TaskState;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topics;
import io.tributary.store.LiveStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a record of a merchant partition: it is handed to the domain, and a beat is answered with a report. */
final class MerchantProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(MerchantProcessor.class);
    private static final String TASK_KEY = "task";

    private final MerchantPolicy policy;
    private final TopologyObserver observer;
    private ProcessorContext<String, SpecificRecord> context;
    private LiveStore<TaskState> taskStore;
    private LiveStore<MerchantState> merchants;
    private TaskState state;
    private MerchantTask task;
    private RecordOutbox outbox;
    private long oldestSinceBeat = Long.MAX_VALUE;

    MerchantProcessor(MerchantPolicy policy, TopologyObserver observer) {
        this.policy = policy;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        taskStore = context.getStateStore(Names.TASK_STORE);
        merchants = context.getStateStore(Names.MERCHANT_STORE);
        outbox = new RecordOutbox(context, policy.metricZone());
        task = null;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (task == null) {
            start();
        }
        try {
            if (record.value() instanceof Beat beat) {
                beat(beat);
            } else {
                event(record);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
        taskStore.changed(TASK_KEY);
    }

    /** Picks up the stored state; here and not in init, because a store is only restored when the first record comes. */
    private void start() {
        state = taskStore.get(TASK_KEY);
        if (state == null) {
            state = new TaskState();
            taskStore.add(TASK_KEY, state);
        }
        task = new MerchantTask(policy, state, new StoredMerchants(merchants), storedRules(), outbox);
        task.restore();
    }

    private void event(Record<String, SpecificRecord> record) {
        String merchantId = record.key();
        if (merchantId == null || merchantId.isEmpty()) {
            throw new IllegalArgumentException("key: is missing, must be the merchantId");
        }
        outbox.begin(Math.max(state.beatTime(), 0));
        if (record.value() instanceof Impression impression) {
            Shown shown = read(impression, MerchantRecords::shown);
            task.impression(merchantId, shown);
            oldestSinceBeat = Math.min(oldestSinceBeat, shown.time());
        } else if (record.value() instanceof OrderLine line) {
            Sold sold = read(line, MerchantRecords::sold);
            if (sold != null) {
                task.order(merchantId, sold);
            }
        } else if (record.value() instanceof MerchantProfile profile) {
            task.profile(merchantId, read(profile, MerchantRecords::profile));
        } else if (isProfileWithdrawal()) {
            task.profile(merchantId, null);
        } else {
            throw new IllegalArgumentException("value: is missing; only a merchant's profile can be withdrawn");
        }
    }

    /** Whatever goes wrong here is the record's fault, and nothing has changed yet. */
    private static <R, T> T read(R record, Function<R, T> reading) {
        try {
            return reading.apply(record);
        } catch (RuntimeException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
    }

    private boolean isProfileWithdrawal() {
        return context.recordMetadata()
                .filter(origin -> origin.topic().equals(Topics.MERCHANTS.name()))
                .isPresent();
    }

    private void beat(Beat beat) {
        long begun = System.nanoTime();
        RuleBook attached = MerchantRecords.rules(beat);
        outbox.begin(beat.getTime());
        TaskReport answer = task.beat(MerchantRecords.terms(beat), attached);
        if (answer == null) {
            return;
        }
        if (attached != null) {
            state.rules(encode(beat));
        }
        PoolReport report = ReportRecords.report(context.taskId().partition(), answer, state);
        context.forward(new Record<>(Integer.toString(report.getTask()), report, beat.getTime()), Names.REPORT_SINK);
        context.commit();
        observer.reported(report, outbox.directives(), System.nanoTime() - begun);
        if (outbox.directives() > 0 && oldestSinceBeat < Long.MAX_VALUE) {
            observer.decided(Math.max(0, beat.getTime() - oldestSinceBeat));
        }
        oldestSinceBeat = Long.MAX_VALUE;
    }

    private static byte[] encode(Beat beat) {
        try {
            ByteBuffer encoded = Beat.getEncoder().encode(beat);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("a beat that was read cannot be written", e);
        }
    }

    /** Rules that cannot be read any more are none: the report says so, and the next beat brings them again. */
    private RuleBook storedRules() {
        byte[] bytes = state.rules();
        if (bytes.length == 0) {
            return RuleBook.EMPTY;
        }
        try {
            return MerchantRecords.rules(Beat.getDecoder().decode(bytes));
        } catch (IOException | RuntimeException e) {
            LOG.warn("task {}: the stored rules cannot be read; asking the pool for them", context.taskId(), e);
            return RuleBook.EMPTY;
        }
    }
}
