package io.tributary.schemas.serde;

/** The registry itself says, and has said again after a while, that it has no schema of the record's id. */
public class UnknownSchemaException extends UnreadableRecordException {
    public UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
