package io.tributary.inputs;

/** An application cannot go on without wrong numbers. The message is one line with what a person can do. */
public final class LostInputException extends RuntimeException {
    public LostInputException(String message) {
        super(message);
    }
}
