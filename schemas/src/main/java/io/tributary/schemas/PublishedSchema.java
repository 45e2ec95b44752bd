package io.tributary.schemas;

import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.avro.Schema;

/** A schema as other teams see it in the registry: without the marks that tell Avro which Java string class to use. */
public final class PublishedSchema {
    private static final String MARK = ",\"avro.java.string\":\"String\"";
    private static final String STRING = "{\"type\":\"string\"}";

    private PublishedSchema() {}

    /** The schema of the topic's values, ready to register. */
    public static AvroSchema of(Topic<?> topic) {
        return of(topic.schema());
    }

    /** The same for any schema of a generated class. */
    public static AvroSchema of(Schema schema) {
        return new AvroSchema(schema.toString().replace(MARK, "").replace(STRING, "\"string\""));
    }
}
