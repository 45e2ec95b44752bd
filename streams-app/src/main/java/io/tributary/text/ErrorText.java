package io.tributary.text;

import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/** An error as one line. */
public final class ErrorText {
    private ErrorText() {}

    /** The innermost message, with the kind of error where the message alone would not say it. */
    public static String of(Throwable error) {
        Throwable cause = error;
        // What says which registry setting to look at is worth more than the socket's words below it.
        while (cause.getCause() != null
                && !(cause instanceof RegistryUnavailableException)
                && !(cause instanceof SchemaRefusedException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return SecretMask.url(message.replaceAll("\\s+", " ").trim());
    }

    /** In a line, which inputs a consumer found no offset for, or one whose record is gone; empty when it is something else. */
    public static String lostInput(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOffsetException lost) {
                return "what is next to be read of " + lost.partitions() + " is gone, or the group has lost its offset:"
                        + " nothing is skipped or read twice; start it again, `tributary positions plan` says what is missing";
            }
        }
        return "";
    }
}
