package io.tributary.app;

import io.tributary.schemas.serde.RegistryUnavailableException;

/** An error as one line. */
public final class ErrorText {
    private ErrorText() {}

    /** The innermost message, with the kind of error where the message alone would not say it. */
    public static String of(Throwable error) {
        Throwable cause = error;
        // What says which registry setting to look at is worth more than the socket's words below it.
        while (cause.getCause() != null && !(cause instanceof RegistryUnavailableException)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return SecretMask.url(message.replaceAll("\\s+", " ").trim());
    }

    static boolean isRegistryAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
