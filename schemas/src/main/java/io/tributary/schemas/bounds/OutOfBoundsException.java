package io.tributary.schemas.bounds;

/** A value lies outside its field's bounds. The message is one line: the field's path, the value, and what it must be. */
public final class OutOfBoundsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public OutOfBoundsException(String message) {
        super(message);
    }
}
