package io.tributary.schemas.serde;

import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes records as a producer with another version of the schema does, with Avro's own encoder. */
final class Wire {
    private Wire() {}

    static byte[] write(SchemaRegistryClient registry, String subject, String schemaJson, Consumer<GenericRecord> fill)
            throws Exception {
        Schema schema = new Schema.Parser().parse(schemaJson);
        int id = registry.register(subject, new AvroSchema(schemaJson));
        GenericRecord message = new GenericData.Record(schema);
        fill.accept(message);
        return write(id, schema, message);
    }

    private static byte[] write(int id, Schema schema, GenericRecord message) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(bytes);
        header.writeByte(0);
        header.writeInt(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(message, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
