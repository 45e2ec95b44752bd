package io.tributary.domain.eligibility;

/** What a clause says of a merchant. */
public enum Verdict {
    HOLDS,
    FAILS,
    /** It cannot be said: the clause is at fault, and not the merchant. It does not hold then. */
    NOT_EVALUATED,
    /** An attribute that it reads is unknown. It does not hold then. */
    UNKNOWN,
    /** The same, or the age of its owner is, and nothing is to change before it is known. */
    AWAITED,
    /** Of a hard exit: its condition holds, and the merchant has time left to put it right. */
    CURING
}
