package io.tributary.topology.entity;

import io.tributary.domain.entity.Entity;
import io.tributary.entities.v1.EntityShares;
import io.tributary.entities.v1.ShopReport;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.topology.EntityRecords;
import io.tributary.topology.InvalidRecordException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Has each shop's report answered by its owner. It answers records, and nothing else: there is no clock. */
final class EntityProcessor implements Processor<String, ShopReport, String, EntityShares> {
    private ProcessorContext<String, EntityShares> context;
    private EntityStore store;

    @Override
    public void init(ProcessorContext<String, EntityShares> newContext) {
        context = newContext;
        store = new EntityStore(context.getStateStore(EntityTopology.STORE));
    }

    @Override
    public void process(Record<String, ShopReport> record) {
        if (record.key() == null || record.key().isEmpty() || record.value() == null) {
            throw new InvalidRecordException("key: must be the shop's relatedEntityHash, and the value what it tells");
        }
        try {
            RecordBounds.check(record.value());
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException(e.getMessage(), e);
        }
        Entity entity = store.find(record.key());
        entity.report(EntityRecords.report(record.value()))
                .forEach((merchantId, answer) ->
                        context.forward(new Record<>(merchantId, EntityRecords.answer(answer), record.timestamp())));
        store.keep(record.key(), entity);
    }
}
