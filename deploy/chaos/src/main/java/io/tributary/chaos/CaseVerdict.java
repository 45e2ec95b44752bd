package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what was credited for appeals against the oracle. */
final class CaseVerdict {
    /** Records are taken in the order of their times, but for some that come late. */
    private static final long TAKEN_WITHIN = 10_000;

    private static final Pattern UPHELD = Pattern.compile("Case (\\S+) was upheld: .*");

    private final Map<String, CaseOracle.Upheld> upheld;
    private final Map<String, Long> credited = new TreeMap<>();
    /** See {@link Audit#ledgerByMerchant}. */
    private final Map<String, List<LedgerEntry>> ledger;

    CaseVerdict(Audit audit, Oracle oracle) {
        this.upheld = oracle.upheld();
        this.ledger = audit.ledgerByMerchant();
        audit.ledger().forEach(entry -> {
            String id = caseOf(entry.value());
            if (!id.isEmpty()) {
                credited.merge(CaseOracle.key(entry.key(), id), entry.value().getExposures(), Long::sum);
            }
        });
    }

    /** The case for which exposures are credited; empty for an entry of none. */
    static String caseOf(LedgerEntry entry) {
        if (entry.getKind() != EntryKind.CREDIT || entry.getReason() == null) {
            return "";
        }
        Matcher said = UPHELD.matcher(entry.getReason().getEn());
        return said.matches() ? said.group(1) : "";
    }

    /**
     * Never more than was upheld, nor for another case: credited is what the merchant has spent by then, until it is all. And all of it once
     * visits have found so much.
     */
    void check() {
        assertThat(credited)
                .allSatisfy((key, exposures) -> assertThat(upheld.get(key))
                        .as("credit of %d for case %s", exposures, key)
                        .satisfies(each -> assertThat(exposures).isLessThanOrEqualTo(each.exposures())));
        upheld.forEach((key, each) -> {
            if (isDue(each)) {
                assertThat(credited)
                        .as("credits, of case %s closed at %d", key, each.time())
                        .containsEntry(key, each.exposures());
            }
        });
    }

    /** Whether visits of the merchant since then have found as much spent as is to be credited to it for all of its cases. */
    private boolean isDue(CaseOracle.Upheld one) {
        List<LedgerEntry> entries = ledger.getOrDefault(one.merchant(), List.of());
        return found(entries, one.time() + TAKEN_WITHIN) >= wanted(one.merchant());
    }

    private long wanted(String merchant) {
        return upheld.values().stream()
                .filter(each -> each.merchant().equals(merchant))
                .mapToLong(CaseOracle.Upheld::exposures)
                .sum();
    }

    /**
     * Exposures that visits of a merchant have found spent, at least: credited is what is spent when a merchant is visited in the period in
     * which it was. That it was visited is told by a charge that is booked, that something was spent by what was booked at beats before.
     *
     * @param entries of the merchant
     * @param since periods that begin at this time or later count, epoch milliseconds
     */
    static long found(List<LedgerEntry> entries, long since) {
        Map<Long, LedgerEntry> newest = new TreeMap<>();
        Map<Long, LedgerEntry> before = new TreeMap<>();
        Map<Long, Long> found = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            long period = entry.getPeriodStart();
            if (!entry.getProgrammeId().equals(RewardProgramme.ID) || period < since) {
                continue;
            }
            LedgerEntry last = newest.put(period, entry);
            if (last != null && last.getBeat() < entry.getBeat()) {
                before.put(period, last);
            }
            if (entry.getKind() == EntryKind.CHARGE
                    && entry.getTime() < period + LedgerVerdict.PERIOD_MILLIS
                    && before.containsKey(period)) {
                found.put(period, before.get(period).getSpent());
            }
        }
        return found.values().stream().mapToLong(Long::longValue).sum();
    }

    String summary() {
        long due = upheld.values().stream().filter(this::isDue).count();
        return upheld.size() + " appeals upheld, " + due + " of them due";
    }
}
