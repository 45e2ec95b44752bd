package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what was credited for appeals against the oracle. */
final class CaseVerdict {
    private static final Pattern UPHELD = Pattern.compile("Case (\\S+) was upheld: .*");

    private final Map<String, CaseOracle.Upheld> upheld;
    private final Map<String, Long> credited = new TreeMap<>();

    CaseVerdict(Audit audit, Oracle oracle) {
        this.upheld = oracle.upheld();
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

    /** Never more than was upheld, nor for another case: credited is what the merchant has spent by then, until it is all. */
    void check() {
        assertThat(credited)
                .allSatisfy((key, exposures) -> assertThat(upheld.get(key))
                        .as("credit of %d for case %s", exposures, key)
                        .satisfies(each -> assertThat(exposures).isLessThanOrEqualTo(each.exposures())));
    }

    /** All of those that were closed before this time, epoch milliseconds. */
    void checkAll(long before) {
        upheld.forEach((key, each) -> {
            if (each.time() < before) {
                assertThat(credited)
                        .as("credits, of case %s closed at %d", key, each.time())
                        .containsEntry(key, each.exposures());
            }
        });
    }

    String summary() {
        return upheld.size() + " appeals upheld";
    }
}
