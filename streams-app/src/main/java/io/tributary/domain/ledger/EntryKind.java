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
    RELEASE
}
