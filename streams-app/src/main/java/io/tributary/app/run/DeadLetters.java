package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.text.LogEvents;
import io.tributary.topology.MisroutedRecordException;
import io.tributary.topology.merchant.DeadLetterWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters: the record as received, with what went wrong in headers of the names that Kafka Streams itself uses
 * (KIP-1034). They are sent in the task's transaction, so that a letter is committed together with the offset of its record.
 */
public final class DeadLetters implements DeadLetterWriter {
    /** Under this name handlers find the {@link MeterRegistry} in their configuration. */
    static final String METER_REGISTRY = "tributary.meter.registry";

    public static final String EXCEPTION = "__streams.errors.exception";
    public static final String MESSAGE = "__streams.errors.message";
    public static final String TOPIC = "__streams.errors.topic";
    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";
    /** The record's own timestamp, epoch milliseconds; missing where it had none. A letter's is when it was written. */
    public static final String TIME = "tributary.errors.time";
    /** Original size in bytes of a value that was cut. */
    public static final String CUT_FROM = "tributary.errors.cut.from";
    /** The same of a key. */
    public static final String KEY_CUT_FROM = "tributary.errors.key.cut.from";
    /** Headers that the record came with and that are not kept, a number. */
    public static final String HEADERS_LEFT_OUT = "tributary.errors.headers.left.out";

    /**
     * Of a letter in all. A record at the broker's limit, or one that was compressed on its way, would not pass again with more headers,
     * and the task could never get past it.
     */
    static final int MAX_BYTES = 900_000;

    static final int MAX_KEY_BYTES = 64_000;
    /** Of the headers that the record came with. */
    static final int MAX_HEADER_BYTES = 64_000;
    /** For what is said about the error. */
    private static final int OWN_BYTES = 16_000;

    private static final String SENT_AGAIN = "-dead-letters";

    private static final long LOG_EVERY_NANOS = 1_000_000_000;
    private static final int MAX_MESSAGE_CHARS = 1_000;
    /** Lengths of a header's parts. */
    private static final int PER_HEADER = 10;

    private static final int LONGEST_CHAR = 3;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String destination;
    private final MeterRegistry meters;
    private long lastLogged;
    private long unlogged;

    private record Origin(String topic, int partition, long offset, long time, Headers headers) {}

    private DeadLetters(String destination, MeterRegistry meters) {
        this.destination = destination;
        this.meters = meters;
    }

    /** As the configuration of a Streams application says. */
    public static DeadLetters configured(Map<String, ?> configs) {
        Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        Object meters = configs.get(METER_REGISTRY);
        return new DeadLetters(
                topic == null ? Topics.DEAD_LETTERS.name() : topic.toString(),
                meters instanceof MeterRegistry registry ? registry : null);
    }

    /**
     * Id of the transactions in which dead letters are sent again: one for all who do it, so that one at a time does.
     *
     * @param applications what ids of the service's applications begin with
     */
    public static String transactionalId(String applications) {
        return applications + SENT_AGAIN;
    }

    /**
     * Whether the record itself is at fault: it cannot be read, or was refused before anything changed. All else (a registry
     * that is away, trouble in Kafka or in a store, a fault of ours that may have left things half done) is not the record's
     * fault: the thread stops without a commit and the record is read again.
     */
    static boolean isRecordAtFault(Throwable error) {
        return Fault.of(error).reaction() == Reaction.DEAD_LETTER;
    }

    List<ProducerRecord<byte[], byte[]>> letter(
            ErrorHandlerContext context, byte[] key, byte[] value, Throwable error) {
        Origin origin = new Origin(
                context.topic(), context.partition(), context.offset(), context.timestamp(), context.headers());
        return List.of(letter(origin, key, value, error));
    }

    @Override
    public ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, RuntimeException error) {
        Origin origin =
                new Origin(record.topic(), record.partition(), record.offset(), record.timestamp(), record.headers());
        return letter(origin, record.key(), record.value(), error);
    }

    private ProducerRecord<byte[], byte[]> letter(Origin origin, byte[] key, byte[] value, Throwable error) {
        Throwable told = innermostTold(error);
        log(origin, told);
        if (meters != null) {
            String topic = String.valueOf(origin.topic());
            DeadLetterMeters.letters(meters, topic).increment();
            if (told instanceof MisroutedRecordException) {
                DeadLetterMeters.misrouted(meters, topic).increment();
            }
        }
        Headers headers = new RecordHeaders();
        int kept = keep(origin.headers(), headers);
        put(headers, EXCEPTION, told.getClass().getName());
        put(headers, MESSAGE, message(told));
        put(headers, TOPIC, origin.topic());
        put(headers, PARTITION, Integer.toString(origin.partition()));
        put(headers, OFFSET, Long.toString(origin.offset()));
        if (origin.time() >= 0) {
            put(headers, TIME, Long.toString(origin.time()));
        }
        byte[] keptKey = cut(key, MAX_KEY_BYTES, headers, KEY_CUT_FROM);
        int left = MAX_BYTES - OWN_BYTES - kept - (keptKey == null ? 0 : keptKey.length);
        return new ProducerRecord<>(destination, null, null, keptKey, cut(value, left, headers, CUT_FROM), headers);
    }

    private static byte[] cut(byte[] bytes, int most, Headers headers, String header) {
        if (bytes == null || bytes.length <= most) {
            return bytes;
        }
        put(headers, header, Integer.toString(bytes.length));
        return Arrays.copyOf(bytes, most);
    }

    /** Copies headers as far as they fit; returns their bytes. */
    private static int keep(Headers received, Headers headers) {
        int bytes = 0;
        int leftOut = 0;
        for (Header header : received == null ? new RecordHeaders() : received) {
            int size = PER_HEADER
                    + header.key().length() * LONGEST_CHAR
                    + (header.value() == null ? 0 : header.value().length);
            if (bytes + size > MAX_HEADER_BYTES) {
                leftOut++;
            } else {
                headers.add(header);
                bytes += size;
            }
        }
        if (leftOut > 0) {
            put(headers, HEADERS_LEFT_OUT, Integer.toString(leftOut));
        }
        return bytes;
    }

    /** A flood of bad records must not become a flood of log lines; the meter counts each of them. */
    private void log(Origin origin, Throwable told) {
        long now = System.nanoTime();
        if (lastLogged != 0 && now - lastLogged < LOG_EVERY_NANOS) {
            unlogged++;
            return;
        }
        LOG.warn(
                LogEvents.DEAD_LETTER,
                "Dead letter: {}-{}@{}: {}: {}{}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                told.getClass().getSimpleName(),
                message(told),
                unlogged == 0 ? "" : " (and " + unlogged + " more before it)");
        lastLogged = now;
        unlogged = 0;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Streams wraps what a serde or a processor threw; readers of the letter want the reason. */
    private static Throwable innermostTold(Throwable error) {
        Throwable told = error;
        while (told.getCause() != null && told.getClass().getName().startsWith("org.apache.kafka.streams")) {
            told = told.getCause();
        }
        return told;
    }

    private static String message(Throwable error) {
        String message = String.valueOf(error.getMessage()).replaceAll("\\s+", " ");
        return message.length() <= MAX_MESSAGE_CHARS ? message : message.substring(0, MAX_MESSAGE_CHARS) + "...";
    }
}
