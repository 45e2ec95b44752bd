package io.tributary.domain.merchant;

import static io.tributary.domain.merchant.FarmProgramme.DAWN;
import static io.tributary.domain.merchant.FarmProgramme.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.rules.RuleBook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {
    private final FarmProgramme farm = new FarmProgramme();
    private final Ledger ledger = new Ledger((merchant, entry) -> {});
    private final TaskProgrammes programmes = new TaskProgrammes(RuleBook.EMPTY, 0);
    private final MerchantState merchant = new MerchantState("m1");

    @Test
    void shouldNameTheMerchantsOwnReasonsFirst() {
        farm.enrol(merchant, ledger, 0);
        assertThat(why("ALL")).isEqualTo(WithdrawalReason.NO_PROFILE);
        merchant.profile(FarmProgramme.profile(true), DAWN);
        assertThat(why("ALL")).isEqualTo(WithdrawalReason.OPTED_OUT);
    }

    @Test
    void shouldNameTheKillSwitch() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        farm.enrol(merchant, ledger, 10);
        assertThat(why("ALL")).isEqualTo(WithdrawalReason.STOPPED);
        assertThat(why("merchant:m1")).isEqualTo(WithdrawalReason.STOPPED);
        assertThat(why("programme:farm")).isEqualTo(WithdrawalReason.STOPPED);
        assertThat(why("surface:FEED", "surface:SEARCH"))
                .as("each of its surfaces")
                .isEqualTo(WithdrawalReason.STOPPED);
    }

    @Test
    void shouldSayThatTheMerchantIsInNoProgramme() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        assertThat(why()).isEqualTo(WithdrawalReason.NOT_ENROLLED);
    }

    @Test
    void shouldSayThatAProgrammeIsPausedOrOver() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        farm.enrol(merchant, ledger, 10);
        assertThat(Withdrawals.why(merchant, beat(), programmes))
                .as("no beat named it")
                .isEqualTo(WithdrawalReason.PROGRAMME_OVER);
        farm.active = false;
        assertThat(why()).isEqualTo(WithdrawalReason.PROGRAMME_OVER);
    }

    @Test
    void shouldTellAGrantThatIsSpentFromOneThatIsAheadOfItsPlan() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        Participation part = farm.enrol(merchant, ledger, 2);
        part.controller().suspendUntil(0.7);
        assertThat(why()).isEqualTo(WithdrawalReason.AHEAD);
        FarmProgramme.charge(ledger, part, 2);
        assertThat(why()).isEqualTo(WithdrawalReason.SPENT);
        ledger.grant(merchant, part.budget(), 0);
        assertThat(why()).isEqualTo(WithdrawalReason.NO_GRANT);
    }

    @Test
    void shouldNameTheFirstReasonOfSeveralProgrammes() {
        merchant.profile(FarmProgramme.profile(false), DAWN);
        farm.enrol(merchant, ledger, 0);
        FarmProgramme county = new FarmProgramme("county");
        county.enrol(merchant, ledger, 10).controller().suspendUntil(0.7);
        programmes.members("county").terms(county.terms());
        assertThat(why()).isEqualTo(WithdrawalReason.AHEAD);
    }

    private WithdrawalReason why(String... stopped) {
        programmes.members(farm.id).terms(farm.terms());
        return Withdrawals.why(merchant, beat(stopped), programmes);
    }

    private static BeatTerms beat(String... stopped) {
        return new BeatTerms(9, NOON, 1_000, List.of(), Set.of(stopped), 7);
    }
}
