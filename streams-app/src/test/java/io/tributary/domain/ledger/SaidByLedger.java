package io.tributary.domain.ledger;

import java.util.ArrayList;
import java.util.List;

/** An audit trail of one merchant in a list. */
final class SaidByLedger implements AuditTrail {
    final List<Entry> entries = new ArrayList<>();
    private String merchantId;

    Grantee grantee(String id) {
        merchantId = id;
        return new Grantee() {
            private long sequence;

            @Override
            public String id() {
                return id;
            }

            @Override
            public long nextLedgerSequence() {
                return ++sequence;
            }
        };
    }

    @Override
    public void entry(String id, Entry entry) {
        if (!id.equals(merchantId)) {
            throw new AssertionError("an entry of " + id + ", which nobody made: " + entry);
        }
        entries.add(entry);
    }
}
