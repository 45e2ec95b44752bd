package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.DAWN;
import static io.tributary.domain.merchant.FarmProgramme.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectiveWriterTest {
    private static final long LIFE = 20_000;
    private static final MerchantPolicy POLICY = MerchantPolicy.of(LIFE, 60_000, 0, ZoneId.of("Asia/Shanghai"));

    private final FarmProgramme farm = new FarmProgramme();
    private final FarmProgramme county = new FarmProgramme("county");
    private final Ledger ledger = new Ledger((merchant, entry) -> {});
    private final SaidByTask said = new SaidByTask();
    private final TaskState state = new TaskState();
    private final TaskProgrammes programmes = new TaskProgrammes(FarmProgramme.book(farm, county), 0);
    private final DirectiveWriter writer = new DirectiveWriter(POLICY, state, programmes, said);
    private final MerchantState merchant = new MerchantState("m1");
    private long now = NOON;

    @BeforeEach
    void profile() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
    }

    @Test
    void shouldSendADirectiveOfAllThatTheRecommenderNeeds() {
        Participation part = enrol(farm, 50);
        long again = write(true);
        Outbox.Directive directive = said.issued.get("m1");
        assertThat(directive.reason()).isEqualTo(DirectiveReason.GRANTED);
        assertThat(directive.sequence()).isEqualTo(1);
        assertThat(directive.expiresAt()).isEqualTo(NOON + LIFE);
        Outbox.Part boost = directive.parts().get(0);
        assertThat(boost.directiveId()).isEqualTo(DirectiveId.of("farm", DAWN, 1, NOON + LIFE));
        assertThat(boost.surfaces()).containsExactlyInAnyOrder(Surface.FEED, Surface.SEARCH);
        assertThat(boost.remaining()).isEqualTo(50);
        assertThat(boost.multiplier()).isGreaterThan(1).isLessThanOrEqualTo(3);
        assertThat(boost.holdout()).isEqualTo(FarmProgramme.HOLDOUT);
        assertThat(part.controller().isDirected()).isTrue();
        assertThat(again).as("refreshed at half of its life").isEqualTo(NOON + LIFE / 2);
        assertThat(state.counters().directives).isEqualTo(1);
    }

    @Test
    void shouldSayNothingWhileNothingChanges() {
        enrol(farm, 50);
        write(true);
        now += 1_000;
        write(false);
        assertThat(said.issued.get("m1").sequence()).isEqualTo(1);
    }

    @Test
    void shouldRefreshADirectiveAtHalfOfItsLife() {
        enrol(farm, 50);
        write(true);
        now += LIFE / 2;
        write(false);
        assertReason(2, DirectiveReason.REFRESHED);
    }

    @Test
    void shouldSendAnotherWhenTheNeedHasMoved() {
        Participation part = enrol(farm, 50);
        write(true);
        FarmProgramme.charge(ledger, part, 29);
        pace(part);
        now += 1_000;
        write(false);
        assertReason(2, DirectiveReason.NEED_CHANGED);
    }

    @Test
    void shouldSendAnotherWhenTermsOrSurfacesChange() {
        enrol(farm, 50);
        write(true);
        now += 1_000;
        write(true);
        assertReason(2, DirectiveReason.TERMS_CHANGED);
        now += 1_000;
        write(false, "surface:FEED");
        assertReason(3, DirectiveReason.TERMS_CHANGED);
        assertThat(said.issued.get("m1").parts().get(0).surfaces()).containsExactly(Surface.SEARCH);
    }

    @Test
    void shouldWithdrawOnceWhenNothingMayBeBoostedAndResumeAfterwards() {
        Participation part = enrol(farm, 50);
        write(true);
        part.controller().suspendUntil(0.8);
        assertThat(write(false)).isEqualTo(Long.MAX_VALUE);
        assertThat(said.withdrawn.get("m1")).isTrue();
        assertThat(part.controller().isDirected()).isFalse();
        assertThat(state.counters().directives).isEqualTo(2);
        write(false);
        assertThat(state.counters().directives).as("once").isEqualTo(2);

        part.controller().resume();
        write(false);
        assertReason(2, DirectiveReason.RESUMED);
    }

    @Test
    void shouldBoostNobodyUnderTheKillSwitch() {
        enrol(farm, 50);
        for (String stopped : List.of("ALL", "programme:farm", "merchant:m1")) {
            write(true, stopped);
            assertThat(said.issued).as(stopped).isEmpty();
        }
    }

    @Test
    void shouldBoostNobodyWithoutAGrantOrAProfile() {
        enrol(farm, 0);
        write(true);
        enrol(county, 50);
        merchant.profile(null, DAWN);
        write(true);
        assertThat(said.issued).isEmpty();
    }

    @Test
    void shouldLetOneProgrammeBoostAtATime() {
        Participation onPlan = enrol(farm, 50);
        Participation behind = enrol(county, 50);
        FarmProgramme.charge(ledger, onPlan, 25);
        pace(onPlan);
        long again = write(true);
        assertThat(said.issued.get("m1").parts()).hasSize(1);
        assertThat(said.issued.get("m1").parts().get(0).programmeId()).isEqualTo("county");
        assertThat(behind.controller().isDirected()).isTrue();
        assertThat(onPlan.controller().isDirected()).isFalse();
        assertThat(again).as("looked at again soon").isEqualTo(NOON + 1_000);
    }

    private void assertReason(long sequence, DirectiveReason reason) {
        assertThat(said.issued.get("m1").sequence()).isEqualTo(sequence);
        assertThat(said.issued.get("m1").reason()).isEqualTo(reason);
    }

    private Participation enrol(FarmProgramme programme, long granted) {
        Participation part = programme.enrol(merchant, ledger, granted);
        Members members = programmes.members(programme.id);
        members.terms(programme.terms());
        members.join(merchant, part);
        pace(part);
        return part;
    }

    private void pace(Participation part) {
        ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
        new BoostLevels(LIFE).pace(part, programmes.rules(part.programmeId()), terms, now, 0, false);
    }

    private long write(boolean termsChanged, String... stopped) {
        return writer.write(merchant, new BeatTerms(9, now, 1_000, List.of(), Set.of(stopped), 7), termsChanged);
    }
}
