package io.tributary.domain.ledger;

/** Whom exposures are granted to, as the audit trail names it. */
public interface Grantee {
    String id();

    /** The number of its next ledger entry: 1 at first, each once. */
    long nextLedgerSequence();
}
