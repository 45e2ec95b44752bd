package io.tributary.store.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** A store's changelog with transactions, as brokers keep it, and the content it stands for. */
final class Changelog {
    private final List<ConsumerRecord<byte[], byte[]>> committed = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> open = new ArrayList<>();
    private long next;
    private Long lastWritten;

    /** Appends to the open transaction. */
    void append(String key, String value) {
        lastWritten = next++;
        open.add(new ConsumerRecord<>("changelog", 0, lastWritten, utf8(key), value == null ? null : utf8(value)));
    }

    void commit() {
        committed.addAll(open);
        finish();
    }

    void abort() {
        finish();
    }

    /** The marker takes an offset, too. */
    private void finish() {
        if (!open.isEmpty()) {
            open.clear();
            next++;
        }
    }

    /** Offset of the last record the present producer got through, of whatever transaction; null when there is none. */
    Long lastWritten() {
        return lastWritten;
    }

    /** Another producer takes over: what the last one has not committed is lost. */
    void newProducer() {
        abort();
        lastWritten = null;
    }

    /** What one who reads committed records gets behind this offset. */
    List<ConsumerRecord<byte[], byte[]>> after(long offset) {
        return committed.stream().filter(each -> each.offset() > offset).toList();
    }

    /** What was committed. */
    Map<String, String> content() {
        return contentUpTo(Long.MAX_VALUE);
    }

    /** What was committed up to this offset. */
    Map<String, String> contentUpTo(long offset) {
        Map<String, String> content = new TreeMap<>();
        committed.stream().filter(each -> each.offset() <= offset).forEach(each -> apply(each, content));
        return content;
    }

    /** What was committed, and what the open transaction has changed. */
    Map<String, String> openContent() {
        Map<String, String> content = content();
        open.forEach(each -> apply(each, content));
        return content;
    }

    private static void apply(ConsumerRecord<byte[], byte[]> record, Map<String, String> content) {
        if (record.value() == null) {
            content.remove(text(record.key()));
        } else {
            content.put(text(record.key()), text(record.value()));
        }
    }

    static Map<String, String> contentOf(KeyValueIterator<Bytes, byte[]> records) {
        Map<String, String> content = new TreeMap<>();
        try (records) {
            while (records.hasNext()) {
                KeyValue<Bytes, byte[]> each = records.next();
                content.put(text(each.key.get()), text(each.value));
            }
        }
        return content;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
