package io.tributary.testkit;

/** The cluster or the service did not do what was asked of it; the message says what and what to look at. */
public final class ClusterException extends RuntimeException {
    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
