package io.tributary.domain.state;

/** What is stored is of a version, or of a layout, that this service does not know. Reading on would be guessing. */
public final class UnreadableStateException extends IllegalStateException {
    /**
     * @param what is of which version, and which ones are known
     */
    public UnreadableStateException(String what) {
        super(
                what
                        + ": go on with the service that has written it, or have `tributary state rebuild` make the state anew");
    }
}
