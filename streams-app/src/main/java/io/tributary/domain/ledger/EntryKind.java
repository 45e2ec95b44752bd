package io.tributary.domain.ledger;

/** What a ledger entry does to a grant. */
public enum EntryKind {
    /** The grant of the period was set. */
    GRANT,
    /** Exposures were charged since the last entry. */
    CHARGE,
    /** Exposures were given back. */
    CREDIT,
    /** The period is over, or the merchant left: what was unspent was released. */
    RELEASE,
    /** A coupon was issued. */
    ISSUE,
    /** Of the exposures charged just before, so many used a coupon. */
    USE,
    /** A coupon's time is over: what was left of it is no longer promised. */
    EXPIRE,
    /** What was left of a coupon was taken back. */
    CLAW_BACK
}
