package io.tributary.app.config;

/** The service cannot start. The message is one line that says what is missing and what to do. */
public final class StartupException extends RuntimeException {
    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    public StartupException(String message) {
        super(message);
    }
}
