package io.tributary.cli;

import io.tributary.app.run.DeadLetters;
import io.tributary.app.run.RoleInputs;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topic.Cleanup;
import io.tributary.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A dead letter: a record as it was received, with what was wrong with it in its headers.
 *
 * <p>What became of it is said by a note, a record of the same topic that comes after it, without key and value:
 *
 * <pre>
 *   tributary.dead.letter         PARTITION@OFFSET of the dead letter
 *   tributary.dead.letter.became  RESENT or DISCARDED
 *   tributary.dead.letter.by      who did it
 *   tributary.dead.letter.reason  why; of those that were discarded
 * </pre>
 *
 * <p>Notes are younger than what they are of, so they are there as long as it is.
 *
 * @param record as it is on the topic of dead letters
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    /** Of a note: which dead letter it is of. */
    static final String NOTE_OF = "tributary.dead.letter";

    static final String BECAME = "tributary.dead.letter.became";
    static final String BY = "tributary.dead.letter.by";
    static final String REASON = "tributary.dead.letter.reason";
    /** Of a record that was resent: how often it was. */
    static final String TRY = "tributary.resent.try";
    /** Of a record that was resent: the dead letter that it was. */
    static final String OF = "tributary.resent.of";

    private static final String UNKNOWN = "?";

    /** What may become of a dead letter. */
    enum Fate {
        RESENT,
        DISCARDED
    }

    static boolean isNote(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(NOTE_OF) != null;
    }

    /** Which dead letter the note is of. */
    static String noted(ConsumerRecord<byte[], byte[]> note) {
        return text(note.headers(), NOTE_OF);
    }

    /** Its coordinates on the topic of dead letters: PARTITION@OFFSET. */
    String id() {
        return record.partition() + "@" + record.offset();
    }

    /** Topic that the record came from; a question mark when no header says so. */
    String topic() {
        return text(record.headers(), DeadLetters.TOPIC);
    }

    /** Partition that it came from, -1 when no header says so. */
    int partition() {
        return (int) number(DeadLetters.PARTITION, -1);
    }

    /** Offset that it had there, -1 when no header says so. */
    long offset() {
        return number(DeadLetters.OFFSET, -1);
    }

    /** Simple name of the error. */
    String error() {
        String name = text(record.headers(), DeadLetters.EXCEPTION);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    String message() {
        return text(record.headers(), DeadLetters.MESSAGE);
    }

    /** How often it was resent, and came back. */
    int tries() {
        return (int) number(TRY, 0);
    }

    /**
     * Why it may not be resent, with what to do instead; empty when it may.
     *
     * @param most how often a record may come back before it stays
     * @param force whether to resend what is merely unwise
     */
    String refusal(TopicNames names, int most, boolean force) {
        if (partition() < 0) {
            return "no header says where it came from: discard it";
        } else if (has(DeadLetters.CUT_FROM) || has(DeadLetters.KEY_CUT_FROM)) {
            return "only its beginning was kept: have its sender send it again, then discard it";
        } else if (force) {
            return "";
        }
        Optional<Topic<?>> topic = names.byName(topic());
        if (tries() >= most) {
            return "came back " + tries() + " times: correct it at its source, then discard it, or add --force";
        } else if (topic.isPresent() && RoleInputs.isSignal(topic.get())) {
            return "newer ones on " + topic() + " say all anew: discard it, or add --force";
        } else if (topic.isPresent() && topic.get().cleanup() == Cleanup.COMPACT) {
            return "would replace what was written since under its key: send the newest anew, or add --force";
        } else if (has(DeadLetters.HEADERS_LEFT_OUT)) {
            return "some of its headers were not kept: add --force to send it without";
        }
        return "";
    }

    /**
     * The record as it was received, but that its first headers say that it comes again: headers that do not fit into a dead letter are
     * left out from the last on, so these are there however often it comes back.
     *
     * @param partitions of its topic where it is to go where its key belongs, 0 for the partition that it came from
     */
    ProducerRecord<byte[], byte[]> again(String deadLetters, int partitions) {
        Headers headers = new RecordHeaders();
        put(headers, TRY, Integer.toString(tries() + 1));
        put(headers, OF, deadLetters + "-" + id());
        for (Header header : record.headers()) {
            if (!isOurs(header.key())) {
                headers.add(header);
            }
        }
        int partition =
                partitions > 0 && record.key() != null ? KeyPartition.of(record.key(), partitions) : partition();
        long time = number(DeadLetters.TIME, -1);
        return new ProducerRecord<>(topic(), partition, time < 0 ? null : time, record.key(), record.value(), headers);
    }

    /** The note of what became of it. */
    ProducerRecord<byte[], byte[]> note(Fate fate, String by, String reason) {
        Headers headers = new RecordHeaders();
        put(headers, NOTE_OF, id());
        put(headers, BECAME, fate.name());
        put(headers, BY, by);
        put(headers, REASON, reason);
        return new ProducerRecord<>(record.topic(), record.partition(), null, null, null, headers);
    }

    private static boolean isOurs(String header) {
        return header.startsWith("__streams.errors.")
                || header.startsWith("tributary.errors.")
                || header.startsWith("tributary.skipped.")
                || header.equals(TRY)
                || header.equals(OF);
    }

    private boolean has(String header) {
        return record.headers().lastHeader(header) != null;
    }

    private long number(String header, long otherwise) {
        try {
            return Long.parseLong(text(record.headers(), header));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? UNKNOWN : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
