package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BoostLevels.Due;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoostLevelsTest {
    private static final long LIFE = 20_000;

    private final FarmProgramme farm = new FarmProgramme();
    private final FarmProgramme county = new FarmProgramme("county");
    private final Ledger ledger = new Ledger((merchant, entry) -> {});
    private final BoostLevels levels = new BoostLevels(LIFE);

    @Test
    void shouldBoostMoreWhoIsBehindItsPlan() {
        Participation behind = paced(farm, 2);
        Participation ahead = paced(farm, 28);
        assertThat(behind.controller().plan()).isEqualTo(ahead.controller().plan());
        assertThat(levels.need(due(farm, behind))).isGreaterThan(levels.need(due(farm, ahead)));
    }

    @Test
    void shouldLetTheProgrammeLeadThatIsFurtherBehind() {
        Due behind = due(farm, paced(farm, 20));
        Due onPlan = due(county, paced(county, 25));
        assertThat(levels.lead(List.of(onPlan, behind))).isSameAs(behind);
        assertThat(levels.lead(List.of(behind, onPlan))).isSameAs(behind);
    }

    @Test
    void shouldKeepTheProgrammeThatLeadsWhileTheOtherIsHardlyFurtherBehind() {
        Due leads = due(farm, paced(farm, 25));
        leads.controller().direct(Set.of(Surface.FEED), 1, 1);
        Due other = due(county, paced(county, 25));
        assertThat(levels.lead(List.of(other, leads))).isSameAs(leads);
        Due furtherBehind = due(county, paced(county, 23));
        assertThat(levels.lead(List.of(furtherBehind, leads))).isSameAs(furtherBehind);
    }

    @Test
    void shouldLetAProgrammeMakeWayThatItsRelevanceBudgetHoldsBack() {
        farm.strength = 0.2;
        Due heldBack = due(farm, paced(farm, 20));
        Due free = due(county, paced(county, 23));
        assertThat(levels.lead(List.of(heldBack, free))).isSameAs(free);
    }

    @Test
    void shouldSuspendWhoIsFurtherAheadThanItMayBeUntilHalfOfThatIsMadeGood() {
        Participation part = paced(farm, 36);
        assertThat(part.controller().isSuspended()).isTrue();
        double again = part.controller().resumesAt();
        assertThat(again).isBetween(0.5, 1.0);

        farm.schedule = again - 0.01;
        pace(farm, part);
        assertThat(part.controller().isSuspended()).as("not yet").isTrue();
        farm.schedule = again + 0.01;
        pace(farm, part);
        assertThat(part.controller().isSuspended()).as("due again").isFalse();
    }

    @Test
    void shouldNotSuspendWhoIsOnPlanOrWaitsForItsGrant() {
        assertThat(paced(farm, 25).controller().isSuspended()).isFalse();
        Participation waits = farm.enrol(new MerchantState("m1"), ledger, 0);
        pace(farm, waits);
        assertThat(waits.controller().isSuspended()).isFalse();
    }

    @Test
    void shouldSuspendForTheWholePeriodWhoHasSpentItsGrant() {
        Participation spent = paced(farm, 50);
        assertThat(spent.controller().isSuspended()).isTrue();
        assertThat(spent.controller().resumesAt()).isInfinite();
    }

    @Test
    void shouldMakeNothingDueToWhoCannotBeBoosted() {
        Participation part = paced(farm, 10);
        double plan = part.controller().plan();
        levels.pace(part, farm.rules(), farm.terms(), NOON, 0, true);
        farm.schedule = 0.8;
        pace(farm, part);
        assertThat(part.controller().plan()).isEqualTo(plan);
    }

    @Test
    void shouldRaiseTheNeedOfWhoIsBehindTheOthersWhenTheProgrammeIsHeldBack() {
        farm.meanProgress = 0.5;
        Participation behind = paced(farm, 5);
        double free = levels.need(due(farm, behind));
        farm.strength = 0.5;
        assertThat(levels.need(due(farm, behind))).isGreaterThan(free);
    }

    @Test
    void shouldAdmitAllWhileNothingIsKnownOfTheResponse() {
        assertThat(levels.admit(due(farm, paced(farm, 5)), 1, 2_000)).isEqualTo(1);
        assertThat(levels.safeUntil(due(farm, paced(farm, 5)), 1, 1, 0)).isZero();
    }

    @Property
    void shouldAdmitSomethingAndNeverMoreThanAll(
            @ForAll @IntRange(max = 49) int spent,
            @ForAll @DoubleRange(min = 0.01, max = 5) double need,
            @ForAll @IntRange(max = 60_000) int horizon) {
        Participation part = responding(paced(farm, spent));
        assertThat(levels.admit(due(farm, part), need, horizon)).isBetween(0.02, 1.0);
    }

    @Test
    void shouldAdmitLessTheLongerNothingIsHeard() {
        Due due = due(farm, responding(paced(farm, 25)));
        double soon = levels.admit(due, 2, 500);
        double late = levels.admit(due, 2, 20_000);
        assertThat(late).isLessThan(soon);
    }

    @Property
    void shouldTrustADirectiveNoLongerThanItLives(
            @ForAll @IntRange(max = 60) int spent, @ForAll @DoubleRange(min = 0.01, max = 5) double need) {
        Due due = due(farm, responding(paced(farm, spent)));
        long until = levels.safeUntil(due, need, 1, 0);
        if (spent >= 50) {
            assertThat(until).as("nothing is left").isZero();
        } else {
            assertThat(until).isBetween(NOON, NOON + LIFE);
        }
    }

    @Test
    void shouldExpireWithTheDirectiveOrTheProgramme() {
        Participation part = paced(farm, 5);
        assertThat(due(farm, part).expiresAt()).isEqualTo(NOON + LIFE);
        long last = FarmProgramme.DAWN + FarmProgramme.PERIOD;
        Due atTheEnd = levels.due(part, farm.rules(), farm.terms(), Set.of(Surface.FEED), last - 1_000);
        assertThat(atTheEnd.expiresAt()).isEqualTo(last);
    }

    /** A member with a grant of 50, of which half is due, that has spent so much. */
    private Participation paced(FarmProgramme programme, int spent) {
        MerchantState merchant = new MerchantState("m1");
        Participation part = programme.enrol(merchant, ledger, 50);
        FarmProgramme.charge(ledger, part, spent);
        pace(programme, part);
        return part;
    }

    private void pace(FarmProgramme programme, Participation part) {
        levels.pace(part, programme.rules(), programme.terms(), NOON, 0, false);
    }

    /** Gives a member a response: some exposures of a push over a tenth of the period's traffic. */
    private static Participation responding(Participation part) {
        part.controller().push(1, false);
        part.controller().advance(0.1);
        for (int i = 0; i < 20; i++) {
            part.controller().charged();
        }
        return part;
    }

    private Due due(FarmProgramme programme, Participation part) {
        return levels.due(part, programme.rules(), programme.terms(), Set.of(Surface.FEED), NOON);
    }
}
