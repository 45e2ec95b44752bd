package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long DAWN = 1_772_380_800_000L;
    private static final long DAY = 86_400_000;
    private static final long SLACK = 60_000;
    private static final GrantTerms TERMS = new GrantTerms(10, 2, 100);

    private final SaidByLedger said = new SaidByLedger();
    private final Ledger ledger = new Ledger(said);
    private final Grantee merchant = said.grantee("m1");

    @Test
    void shouldChargeThePeriodOfTheDirective() {
        Budget budget = budget();
        String old = DirectiveId.of("farm", DAWN, 1, DAWN + DAY);
        Period first = budget.periodOf(old, 1, DAWN, SLACK);
        assertThat(budget.isRunning(first)).isTrue();

        ledger.startPeriod(merchant, budget, DAWN + DAY, DAWN + 2 * DAY);
        assertThat(budget.periodOf(old, 1, DAWN + DAY, SLACK)).isSameAs(first);
        assertThat(budget.isRunning(first)).isFalse();
        String current = DirectiveId.of("farm", DAWN + DAY, 2, DAWN + DAY + 1_000);
        assertThat(budget.isRunning(budget.periodOf(current, 2, DAWN + DAY, SLACK)))
                .isTrue();

        ledger.startPeriod(merchant, budget, DAWN + 2 * DAY, DAWN + 3 * DAY);
        assertThat(budget.periodOf(old, 2, DAWN + DAY, SLACK)).isNull();
        String other = DirectiveId.of("farm-2", DAWN + DAY, 1, DAWN + 2 * DAY);
        assertThat(budget.periodOf(other, 2, DAWN + DAY, SLACK)).isNull();
    }

    @Test
    void shouldHaveNoPeriodBeforeTheFirst() {
        Budget budget = new Budget("farm");
        assertThat(budget.periodOf(DirectiveId.of("farm", 0, 1, DAWN), 1, 0, SLACK))
                .isNull();
        assertThat(budget.periodStart()).isEqualTo(-1);
        assertThat(budget.left()).isZero();
    }

    @Test
    void shouldNoteTheBeatOnlyWhenTermsChange() {
        Budget budget = budget();
        assertThat(budget.agree(TERMS, false, 9)).isFalse();
        assertThat(budget.changedAtBeat()).isEqualTo(5);
        assertThat(budget.agree(new GrantTerms(11, 2, 100), false, 9)).isTrue();
        assertThat(budget.changedAtBeat()).isEqualTo(9);
        assertThat(budget.agree(new GrantTerms(11, 2, 100), true, 12)).isTrue();
        assertThat(budget.changedAtBeat()).isEqualTo(12);
    }

    @Test
    void shouldNoteTheBeatWhenMoreCanBeUsedThanBefore() {
        Budget budget = budget();
        assertThat(budget.limitTo(40, 6)).isFalse();
        assertThat(budget.changedAtBeat()).as("less takes effect at once").isEqualTo(5);
        assertThat(budget.cap()).isEqualTo(40);
        assertThat(budget.limitTo(60, 7)).isTrue();
        assertThat(budget.changedAtBeat()).isEqualTo(7);
        assertThat(budget.limitTo(1_000, 8)).isTrue();
        assertThat(budget.cap()).isEqualTo(100);
        assertThat(budget.limitTo(2_000, 9)).isTrue();
        assertThat(budget.changedAtBeat())
                .as("what the rules do not allow changes nothing")
                .isEqualTo(8);
    }

    @Property
    void shouldGrantWithinTheCapAndNeverLessThanWasSpentOfTheGrant(
            @ForAll @DoubleRange(max = 100) double rate,
            @ForAll @DoubleRange(max = 1) double floorScale,
            @ForAll @LongRange(max = 120) long granted,
            @ForAll @LongRange(max = 150) long spent) {
        Budget budget = budget();
        ledger.grant(merchant, budget, granted);
        Period period = budget.periodOf(DirectiveId.of("farm", DAWN, 1, DAWN + DAY), 1, DAWN, SLACK);
        for (long i = 0; i < spent; i++) {
            ledger.charge(budget, period, null, DAWN);
        }
        long byRule = budget.grantByRule(rate, floorScale);
        assertThat(byRule).isBetween(0L, 100L);
        assertThat(budget.grantAt(rate, floorScale)).isEqualTo(Math.max(byRule, Math.min(spent, granted)));
        assertThat(budget.grantAt(rate + 1, floorScale)).isGreaterThanOrEqualTo(budget.grantAt(rate, floorScale));
        if (!budget.isBelowCapAt(rate, floorScale)) {
            assertThat(budget.grantByRule(rate + 1, floorScale)).isEqualTo(byRule);
        }
    }

    @Test
    void shouldKeepEverythingInARoundTrip() {
        Budget budget = budget();
        ledger.grant(merchant, budget, 30);
        Period first = budget.periodOf(DirectiveId.of("farm", DAWN, 1, DAWN + DAY), 1, DAWN, SLACK);
        ledger.charge(budget, first, null, DAWN);
        ledger.startPeriod(merchant, budget, DAWN + DAY, DAWN + 2 * DAY);
        ledger.charge(budget, first, null, DAWN);
        ledger.lose(first, new ProgrammeAccount(DAWN), 1.5);
        ledger.grant(merchant, budget, 20);
        ledger.issue(merchant, budget, new Coupon("live~1", 5, DAWN, DAWN + 2 * DAY));
        ledger.charge(budget, budget.current(), null, DAWN + DAY);
        ledger.charge(budget, first, null, DAWN + 1);
        assertThat(budget.back(DAWN + DAY, 6)).isTrue();
        budget.limitTo(50, 6);

        Budget read = Budget.restored("farm", true, budget.snapshot());

        assertThat(read.snapshot()).isEqualTo(budget.snapshot());
        assertThat(read.isClosed()).isTrue();
        assertThat(read.granted()).isEqualTo(20);
        assertThat(read.cap()).isEqualTo(50);
        assertThat(read.previous().spent()).isEqualTo(3);
        assertThat(read.previous().unbooked()).isEqualTo(1);
        assertThat(read.backing()).as("1 used and 3 left").isEqualTo(4);
        assertThat(read.previous().lost()).isEqualTo(1.5);
    }

    private Budget budget() {
        Budget budget = new Budget("farm");
        budget.agree(TERMS, false, 5);
        ledger.startPeriod(merchant, budget, DAWN, DAWN + DAY);
        return budget;
    }
}
