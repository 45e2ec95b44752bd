package io.tributary.chaos;

import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topic;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Other versions of the contract's schemas, and what a team that was built with one of them writes and reads. */
final class Evolved {
    private static final int HEADER = 5;

    private Evolved() {}

    /** The schema as it was before this field came to it. */
    static Schema without(Schema schema, String field) {
        if (schema.getField(field) == null || !schema.getField(field).hasDefaultValue()) {
            throw new IllegalArgumentException(field + " is not an optional field of " + schema.getFullName());
        }
        return copy(
                schema,
                fields(schema).stream()
                        .filter(each -> !each.name().equals(field))
                        .toList());
    }

    /** The schema as it may be some day, with one more optional field. */
    static Schema with(Schema schema, String field) {
        List<Schema.Field> fields = new ArrayList<>(fields(schema));
        fields.add(new Schema.Field(field, Schema.create(Schema.Type.STRING), "Came later.", "none"));
        return copy(schema, fields);
    }

    /** A version that no older record could be read with. */
    static Schema withRequired(Schema schema, String field) {
        List<Schema.Field> fields = new ArrayList<>(fields(schema));
        fields.add(new Schema.Field(field, Schema.create(Schema.Type.STRING), "Came later."));
        return copy(schema, fields);
    }

    private static List<Schema.Field> fields(Schema schema) {
        return schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
    }

    private static Schema copy(Schema schema, List<Schema.Field> fields) {
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** Registers a version under a topic's subject, if it is compatible. @return its id */
    static int register(SchemaRegistryClient registry, Topic<?> topic, Schema schema) {
        try {
            return registry.register(topic.subject(), new AvroSchema(schema));
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(topic.subject() + ": " + e.getMessage(), e);
        }
    }

    /** A record of the contract without its class. */
    static <T extends SpecificRecord> GenericRecord generic(T record) {
        Schema schema = record.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<T>(schema, ContractModel.get()).write(record, encoder);
            encoder.flush();
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record in Confluent's wire format, with the fields that both schemas have. */
    static byte[] write(int id, Schema schema, GenericRecord fields) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            boolean known = fields.getSchema().getField(field.name()) != null;
            record.put(field.pos(), known ? fields.get(field.name()) : "written by a newer version");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader with this schema makes of a record: looks the writer's schema up and resolves. */
    static GenericRecord read(SchemaRegistryClient registry, byte[] bytes, Schema reader) {
        int id = ByteBuffer.wrap(bytes).getInt(1);
        try {
            Schema writer = ((AvroSchema) registry.getSchemaById(id)).rawSchema();
            return new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("a reader cannot read schema " + id, e);
        }
    }
}
