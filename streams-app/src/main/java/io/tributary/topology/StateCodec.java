package io.tributary.topology;

import io.tributary.schemas.ContractModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Generated records in a state store, in Avro's single-object encoding. The schemas that wrote a store are kept in it, so a
 * newer service reads what an older one left by Avro's rules, without a registry.
 */
public final class StateCodec<T> {
    /** Keys of the store that hold schemas, not values. */
    public static final String SCHEMA_KEYS = "schema/";

    private final Schema schema;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    /** Reads every version that the store has seen and notes this one. */
    public StateCodec(Schema schema, KeyValueStore<String, byte[]> store) {
        this.schema = schema;
        encoder = new BinaryMessageEncoder<>(ContractModel.get(), schema);
        decoder = new BinaryMessageDecoder<>(ContractModel.get(), schema);
        String versions = SCHEMA_KEYS + schema.getFullName() + "/";
        try (KeyValueIterator<String, byte[]> known = store.range(versions, versions + Character.MAX_VALUE)) {
            while (known.hasNext()) {
                KeyValue<String, byte[]> version = known.next();
                decoder.addSchema(new Schema.Parser().parse(new String(version.value, StandardCharsets.UTF_8)));
            }
        }
        String own = versions + Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
        store.putIfAbsent(own, schema.toString().getBytes(StandardCharsets.UTF_8));
    }

    public byte[] encode(T record) {
        try {
            ByteBuffer buffer = encoder.encode(record);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(schema.getFullName() + " cannot be encoded", e);
        }
    }

    public T decode(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("the state store holds a damaged " + schema.getFullName(), e);
        }
    }
}
