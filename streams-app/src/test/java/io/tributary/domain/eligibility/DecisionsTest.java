package io.tributary.domain.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void shouldLetStandWhatComesToTheSame() {
        Decisions first = Decisions.NONE.followedBy(List.of(made("farm", 1, true), made("newcomer", 1, false)), NEVER);
        Decisions again = first.followedBy(List.of(made("farm", 1, true), made("newcomer", 1, true)), NEVER);
        assertThat(again.of("farm")).isSameAs(first.of("farm"));
        assertThat(again.of("newcomer").number()).isEqualTo(3);
        assertThat(again.isEligible("newcomer")).isTrue();
        assertThat(again.followedBy(List.of(made("farm", 1, true), made("newcomer", 1, true)), NEVER))
                .isSameAs(again);
    }

    @Test
    void shouldDecideAnewUnderAnotherVersion() {
        Decisions first = Decisions.NONE.followedBy(List.of(made("farm", 1, true)), NEVER);
        Decisions second = first.followedBy(List.of(made("farm", 2, true)), NEVER);
        assertThat(second.of("farm").number()).isEqualTo(2);
        assertThat(second.of("farm").id("m~1")).isEqualTo("farm~2~2~m~1");
    }

    @Test
    void shouldGiveNoNumberTwiceThoughAProgrammeComesAgain() {
        Decisions first = Decisions.NONE.followedBy(List.of(made("farm", 1, true)), NEVER);
        Decisions gone = first.followedBy(List.of(), NEVER);
        assertThat(gone.all()).isEmpty();
        assertThat(gone.followedBy(List.of(made("farm", 1, true)), NEVER)
                        .of("farm")
                        .number())
                .isEqualTo(2);
    }

    @Test
    void shouldBeOneObjectForAllOfWhichTheSameIsDecided() {
        Decisions one = Decisions.NONE.followedBy(List.of(made("farm", 1, true)), 7);
        Decisions other = Decisions.NONE.followedBy(List.of(made("farm", 1, true)), 7);
        assertThat(other).isSameAs(one);
        assertThat(Decisions.of(one.all(), one.lastNumber(), one.reviewAt())).isSameAs(one);
        assertThat(one.followedBy(List.of(made("farm", 1, true)), 8)).isNotEqualTo(one);
    }

    /** Two that have the same id are the same decision, whatever happens: there is no hash that could collide. */
    @Property(tries = 200)
    void shouldGiveDifferentDecisionsDifferentIds(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 7) Integer> steps) {
        Decisions decisions = Decisions.NONE;
        Set<Decision> seen = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (int step : steps) {
            List<Decision> made = new ArrayList<>();
            made.add(made("farm", 1 + (step & 1), (step & 2) > 0));
            if ((step & 4) > 0) {
                made.add(made("newcomer", 1, (step & 1) > 0));
            }
            Decisions next = decisions.followedBy(made, NEVER);
            assertThat(next.all())
                    .extracting(Decision::programmeId)
                    .isEqualTo(made.stream().map(Decision::programmeId).toList());
            assertThat(next.lastNumber()).isGreaterThanOrEqualTo(decisions.lastNumber());
            for (Decision each : next.all()) {
                boolean isNew = seen.add(each);
                assertThat(ids.add(each.id("m1"))).isEqualTo(isNew);
            }
            decisions = next;
        }
    }

    private static Decision made(String programmeId, int version, boolean eligible) {
        Verdict verdict = eligible ? Verdict.HOLDS : Verdict.FAILS;
        return new Decision(programmeId, version, 0, Outcome.of(eligible, List.of(new DecidedClause("size", verdict))));
    }
}
