package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long DAWN = 1_772_380_800_000L;
    private static final long HOUR = 3_600_000;

    private final SaidByLedger said = new SaidByLedger();
    private final Ledger ledger = new Ledger(said);
    private final Grantee merchant = said.grantee("m1");
    private final ProgrammeAccount account = new ProgrammeAccount(DAWN);

    @Property(tries = 300)
    void shouldKeepBalancesThatAreTheSumsOfItsEntries(
            @ForAll @Size(max = 150) List<LedgerModel.Step> steps, @ForAll Random random) {
        LedgerModel model = new LedgerModel();
        long beat = 0;
        for (LedgerModel.Step step : steps) {
            model.take(step, ++beat, random);
        }
        model.check();
    }

    @Test
    void shouldReleaseWhatIsUnspentAndChargeLateExposuresToTheirPeriod() {
        Budget budget = budget();
        Period first = budget.current();
        ledger.beat(7, DAWN + 5);
        ledger.grant(merchant, budget, 3);
        ledger.charge(budget, first, account, DAWN);
        ledger.startPeriod(merchant, budget, DAWN + HOUR, DAWN + 2 * HOUR);
        ledger.charge(budget, first, account, DAWN);
        ledger.book(merchant, budget);
        assertThat(said.entries)
                .extracting(Entry::kind, Entry::exposures, Entry::granted, Entry::spent, Entry::periodStart)
                .containsExactly(
                        tuple(EntryKind.GRANT, 3L, 3L, 0L, DAWN),
                        tuple(EntryKind.CHARGE, 1L, 3L, 1L, DAWN),
                        tuple(EntryKind.RELEASE, 2L, 3L, 1L, DAWN),
                        tuple(EntryKind.CHARGE, 1L, 3L, 2L, DAWN));
        assertThat(said.entries).allMatch(entry -> entry.beat() == 7 && entry.time() == DAWN + 5);
    }

    @Test
    void shouldReleaseNothingWhereMoreIsSpentThanGranted() {
        Budget budget = budget();
        Period first = budget.current();
        ledger.grant(merchant, budget, 1);
        ledger.charge(budget, first, account, DAWN);
        ledger.charge(budget, first, account, DAWN);
        ledger.close(merchant, budget, account);
        assertThat(said.entries).extracting(Entry::kind).containsExactly(EntryKind.GRANT, EntryKind.CHARGE);
        assertThat(budget.granted()).isEqualTo(1);
        assertThat(account.committed()).isEqualTo(2);
        ledger.charge(budget, first, account, DAWN);
        assertThat(account.committed()).as("late, of one who has left").isEqualTo(3);
    }

    @Test
    void shouldSayWhyAGrantIsNotWhatTheRulesAloneGive() {
        Budget budget = budget();
        budget.agree(new GrantTerms(10, 1, 100), false, 2);
        ledger.grant(merchant, budget, 50);
        budget.limitTo(30, 3);
        ledger.grant(merchant, budget, 30);
        budget.limitTo(5, 4);
        ledger.grant(merchant, budget, 5);
        assertThat(said.entries.get(0).reason()).isNull();
        assertThat(said.entries.get(1).reason().en()).contains("passed on");
        assertThat(said.entries.get(2).reason().en()).contains("out of reach");
    }

    @Test
    void shouldCountLossesAsFarAsTheyAreAllowed() {
        Budget budget = budget();
        ledger.grant(merchant, budget, 4);
        Period running = budget.current();
        assertThat(ledger.lose(running, account, 3.0)).as("no limit yet").isTrue();
        account.lossAllowance(1.0);
        assertThat(ledger.lose(running, account, 1.0)).isTrue();
        assertThat(ledger.lose(running, account, 0.5)).isFalse();
        assertThat(account.relevanceLoss()).isEqualTo(4.0);
        assertThat(running.lost()).isEqualTo(4.0);
    }

    @Test
    void shouldRefuseANegativeGrant() {
        Budget budget = budget();
        assertThatThrownBy(() -> ledger.grant(merchant, budget, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(said.entries).isEmpty();
    }

    private Budget budget() {
        Budget budget = new Budget("farm");
        budget.agree(new GrantTerms(0, 1, 100), false, 1);
        ledger.startPeriod(merchant, budget, DAWN, DAWN + HOUR);
        return budget;
    }
}
