package io.tributary.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** These bytes will never be read, however often one tries: the record belongs in the dead letters. */
public class UnreadableRecordException extends SerializationException {
    public UnreadableRecordException(String message) {
        super(message);
    }

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
