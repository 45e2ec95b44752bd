package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.merchant.Announcement;
import io.tributary.domain.merchant.Announcement.Standing;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.FactsState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DecisionsSectionTest {
    @Test
    void shouldTakeBackWhatWasDecidedAndPublished() {
        Outcome unclear = new Outcome(
                Outcome.Ground.CLAUSES,
                false,
                List.of(new DecidedClause("size", Verdict.FAILS), new DecidedClause("odd", Verdict.NOT_EVALUATED)));
        Outcome eligible = new Outcome(Outcome.Ground.CLAUSES, true, List.of(new DecidedClause("size", Verdict.HOLDS)));
        Decisions decisions = Decisions.of(
                List.of(
                        new Decision("county", 1, 9, unclear),
                        new Decision("farm", 3, 4, eligible),
                        new Decision("newcomer", 2, 8, Outcome.OPTED_OUT),
                        new Decision("old", 7, 2, Outcome.OVER)),
                9,
                1_772_380_800_000L);
        Announcement announced = Announcement.of(
                List.of(5L, 4L, 8L, 2L), List.of(new Standing("farm", Stage.GROW, 40, 1_772_294_400_000L)));
        MerchantState merchant = new MerchantState("m1");
        merchant.restore(decisions, announced);

        MerchantState read = new MerchantState("m1");
        DecisionsSection.restore(read, DecisionsSection.of(merchant));
        assertThat(read.decisions())
                .as("one object for all of which the same is decided")
                .isSameAs(decisions);
        assertThat(read.announced()).isEqualTo(announced);
        assertThat(read.isDecisionsChanged()).isFalse();
        assertThat(read.decisions().of("farm").id("m1")).isEqualTo("farm~3~4~m1");
    }

    @Test
    void shouldWriteTheFacts() {
        FactsState state = DecisionsSection.of(new Facts(7, -3, new TreeMap<>(Map.of("tags", "[AGRI]"))));
        assertThat(state.getDecidedAt()).isEqualTo(7);
        assertThat(state.getRulesDigest()).isEqualTo(-3);
        assertThat(state.getValues()).isEqualTo(Map.of("tags", "[AGRI]"));
    }
}
