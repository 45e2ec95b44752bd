package io.tributary.topology.merchant;

import io.tributary.domain.merchant.WithdrawalReason;
import io.tributary.schemas.DirectiveHeaders;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.Names;
import io.tributary.topology.RecordOutput;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The outputs of a merchant task as Streams has them: each goes to the sink of its topic. */
final class SinkOutput implements RecordOutput {
    private final ProcessorContext<Object, Object> context;

    SinkOutput(ProcessorContext<Object, Object> context) {
        this.context = context;
    }

    @Override
    public <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time) {
        context.forward(new Record<>(key, value, time), Names.sink(topic));
    }

    @Override
    public void withdraw(String merchantId, WithdrawalReason reason, long time) {
        Headers headers = new RecordHeaders();
        put(headers, DirectiveHeaders.REASON, reason.name());
        put(headers, DirectiveHeaders.EXPLANATION_ZH, reason.explanation().zh());
        put(headers, DirectiveHeaders.EXPLANATION_EN, reason.explanation().en());
        context.forward(new Record<>(merchantId, null, time, headers), Names.sink(Topics.BOOST_DIRECTIVES));
    }

    private static void put(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
