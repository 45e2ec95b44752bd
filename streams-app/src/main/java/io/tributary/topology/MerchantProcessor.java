package io.tributary.topology;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskState;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.store.LiveStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What happens to a record of a merchant partition: the partition's work on the task's stores, with its outputs to the sinks. */
final class MerchantProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final String TASK_KEY = "task";

    private final MerchantPolicy policy;
    private final TopologyObserver observer;
    private ProcessorContext<String, SpecificRecord> context;
    private LiveStore<TaskState> taskStore;
    private LiveStore<MerchantState> merchants;
    private LiveStore.Handle<TaskState> state;
    private MerchantPartition partition;

    MerchantProcessor(MerchantPolicy policy, TopologyObserver observer) {
        this.policy = policy;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> processorContext) {
        context = processorContext;
        taskStore = context.getStateStore(Names.TASK_STORE);
        merchants = context.getStateStore(Names.MERCHANT_STORE);
        partition = null;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (partition == null) {
            start();
        }
        if (record.value() instanceof Beat beat) {
            if (partition.beat(beat)) {
                context.commit();
            }
        } else {
            partition.event(record.key(), record.value(), record.value() == null && isOfProfiles());
        }
        state.changed();
    }

    /** Picks up the stored state; here and not in init, because a store is only restored when the first record comes. */
    private void start() {
        state = taskStore.find(TASK_KEY);
        if (state == null) {
            state = taskStore.add(TASK_KEY, new TaskState());
        }
        partition = new MerchantPartition(
                context.taskId().partition(),
                policy,
                state.value(),
                new StoredMerchants(merchants),
                MerchantProcessor.this::send,
                observer);
    }

    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time) {
        context.forward(new Record<>(key, value, time), Names.sink(topic));
    }

    private boolean isOfProfiles() {
        return context.recordMetadata()
                .filter(origin -> origin.topic().equals(Topics.MERCHANTS.name()))
                .isPresent();
    }
}
