package io.tributary.schemas.serde;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records of any version of a schema. Kafka Streams shares one instance among its threads, so what is mutable is held per
 * thread; a record with the same schema id as the one before costs no look-up.
 */
final class RecordDeserializer<T> implements Deserializer<T> {
    private final ThreadLocal<Reader<T>> readers;

    /**
     * @param plan makes the reader for a writer schema
     */
    RecordDeserializer(SchemaDirectory directory, Function<Schema, DatumReader<? extends T>> plan) {
        this.readers = ThreadLocal.withInitial(() -> new Reader<>(directory, plan));
    }

    @Override
    public T deserialize(String topic, byte[] bytes) {
        return bytes == null ? null : readers.get().read(topic, bytes);
    }

    private static final class Reader<T> {
        private final SchemaDirectory directory;
        private final Function<Schema, DatumReader<? extends T>> plan;
        private final ArrayDecoder decoder = new ArrayDecoder();
        private final Map<Integer, DatumReader<? extends T>> byId = new HashMap<>();
        private int lastId;
        private DatumReader<? extends T> last;

        Reader(SchemaDirectory directory, Function<Schema, DatumReader<? extends T>> plan) {
            this.directory = directory;
            this.plan = plan;
        }

        T read(String topic, byte[] bytes) {
            int id = WireFormat.schemaId(topic, bytes);
            if (last == null || id != lastId) {
                last = readerOf(topic, id);
                lastId = id;
            }
            T value = decode(topic, bytes);
            if (decoder.remaining() > 0) {
                throw new UnreadableRecordException(topic + ": " + decoder.remaining() + " of " + bytes.length
                        + " bytes are left after the last field (schema id " + id + ")");
            }
            return value;
        }

        private T decode(String topic, byte[] bytes) {
            try {
                return last.read(null, decoder.reset(bytes, WireFormat.HEADER_SIZE));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                // Fields that only the writer knows may be as deep as a record is long.
                throw new UnreadableRecordException(
                        topic + ": the bytes do not fit schema id " + lastId + ": " + e.getMessage(), e);
            }
        }

        private DatumReader<? extends T> readerOf(String topic, int id) {
            DatumReader<? extends T> known = byId.get(id);
            if (known != null) {
                return known;
            }
            Schema writer = directory.byId(id, topic);
            try {
                DatumReader<? extends T> reader = plan.apply(writer);
                byId.put(id, reader);
                return reader;
            } catch (RuntimeException | StackOverflowError e) {
                throw new UnreadableRecordException(
                        topic + ": schema id " + id + " cannot be read as ours: " + e.getMessage(), e);
            }
        }
    }
}
