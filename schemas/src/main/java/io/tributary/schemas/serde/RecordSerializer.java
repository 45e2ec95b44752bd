package io.tributary.schemas.serde;

import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topic;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes one topic's values. Kafka Streams shares one instance among its threads, so what is mutable is held per thread. */
final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final int UNKNOWN = -1;

    private final Topic<T> topic;
    private final SchemaDirectory directory;
    private final ThreadLocal<Writer> writers;
    private volatile int id = UNKNOWN;

    RecordSerializer(Topic<T> topic, SchemaDirectory directory) {
        this.topic = topic;
        this.directory = directory;
        Schema schema = topic.schema();
        this.writers = ThreadLocal.withInitial(() -> new Writer(schema));
    }

    @Override
    public byte[] serialize(String topicName, T value) {
        if (value == null) {
            return null;
        }
        if (id == UNKNOWN) {
            id = directory.idOf(topic);
        }
        try {
            return writers.get().write(id, value);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(topicName + ": cannot write the record: " + e.getMessage(), e);
        }
    }

    private static final class Writer {
        private final ArrayEncoder encoder = new ArrayEncoder();
        private final SpecificDatumWriter<Object> writer;

        Writer(Schema schema) {
            this.writer = new SpecificDatumWriter<>(schema, ContractModel.get());
        }

        byte[] write(int id, Object value) throws IOException {
            encoder.start(id);
            writer.write(value, encoder);
            return encoder.finish();
        }
    }
}
