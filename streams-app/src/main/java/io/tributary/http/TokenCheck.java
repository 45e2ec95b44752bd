package io.tributary.http;

/** Says of tokens whether they let somebody in. */
interface TokenCheck {
    Verdict of(String token);

    /** What is said, the best last. */
    enum Verdict {
        INVALID,
        /** It cannot be told now: ask again. */
        UNDECIDED,
        VALID
    }
}
