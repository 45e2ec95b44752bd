package io.tributary.bench.job;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Lets an event through once within a span, by its id in a window store: the way the DSL's documentation shows. */
final class FirstSeen implements FixedKeyProcessor<String, MerchantTotals.Event, MerchantTotals.Event> {
    private final String storeName;
    private final long spanMillis;
    private FixedKeyProcessorContext<String, MerchantTotals.Event> context;
    private WindowStore<String, Long> seen;

    FirstSeen(String storeName, Duration span) {
        this.storeName = storeName;
        this.spanMillis = span.toMillis();
    }

    @Override
    public void init(FixedKeyProcessorContext<String, MerchantTotals.Event> processorContext) {
        context = processorContext;
        seen = context.getStateStore(storeName);
    }

    @Override
    public void process(FixedKeyRecord<String, MerchantTotals.Event> record) {
        String id = record.value().id();
        long time = record.timestamp();
        try (WindowStoreIterator<Long> before = seen.fetch(id, time - spanMillis, time + spanMillis)) {
            if (before.hasNext()) {
                return;
            }
        }
        seen.put(id, time, time);
        context.forward(record);
    }
}
