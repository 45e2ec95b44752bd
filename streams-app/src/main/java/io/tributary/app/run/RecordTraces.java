package io.tributary.app.run;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The way of a few records through the service, as spans. Seen are only clients' calls, once a poll and once a commit, so that the work on
 * records knows nothing of it:
 *
 * <pre>
 *   tributary.record     from the record's time until all that it caused is committed; a child of the producer's span where it has one
 *     tributary.wait     until it was read by the poll
 *     tributary.process  until its thread has worked off what it read, and hands over the offset behind it
 *     tributary.commit   until the transaction is committed
 * </pre>
 *
 * A record whose transaction is given up is read again: its span ends with an error, and the next reading begins another.
 */
final class RecordTraces {
    /** Of one partition: beyond, records are not followed. An alarm of brokers must not become a flood of spans. */
    static final int MOST_OPEN = 100;

    static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<String> KEY = AttributeKey.stringKey("messaging.kafka.message.key");

    private static final String TRACE_PARENT = "traceparent";
    /** Of the header's flags: the producer records this trace. */
    private static final String SAMPLED = "-01";

    private final Tracer tracer;
    private final int oneIn;
    private final LongSupplier millis;
    private final Map<TopicPartition, Deque<Followed>> open = new HashMap<>();

    /**
     * @param oneIn of so many records one is followed, beside those that their producers record; 0: only these
     * @param millis the clock of spans, epoch milliseconds UTC
     */
    RecordTraces(Tracer tracer, int oneIn, LongSupplier millis) {
        this.tracer = tracer;
        this.oneIn = oneIn;
        this.millis = millis;
    }

    /** One record on its way. */
    private static final class Followed {
        private final long offset;
        private final Span whole;
        private Span step;
        private boolean processed;

        Followed(long offset, Span whole, Span step) {
            this.offset = offset;
            this.whole = whole;
            this.step = step;
        }
    }

    /** A poll has returned these; they are passed on as they are. */
    synchronized ConsumerRecords<byte[], byte[]> polled(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isSampled(record)) {
                follow(record);
            }
        }
        return records;
    }

    private boolean isSampled(ConsumerRecord<byte[], byte[]> record) {
        if (oneIn > 0 && record.offset() % oneIn == 0) {
            return true;
        }
        Header parent = record.headers().lastHeader(TRACE_PARENT);
        return parent != null && parent.value() != null && text(parent).endsWith(SAMPLED);
    }

    private void follow(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Deque<Followed> followed = open.computeIfAbsent(partition, unknown -> new ArrayDeque<>());
        readAgain(followed, record.offset());
        if (followed.size() >= MOST_OPEN) {
            return;
        }
        long now = millis.getAsLong();
        long sent = Math.max(0, Math.min(record.timestamp(), now));
        Context producer = W3CTraceContextPropagator.getInstance().extract(Context.root(), record, HEADERS);
        Span whole = tracer.spanBuilder("tributary.record")
                .setParent(producer)
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(sent, TimeUnit.MILLISECONDS)
                .setAllAttributes(attributes(record))
                .startSpan();
        step(whole, "tributary.wait", sent).end(now, TimeUnit.MILLISECONDS);
        followed.addLast(new Followed(record.offset(), whole, step(whole, "tributary.process", now)));
    }

    private static Attributes attributes(ConsumerRecord<byte[], byte[]> record) {
        return Attributes.builder()
                .put(TOPIC, record.topic())
                .put(PARTITION, Integer.toString(record.partition()))
                .put(OFFSET, record.offset())
                .put(KEY, record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8))
                .build();
    }

    private Span step(Span whole, String name, long since) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(whole))
                .setStartTimestamp(since, TimeUnit.MILLISECONDS)
                .startSpan();
    }

    /** What was read from this offset on is read again, so what it was read for before came to nothing. */
    private void readAgain(Deque<Followed> followed, long from) {
        while (!followed.isEmpty() && followed.peekLast().offset >= from) {
            Followed lost = followed.removeLast();
            long now = millis.getAsLong();
            lost.step.end(now, TimeUnit.MILLISECONDS);
            lost.whole.setStatus(StatusCode.ERROR, "its transaction was given up: it is read again");
            lost.whole.end(now, TimeUnit.MILLISECONDS);
        }
    }

    /** A thread has worked off everything before these offsets, and is about to commit it. */
    synchronized void processed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        long now = millis.getAsLong();
        offsets.forEach((partition, next) -> {
            for (Followed each : open.getOrDefault(partition, new ArrayDeque<>())) {
                if (each.offset < next.offset() && !each.processed) {
                    each.processed = true;
                    each.step.end(now, TimeUnit.MILLISECONDS);
                    each.step = step(each.whole, "tributary.commit", now);
                }
            }
        });
    }

    /** What was handed over for these partitions is committed. */
    synchronized void committed(Iterable<TopicPartition> partitions) {
        long now = millis.getAsLong();
        for (TopicPartition partition : partitions) {
            Iterator<Followed> each =
                    open.getOrDefault(partition, new ArrayDeque<>()).iterator();
            while (each.hasNext()) {
                Followed followed = each.next();
                if (followed.processed) {
                    followed.step.end(now, TimeUnit.MILLISECONDS);
                    followed.whole.end(now, TimeUnit.MILLISECONDS);
                    each.remove();
                }
            }
        }
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static final TextMapGetter<ConsumerRecord<byte[], byte[]>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(ConsumerRecord<byte[], byte[]> record) {
            return StreamSupport.stream(record.headers().spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public String get(ConsumerRecord<byte[], byte[]> record, String name) {
            Header header = record == null ? null : record.headers().lastHeader(name);
            return header == null || header.value() == null ? null : text(header);
        }
    };
}
