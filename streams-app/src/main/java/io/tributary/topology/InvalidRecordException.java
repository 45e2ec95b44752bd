package io.tributary.topology;

/**
 * A record that can be read but not used: refused before it changes any state, and dead-lettered. The message says what
 * is wrong and what to do about it.
 */
public class InvalidRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidRecordException(String message) {
        super(message);
    }

    public InvalidRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
