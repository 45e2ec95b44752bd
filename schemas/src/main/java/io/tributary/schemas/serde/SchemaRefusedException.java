package io.tributary.schemas.serde;

import org.apache.kafka.common.KafkaException;

/** The registry answered, and does not take or does not have the schema of a topic: nothing can be written to it. */
public class SchemaRefusedException extends KafkaException {
    public SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
