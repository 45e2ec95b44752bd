package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Ledger;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private final FarmProgramme farm = new FarmProgramme();
    private final Ledger ledger = new Ledger((merchant, entry) -> {});
    private final Grants grants = new Grants(ledger, new BoostLevels(20_000));
    private final Members members = new Members(farm.id);
    private final MerchantState merchant = new MerchantState("m1");

    @Test
    void shouldGrantNothingWhileNoRateIsInForce() {
        Participation part = farm.enrol(merchant, ledger, 0);
        assertThat(grants.grant(merchant, part.budget(), farm.terms())).isFalse();
        assertThat(part.budget().granted()).isZero();
    }

    @Test
    void shouldGrantMoreOnlyWhenTheRateCoversTheTerms() {
        Participation part = farm.enrol(merchant, ledger, 10);
        farm.grantRate = 6;
        farm.ratedBeat = 1;
        part.budget().agree(new GrantTerms(20, 1, 60), false, 2);
        assertThat(grants.grant(merchant, part.budget(), farm.terms())).isFalse();
        farm.ratedBeat = 2;
        assertThat(grants.grant(merchant, part.budget(), farm.terms())).isTrue();
        assertThat(part.budget().granted()).isEqualTo(26);
    }

    @Test
    void shouldGrantLessAtOnceButNotLessThanIsSpent() {
        Participation part = farm.enrol(merchant, ledger, 30);
        FarmProgramme.charge(ledger, part, 12);
        farm.grantRate = 20;
        part.budget().agree(new GrantTerms(0, 1, 60), false, 9);
        assertThat(grants.grant(merchant, part.budget(), farm.terms())).isTrue();
        assertThat(part.budget().granted()).isEqualTo(20);
        farm.grantRate = 3;
        assertThat(grants.grant(merchant, part.budget(), farm.terms())).isTrue();
        assertThat(part.budget().granted()).isEqualTo(12);
    }

    @Test
    void shouldTakeFromAMerchantWhatItCannotReachAtFullBoost() {
        Participation part = seldomOnOffer();
        limit(part);
        assertThat(part.budget().cap()).isBetween(part.budget().spent() + 10, 59L);
    }

    @Test
    void shouldNotLimitWhoWasNeverSeenAtFullBoost() {
        Participation part = farm.enrol(merchant, ledger, 60);
        limit(part);
        assertThat(part.budget().isLimited()).isFalse();
    }

    @Test
    void shouldLeaveGrantsAloneWhileTheRelevanceBudgetHoldsTheProgrammeBack() {
        farm.strength = 0.9;
        Participation part = seldomOnOffer();
        limit(part);
        assertThat(part.budget().isLimited()).isFalse();
    }

    @Test
    void shouldGiveBackWhatItTookWhenMoreComes() {
        Participation part = seldomOnOffer();
        limit(part);
        long before = part.budget().cap();
        for (int i = 0; i < 100; i++) {
            part.controller().charged();
        }
        members.join(merchant, part);
        limit(part);
        assertThat(part.budget().cap()).isGreaterThan(before);
        assertThat(part.budget().changedAtBeat()).isEqualTo(7);
        farm.ratedBeat = 7;
        members.terms(farm.terms());
        assertThat(members.newlyRated())
                .as("to be granted when a rate covers it")
                .containsExactly(merchant);
    }

    private void limit(Participation part) {
        members.terms(farm.terms());
        grants.limit(
                merchant,
                part,
                members,
                farm.rules(),
                new BeatTerms(7, FarmProgramme.NOON, 1_000, List.of(), Set.of(), 7));
    }

    /** A merchant of a large grant that is shown now and then though it is fully boosted. */
    private Participation seldomOnOffer() {
        Participation part = farm.enrol(merchant, ledger, 60);
        part.controller().push(2, true);
        for (int i = 1; i <= 4; i++) {
            part.controller().advance(i / 8.0);
            FarmProgramme.charge(ledger, part, 1);
            part.controller().charged();
        }
        return part;
    }
}
