package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.street.Street;
import io.tributary.directives.v1.Boost;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Holds the ledger against the oracle, line by line against itself, and against the pools. */
final class LedgerVerdict {
    static final long PERIOD_MILLIS = TimeUnit.MINUTES.toMillis(Street.PERIOD_MINUTES);

    private final Oracle oracle;
    private final CouponVerdict coupons;
    private final CaseVerdict cases;
    /** See {@link Audit#ledgerByMerchant}. */
    private final Map<String, List<LedgerEntry>> ledger;

    private final Map<String, Balance> balances = new TreeMap<>();

    /** Of an account, exposures. */
    record Balance(long granted, long spent) {
        long left() {
            return granted - spent;
        }
    }

    LedgerVerdict(Audit audit, Oracle oracle) {
        this.oracle = oracle;
        this.coupons = new CouponVerdict(audit, oracle);
        this.cases = new CaseVerdict(audit, oracle);
        this.ledger = audit.ledgerByMerchant();
        ledger.values()
                .forEach(entries -> entries.forEach(
                        entry -> balances.put(account(entry), new Balance(entry.getGranted(), entry.getSpent()))));
    }

    /** @param pools exposures per period by programme */
    void check(Map<String, Long> pools) {
        checkLines();
        checkCharges();
        coupons.check(ledger);
        cases.check();
        checkPools(pools);
    }

    String summary() {
        return coupons.summary() + ", " + cases.summary();
    }

    /**
     * What the account behind a boost can have had when its directive was issued: what it had after its visit at that beat. What merchants
     * do between that beat and the next is booked under the same beat, after the directive, and so is what was charged until then: where
     * there is such a line, what was before it is possible, too.
     *
     * @param time of the beat, epoch milliseconds
     * @param beats numbers of all beats of that time: more than one where the clock stood still
     */
    Set<Balance> balancesAt(String merchant, Boost boost, long time, Collection<Long> beats) {
        List<LedgerEntry> entries = ledger.getOrDefault(merchant, List.of()).stream()
                .filter(entry -> entry.getProgrammeId().equals(boost.getProgrammeId())
                        && entry.getPeriodStart() == periodOf(time))
                .toList();
        Set<Balance> possible = new LinkedHashSet<>();
        beats.forEach(beat -> possible.addAll(balancesAt(entries, beat)));
        return possible;
    }

    /** The same for one account's entries and one beat. */
    static Set<Balance> balancesAt(List<LedgerEntry> entries, long beat) {
        Set<Balance> possible = new LinkedHashSet<>();
        Balance balance = new Balance(0, 0);
        List<Balance> beforeCharges = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            if (entry.getBeat() > beat) {
                break;
            }
            beforeCharges.add(balance);
            if (entry.getBeat() < beat || entry.getKind() == EntryKind.GRANT || entry.getKind() == EntryKind.RELEASE) {
                beforeCharges.clear();
            } else if (isOfEvent(entry.getKind())) {
                possible.addAll(beforeCharges);
            }
            balance = new Balance(entry.getGranted(), entry.getSpent());
        }
        possible.add(balance);
        return possible;
    }

    private static boolean isOfEvent(EntryKind kind) {
        return kind == EntryKind.ISSUE || kind == EntryKind.CREDIT || kind == EntryKind.CLAW_BACK;
    }

    /** What the account behind a boost has in the period of this time in the end; null where there is none. */
    Balance lastBalance(String merchant, Boost boost, long time) {
        return balances.get(Oracle.account(merchant, boost.getProgrammeId(), periodOf(time)));
    }

    private void checkLines() {
        ledger.forEach((merchant, entries) -> {
            Map<String, Balance> running = new HashMap<>();
            long sequence = 0;
            for (LedgerEntry entry : entries) {
                assertThat(entry.getSequence()).as("ledger of %s", merchant).isEqualTo(++sequence);
                Balance before = running.getOrDefault(account(entry), new Balance(0, 0));
                Balance after = after(before, entry);
                assertThat(new Balance(entry.getGranted(), entry.getSpent()))
                        .as("balance after %s", entry)
                        .isEqualTo(after);
                running.put(account(entry), after);
            }
        });
    }

    private static Balance after(Balance before, LedgerEntry entry) {
        return switch (entry.getKind()) {
            case GRANT -> new Balance(entry.getExposures(), before.spent);
            case CHARGE -> new Balance(before.granted, before.spent + entry.getExposures());
            case RELEASE -> {
                assertThat(entry.getExposures()).as("%s", entry).isEqualTo(before.granted - before.spent);
                yield before;
            }
            case ISSUE, USE, EXPIRE, CLAW_BACK -> before;
            case CREDIT -> new Balance(before.granted, before.spent - entry.getExposures());
            case UNKNOWN -> throw new AssertionError("not known: " + entry);
        };
    }

    private void checkCharges() {
        assertThat(booked(EntryKind.CHARGE)).as("exposures charged by account").isEqualTo(oracle.charges());
        assertThat(booked(EntryKind.CREDIT)).as("exposures credited by account").isEqualTo(oracle.credits());
    }

    private Map<String, Long> booked(EntryKind kind) {
        Map<String, Long> booked = new TreeMap<>();
        for (List<LedgerEntry> entries : ledger.values()) {
            for (LedgerEntry entry : entries) {
                if (entry.getKind() == kind && CaseVerdict.caseOf(entry).isEmpty()) {
                    booked.merge(account(entry), entry.getExposures(), Long::sum);
                }
            }
        }
        return booked;
    }

    /** After every beat, what is granted of a period is within its pool. */
    private void checkPools(Map<String, Long> pools) {
        TreeMap<Long, List<LedgerEntry>> byBeat = new TreeMap<>();
        ledger.values()
                .forEach(entries -> entries.stream()
                        .filter(entry -> entry.getKind() == EntryKind.GRANT)
                        .forEach(entry -> byBeat.computeIfAbsent(entry.getBeat(), beat -> new ArrayList<>())
                                .add(entry)));
        assertThat(byBeat).as("grants").isNotEmpty();
        Map<String, Long> inForce = new HashMap<>();
        Map<String, Long> sums = new TreeMap<>();
        byBeat.forEach((beat, entries) -> {
            for (LedgerEntry entry : entries) {
                Long before = inForce.put(account(entry), entry.getGranted());
                String pool = entry.getProgrammeId() + " " + entry.getPeriodStart();
                sums.merge(pool, entry.getGranted() - (before == null ? 0 : before), Long::sum);
            }
            sums.forEach((pool, sum) -> assertThat(sum)
                    .as("grants of %s after beat %d", pool, beat)
                    .isLessThanOrEqualTo(pools.get(pool.substring(0, pool.indexOf(' ')))));
        });
    }

    private static long periodOf(long time) {
        return time - time % PERIOD_MILLIS;
    }

    private static String account(LedgerEntry entry) {
        return Oracle.account(entry.getMerchantId(), entry.getProgrammeId(), entry.getPeriodStart());
    }
}
