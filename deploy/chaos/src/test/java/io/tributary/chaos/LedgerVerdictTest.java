package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.LedgerVerdict.Balance;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerVerdictTest {
    private final List<LedgerEntry> entries = new ArrayList<>();

    @Test
    void shouldKnowOneBalanceOfABeatWithoutEvents() {
        book(1, EntryKind.GRANT, 100, 0);
        book(2, EntryKind.CHARGE, 100, 7);
        book(2, EntryKind.GRANT, 120, 7);
        book(3, EntryKind.CHARGE, 120, 9);

        assertThat(leftAt(1)).containsExactly(100L);
        assertThat(leftAt(2)).containsExactly(113L);
        assertThat(leftAt(3)).containsExactly(111L);
    }

    @Test
    void shouldGoOnWithTheBalanceOfAnEarlierBeat() {
        book(1, EntryKind.GRANT, 100, 0);
        book(4, EntryKind.CHARGE, 100, 7);

        assertThat(leftAt(3)).containsExactly(100L);
    }

    @Test
    void shouldAllowWhatWasLeftBeforeAMerchantsEvent() {
        book(1, EntryKind.GRANT, 100, 0);
        book(2, EntryKind.CHARGE, 100, 5);
        book(2, EntryKind.GRANT, 90, 5);
        // The directive of beat 2 is issued here; then a coupon is earned, before which two more are booked.
        book(2, EntryKind.CHARGE, 90, 7);
        book(2, EntryKind.ISSUE, 90, 7);

        assertThat(leftAt(2)).containsExactlyInAnyOrder(85L, 83L);
    }

    @Test
    void shouldNotAllowWhatWasLeftBeforeAChargeThatNoEventFollows() {
        book(1, EntryKind.GRANT, 100, 0);
        book(2, EntryKind.CHARGE, 100, 5);
        book(2, EntryKind.USE, 100, 5);

        assertThat(leftAt(2)).containsExactly(95L);
    }

    private Set<Long> leftAt(long beat) {
        return LedgerVerdict.balancesAt(entries, beat).stream()
                .map(Balance::left)
                .collect(Collectors.toSet());
    }

    private void book(long beat, EntryKind kind, long granted, long spent) {
        LedgerEntry entry = new LedgerEntry();
        entry.setBeat(beat);
        entry.setKind(kind);
        entry.setGranted(granted);
        entry.setSpent(spent);
        entries.add(entry);
    }
}
