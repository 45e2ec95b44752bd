package io.tributary.demo.client;

import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Grants and what was charged to them, as the ledger tells. */
public final class GrantBook {
    private final Map<Account, Balance> balances = new HashMap<>();

    /** One merchant's part of one pool. */
    public record Account(String programmeId, long periodStart, String merchantId) {}

    /**
     * Where an account stands, exposures.
     *
     * @param granted grant last set
     * @param spent charged, less what was credited
     * @param passedOn taken from the grant because the merchant could not have used it
     */
    public record Balance(long granted, long spent, long passedOn) {
        /** Distance from the grant in either direction, relative to it. */
        public double error() {
            return granted == 0 ? 0 : Math.abs(spent - granted) / (double) granted;
        }

        /** Part of the grant delivered on top of it, 0 when it was kept. */
        public double overDelivery() {
            return granted == 0 ? 0 : Math.max(0, spent - granted) / (double) granted;
        }
    }

    public void add(LedgerEntry entry) {
        Account account = new Account(entry.getProgrammeId(), entry.getPeriodStart(), entry.getMerchantId());
        Balance before = balances.getOrDefault(account, new Balance(0, 0, 0));
        // A release closes the account: what the grant was stays what it was.
        long granted = entry.getKind() == EntryKind.RELEASE ? before.granted() : entry.getGranted();
        // A grant that is not what the rules alone give was limited to what the merchant can reach.
        long less = entry.getReason() == null ? 0 : Math.max(0, before.granted() - granted);
        balances.put(account, new Balance(granted, entry.getSpent(), before.passedOn() + less));
    }

    /** Balances of one programme's period with a grant. */
    public List<Balance> balances(String programmeId, long periodStart) {
        return balances.entrySet().stream()
                .filter(entry -> entry.getKey().programmeId().equals(programmeId))
                .filter(entry -> entry.getKey().periodStart() == periodStart)
                .map(Map.Entry::getValue)
                .filter(balance -> balance.granted() > 0)
                .toList();
    }

    public long granted() {
        return sumGranted(balances.values());
    }

    private static long sumGranted(Collection<Balance> balances) {
        return balances.stream().mapToLong(Balance::granted).sum();
    }
}
