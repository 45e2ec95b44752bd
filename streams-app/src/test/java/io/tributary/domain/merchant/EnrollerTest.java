package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.DAWN;
import static io.tributary.domain.merchant.FarmProgramme.NOON;
import static io.tributary.domain.merchant.FarmProgramme.PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.RateEstimate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollerTest {
    private final FarmProgramme farm = new FarmProgramme();
    private final SaidByTask said = new SaidByTask();
    private final Ledger ledger = new Ledger(said);
    private final TaskState state = new TaskState();
    private final TaskProgrammes programmes = new TaskProgrammes(FarmProgramme.book(farm), 0);
    private final Enroller enroller = new Enroller(
            state,
            programmes,
            ledger,
            new DecisionLog(programmes, said),
            new StandingReporter(MerchantPolicy.of(20_000, 60_000, 0, ZoneId.of("Asia/Shanghai")), programmes, said));
    private final MerchantState merchant = new MerchantState("m1");
    private long beat;

    @BeforeEach
    void begin() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        programmes.members("farm").terms(farm.terms());
        startTally(DAWN);
    }

    @Test
    void shouldEnrolWhoIsEligibleOnTheTermsOfItsStage() {
        assertThat(decide()).isTrue();
        Participation part = merchant.participation("farm");
        assertThat(part.enrolment().version()).isEqualTo(1);
        assertThat(part.enrolment().stage()).isEqualTo(Stage.SEED);
        assertThat(part.budget().floor()).isEqualTo(4);
        assertThat(part.budget().changedAtBeat()).isEqualTo(beat);
        assertThat(Math.exp(part.controller().level())).isEqualTo(2);
        assertThat(programmes.members("farm").all()).containsExactly(merchant);
    }

    @Test
    void shouldChangeNothingWhenTheSameIsDecidedAgain() {
        decide();
        long counted = merchant.participation("farm").budget().changedAtBeat();
        assertThat(decide()).isFalse();
        assertThat(merchant.participations()).hasSize(1);
        assertThat(merchant.participation("farm").budget().changedAtBeat()).isEqualTo(counted);
    }

    @Test
    void shouldCountOtherTermsFromTheBeatOnThatBringsThem() {
        decide();
        farm.version = 2;
        farm.floor = 9;
        programmes.follow(FarmProgramme.book(8, farm), NOON);
        assertThat(decide()).isTrue();
        Participation part = merchant.participation("farm");
        assertThat(part.enrolment().version()).isEqualTo(2);
        assertThat(part.budget().floor()).isEqualTo(9);
        assertThat(part.budget().changedAtBeat()).isEqualTo(beat);
    }

    @Test
    void shouldCloseTheBudgetOfWhoLeavesAndKeepItForLateExposures() {
        Participation part = enrolled(20, 5);
        part.controller().direct(Set.of(Surface.FEED), 1, 1);
        merchant.profile(FarmProgramme.profile(true), NOON);
        assertThat(decide()).isTrue();
        assertThat(merchant.participations()).isEmpty();
        assertThat(merchant.departed()).containsExactly(part);
        assertThat(part.budget().isClosed()).isTrue();
        assertThat(part.controller().isDirected()).isFalse();
        assertThat(programmes.members("farm").all()).isEmpty();
        assertThat(state.tallies().get("farm").account().committed()).isEqualTo(5);
    }

    @Test
    void shouldGoOnWithWhatWasSpentWhenAMerchantComesBackInThePeriod() {
        Participation part = enrolled(20, 5);
        leave();
        merchant.profile(FarmProgramme.profile(false), NOON);
        assertThat(decide()).isTrue();
        assertThat(merchant.participation("farm")).isSameAs(part);
        assertThat(part.budget().isClosed()).isFalse();
        assertThat(part.budget().spent()).isEqualTo(5);
        assertThat(part.budget().changedAtBeat()).as("its terms count anew").isEqualTo(beat);
        assertThat(merchant.departed()).isEmpty();
        assertThat(state.tallies().get("farm").account().committed()).isZero();
    }

    @Test
    void shouldBeginAnewWhenAMerchantComesBackInAnotherPeriod() {
        Participation part = enrolled(20, 5);
        leave();
        startTally(DAWN + PERIOD);
        merchant.profile(FarmProgramme.profile(false), NOON);
        assertThat(decide()).isTrue();
        assertThat(merchant.participation("farm")).isNotSameAs(part);
        assertThat(merchant.participation("farm").budget().spent()).isZero();
        assertThat(merchant.departed()).containsExactly(part);
        assertThat(state.tallies().get("farm").account().committed()).isZero();
    }

    @Test
    void shouldRaiseTheStageOnlyWhenAPeriodBegins() {
        farm.orderRate = 0.01;
        programmes.members("farm").terms(farm.terms());
        Participation part = enrolled(20, 0);
        for (int i = 0; i < 200; i++) {
            merchant.potential().exposed();
            merchant.potential().ordered(1);
        }
        decide();
        assertThat(part.enrolment().stage()).as("within the period").isEqualTo(Stage.SEED);
        ledger.startPeriod(merchant, part.budget(), DAWN - PERIOD, DAWN);
        assertThat(decide()).isTrue();
        assertThat(part.enrolment().stage()).as("a new period").isEqualTo(Stage.GROW);
    }

    private Participation enrolled(long granted, long spent) {
        decide();
        Participation part = merchant.participation("farm");
        programmes.members("farm").update(merchant, part, () -> {
            ledger.startPeriod(merchant, part.budget(), DAWN, DAWN + PERIOD);
            ledger.grant(merchant, part.budget(), granted);
            FarmProgramme.charge(ledger, part, spent);
            return true;
        });
        return part;
    }

    private void leave() {
        merchant.profile(FarmProgramme.profile(true), NOON);
        decide();
    }

    private boolean decide() {
        return enroller.decide(merchant, new BeatTerms(++beat, NOON, 1_000, List.of(), Set.of(), 7));
    }

    private void startTally(long periodStart) {
        state.tally(
                "farm",
                new ProgrammeTally(periodStart, NOON, FarmProgramme.HOLDOUT, state.buckets(), new RateEstimate()));
    }
}
