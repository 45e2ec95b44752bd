package io.tributary.topology.state;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.schemas.ContractModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Generated records of one schema in Avro, as sections of a record or as values of their own. What another version of the service has
 * written is resolved between its schema and this one, see {@link WriterSchemas}. Buffers are reused: confined to the store's thread.
 */
public final class StateCodec<T> {
    private final Schema schema;
    private final WriterSchemas writers;
    private final SpecificDatumWriter<T> writer;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private final StateWriter body = new StateWriter();
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body.stream(), null);
    private final StateWriter value = new StateWriter();
    private BinaryDecoder decoder;
    private int number;

    /**
     * @param schema of the generated class
     * @param writers of the store
     */
    public StateCodec(Schema schema, WriterSchemas writers) {
        this.schema = schema;
        this.writers = writers;
        this.writer = new SpecificDatumWriter<>(schema, ContractModel.get());
    }

    /** Number of this service's schema in the store. */
    int number() {
        if (number == 0) {
            number = writers.number(schema);
        }
        return number;
    }

    /** The record's Avro, without the schema's number; good until the next one is asked for. */
    StateWriter body(T record) {
        try {
            body.reset();
            writer.write(record, encoder);
            encoder.flush();
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(schema.getFullName() + " cannot be encoded", e);
        }
    }

    /**
     * The record that a section holds.
     *
     * @throws IllegalStateException when it is damaged, or of a schema that this one cannot be made of
     */
    public T read(StoredSection section) {
        return read(section.form(), section.record(), section.offset(), section.length());
    }

    private T read(int writtenBy, byte[] bytes, int offset, int length) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
            return reader(writtenBy).read(null, decoder);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("the state store holds a damaged " + schema.getFullName(), e);
        }
    }

    private SpecificDatumReader<T> reader(int writtenBy) {
        return readers.computeIfAbsent(
                writtenBy,
                each -> new SpecificDatumReader<>(
                        writers.schema(each, schema.getFullName()), schema, ContractModel.get()));
    }

    /** The record as a value of its own: the schema's number as a varint, and behind it the record's Avro. */
    public byte[] encode(T record) {
        value.reset().writeInt(number());
        value.writeRaw(body(record));
        return value.toByteArray();
    }

    /**
     * Takes back what {@link #encode} made.
     *
     * @throws IllegalStateException as {@link #read} does
     */
    public T decode(byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        int writtenBy = reader.readInt();
        return read(writtenBy, bytes, reader.position(), bytes.length - reader.position());
    }
}
