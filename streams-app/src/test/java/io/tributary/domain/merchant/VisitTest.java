package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final MerchantPolicy POLICY = MerchantPolicy.of(20_000, 60_000, 0, ZONE);

    private final FarmProgramme farm = new FarmProgramme();
    private final SaidByTask said = new SaidByTask();
    private final TaskState state = new TaskState();
    private final TaskProgrammes programmes = new TaskProgrammes(FarmProgramme.book(farm), FarmProgramme.NOON);
    private final Visit visit =
            new Visit(POLICY, state, programmes, new Ledger(said), new Visit.Outputs(said, SettledWindows.inMemory()));
    private final MerchantState merchant = new MerchantState("m1");

    @Test
    void shouldTakeItsStepsInTheOrderInWhichTheyNeedEachOther() {
        assertThat(visit.steps())
                .containsExactly(
                        "close windows",
                        "settle departed",
                        "tell standing",
                        "decide",
                        "keep cases",
                        "reward",
                        "settle",
                        "tell owner",
                        "announce",
                        "direct");
    }

    @Test
    void shouldNotDecideByOtherRulesThanTheBeats() {
        merchant.undecided(true);
        begin(programmes.rules().digest() + 1);

        visit.visit(merchant);

        assertThat(merchant.isUndecided()).as("to be visited again").isTrue();
    }

    @Test
    void shouldDecideByTheRulesInForce() {
        merchant.undecided(true);
        begin(programmes.rules().digest());

        visit.visit(merchant);

        assertThat(merchant.isUndecided()).isFalse();
    }

    @Test
    void shouldNeverBeDueAgainWhereNothingIsToCome() {
        begin(programmes.rules().digest());

        assertThat(visit.visit(merchant)).isEqualTo(Long.MAX_VALUE);
    }

    private void begin(long digest) {
        BeatTerms beat = new BeatTerms(1, FarmProgramme.NOON, 1_000, List.of(farm.terms()), Set.of(), digest);
        visit.begin(beat, new MetricWindows.Clock(new DayCalendar(ZONE), FarmProgramme.NOON, 60_000, 60_000));
    }
}
