package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseVerdictTest {
    private static final long PERIOD = LedgerVerdict.PERIOD_MILLIS;
    private static final long START = 1_770_000_000_000L / PERIOD * PERIOD;

    private final List<LedgerEntry> entries = new ArrayList<>();

    @Test
    void shouldFindWhatWasSpentBeforeTheLastVisitOfEachPeriod() {
        book(START, 1, EntryKind.GRANT, 0);
        book(START, 2, EntryKind.CHARGE, 4);
        assertThat(found(START)).as("before the first charge nothing was spent").isZero();

        book(START, 5, EntryKind.CHARGE, 7);
        assertThat(found(START)).isEqualTo(4);

        book(START + PERIOD, 61, EntryKind.CHARGE, 3);
        book(START + PERIOD, 63, EntryKind.CHARGE, 9);
        assertThat(found(START)).isEqualTo(4 + 3);
        assertThat(found(START + 1)).as("only periods that begin later").isEqualTo(3);
    }

    @Test
    void shouldNotFindWhatTheSameVisitHasBooked() {
        book(START, 2, EntryKind.CHARGE, 4);
        book(START, 5, EntryKind.CREDIT, 1);
        book(START, 5, EntryKind.CHARGE, 3);
        assertThat(found(START)).isEqualTo(4);
    }

    @Test
    void shouldNotFindWhatIsBookedWhenThePeriodIsOver() {
        book(START, 2, EntryKind.CHARGE, 4);
        entries.add(entry(START, 70, EntryKind.CHARGE, 6, START + PERIOD));
        assertThat(found(START)).isZero();
    }

    @Test
    void shouldNotFindWhatAnotherProgrammeHas() {
        book(START, 2, EntryKind.CHARGE, 4);
        book(START, 5, EntryKind.CHARGE, 7);
        entries.forEach(entry -> entry.setProgrammeId("another"));
        assertThat(found(START)).isZero();
    }

    private long found(long since) {
        return CaseVerdict.found(entries, since);
    }

    /** A beat a second. */
    private void book(long period, long beat, EntryKind kind, long spent) {
        entries.add(entry(period, beat, kind, spent, START + beat * 1_000));
    }

    private static LedgerEntry entry(long period, long beat, EntryKind kind, long spent, long time) {
        LedgerEntry entry = new LedgerEntry();
        entry.setProgrammeId(RewardProgramme.ID);
        entry.setPeriodStart(period);
        entry.setBeat(beat);
        entry.setTime(time);
        entry.setKind(kind);
        entry.setSpent(spent);
        return entry;
    }
}
