package io.tributary.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.client.GrantBook.Balance;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import org.junit.jupiter.api.Test;

class GrantBookTest {
    private final GrantBook book = new GrantBook();

    @Test
    void shouldKeepTheGrantAfterItsRelease() {
        book.add(entry("m1", 1, EntryKind.GRANT, 100, 100, 0));
        book.add(entry("m1", 1, EntryKind.CHARGE, 90, 100, 90));
        book.add(entry("m1", 1, EntryKind.RELEASE, 10, 90, 90));

        assertThat(book.balances("p", 1)).containsExactly(new Balance(100, 90, 0));
        assertThat(book.granted()).isEqualTo(100);
    }

    @Test
    void shouldTakeTheLastGrantOfAPeriodAndTellPeriodsApart() {
        book.add(entry("m1", 1, EntryKind.GRANT, 100, 100, 0));
        book.add(entry("m1", 1, EntryKind.GRANT, 80, 80, 0));
        book.add(entry("m1", 2, EntryKind.GRANT, 50, 50, 0));

        assertThat(book.granted()).isEqualTo(130);
        assertThat(book.balances("p", 2)).containsExactly(new Balance(50, 0, 0));
    }

    @Test
    void shouldTellErrorAndOverDelivery() {
        assertThat(new Balance(100, 103, 0).error()).isEqualTo(0.03);
        assertThat(new Balance(100, 103, 0).overDelivery()).isEqualTo(0.03);
        assertThat(new Balance(100, 97, 0).error()).isEqualTo(0.03);
        assertThat(new Balance(100, 97, 0).overDelivery()).isZero();
    }

    private static LedgerEntry entry(
            String merchant, long period, EntryKind kind, long exposures, long granted, long spent) {
        return new LedgerEntry(merchant, 1L, "p", period, kind, exposures, granted, spent, 1L, 1L, null, null);
    }
}
