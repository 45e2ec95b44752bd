package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;
import io.tributary.domain.enrolment.EnrolmentMode;
import io.tributary.domain.enrolment.EnrolmentTerms;
import io.tributary.domain.enrolment.EnrolmentTerms.Registration;
import io.tributary.domain.enrolment.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    private static final ClockReview NO_CLOCKS = new ClockReview(null, History.NONE);
    private static final Outcome GOOD = new Outcome(Ground.CLAUSES, true, List.of());

    @Test
    void shouldGiveTwoNewOnesToTheFirstInTheirOrder() {
        List<Judgement> after = among(List.of(judgement("a", false), judgement("b", false, "a")));
        assertThat(after).extracting(each -> each.outcome().eligible()).containsExactly(true, false);
        assertThat(after.get(1).outcome().clauses().get(0).id()).isEqualTo("excluded-by:a");
    }

    @Test
    void shouldLeaveAMerchantInTheProgrammeThatItIsIn() {
        List<Judgement> after = among(List.of(judgement("a", false), judgement("b", true, "a")));
        assertThat(after).extracting(each -> each.outcome().eligible()).containsExactly(false, true);
    }

    @Property
    void shouldNeverHaveTwoTogetherThatExcludeEachOther(
            @ForAll @Size(max = 8) List<@IntRange(max = 511) Integer> programmes) {
        List<Judgement> before = new ArrayList<>();
        for (int i = 0; i < programmes.size(); i++) {
            int bits = programmes.get(i);
            List<String> excludes = new ArrayList<>();
            for (int j = 0; j < 8; j++) {
                if (j != i && (bits >> j & 1) != 0 && (bits + j) % 3 == 0) {
                    excludes.add("p" + j);
                }
            }
            Judgement one = judgement("p" + i, (bits & 256) != 0, excludes.toArray(String[]::new));
            before.add(bits % 5 == 0 ? one.with(Outcome.OVER) : one);
        }
        List<Judgement> after = among(before);
        for (int i = 0; i < after.size(); i++) {
            Judgement each = after.get(i);
            boolean meets = after.stream()
                    .anyMatch(other -> other != each
                            && other.outcome().eligible()
                            && other.version().rules().excludes(each.version().rules()));
            assertThat(each.outcome().eligible())
                    .as("it is in exactly when it may be, and none that is in is in its way")
                    .isEqualTo(before.get(i).outcome().eligible() && !meets);
        }
        assertThat(among(before)).isEqualTo(after);
    }

    @Test
    void shouldNotBeExcludedByOneForASeatOfWhichAMerchantWaits() {
        List<Judgement> after = Exclusion.among(
                List.of(judgement("a", false), judgement("b", false, "a")),
                NO_CLOCKS,
                each -> each.version().rules().id().equals("a") ? each.with(Outcome.on(Ground.NO_SEAT)) : each);
        assertThat(after).extracting(each -> each.outcome().eligible()).containsExactly(false, true);
        assertThat(after.get(0).outcome().clauses().get(0).id()).isEqualTo("no-seat");
    }

    private static List<Judgement> among(List<Judgement> judgements) {
        return Exclusion.among(judgements, NO_CLOCKS, UnaryOperator.identity());
    }

    private static Judgement judgement(String id, boolean takesPart, String... excludes) {
        ProgrammeRules good = RuleBookTest.rules(id, 1);
        EnrolmentTerms terms = new EnrolmentTerms(EnrolmentMode.AUTOMATIC, Registration.ALWAYS, Set.of(excludes), 0);
        ProgrammeRules rules = new ProgrammeRules(
                good.identity(),
                good.term(),
                good.quota(),
                good.delivery(),
                new Admission(List.of(), null, null, terms, List.of()));
        return new Judgement(
                new RuleBook.Version(rules, null, RuleBook.AT_ONCE), takesPart, GOOD, null, Long.MAX_VALUE);
    }
}
