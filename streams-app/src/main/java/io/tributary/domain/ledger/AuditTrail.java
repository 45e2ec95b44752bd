package io.tributary.domain.ledger;

/** Takes the ledger's entries in the order in which they are made. */
@FunctionalInterface
public interface AuditTrail {
    void entry(String merchantId, Entry entry);
}
