package io.tributary.schemas.fault;

/** What is done about a fault, and the meter that counts it. */
public enum Reaction {
    /** The record goes to the dead letters with its bytes and the reason; processing goes on. */
    DEAD_LETTER("tributary.dead.letters"),
    /** It is tried again for as long as it takes, with growing pauses; readiness says what is waited for, and since when. */
    WAIT("tributary.waiting.seconds"),
    /** The transaction is given up and its records are read again. That is how exactly-once works, and no failure. */
    ABORT("tributary.aborts"),
    /** The thread ends without a commit and another one takes its place; when that happens too often the role is shut down. */
    REPLACE_THREAD("tributary.thread.failures"),
    /** The role is shut down at once: trying again cannot help. */
    SHUT_DOWN("tributary.thread.failures"),
    /** The process exits at once, without a goodbye: it cannot be relied on to do anything more. */
    HALT("");

    private final String meter;

    Reaction(String meter) {
        this.meter = meter;
    }

    /** Name of the meter; empty when there is nobody left to ask for it. */
    public String meter() {
        return meter;
    }
}
