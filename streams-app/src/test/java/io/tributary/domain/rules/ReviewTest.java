package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantField;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.TestClause;
import io.tributary.domain.eligibility.TestMerchant;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentTerms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long END = NOW + 1_000;

    private final TestMerchant merchant = new TestMerchant(0, Map.of("AGRI", NOW + 500), false);

    @Test
    void shouldKeepTheFactsThatTheClausesAskFor() {
        Review review = Review.of(merchant, Decisions.NONE, inForce(tagged()), NOW);
        assertThat(review.decisions().isEligible("farm")).isTrue();
        assertThat(review.facts().values()).containsOnly(Map.entry("optOut", "false"), Map.entry("tags", "[AGRI]"));
        assertThat(review.facts().decidedAt()).isEqualTo(NOW);
        assertThat(review.facts().rulesDigest()).isEqualTo(7);

        Review again = Review.of(merchant, review.decisions(), inForce(tagged()), NOW + 1);
        assertThat(again.decisions()).as("it stands").isSameAs(review.decisions());
        assertThat(again.facts()).isNull();
    }

    @Test
    void shouldReviewWhenATagEndsOrTheProgrammeDoes() {
        assertThat(Review.of(merchant, Decisions.NONE, inForce(tagged()), NOW)
                        .decisions()
                        .reviewAt())
                .isEqualTo(NOW + 500);
        assertThat(Review.of(merchant, Decisions.NONE, inForce(TestClause.always("any", Verdict.HOLDS)), NOW)
                        .decisions()
                        .reviewAt())
                .isEqualTo(END);
        assertThat(Review.of(merchant, Decisions.NONE, inForce(TestClause.always("none", Verdict.FAILS)), NOW)
                        .decisions()
                        .reviewAt())
                .as("the end changes nothing for who takes no part")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldAskNoClauseOfWhoOptedOutOrOnceItIsOver() {
        RulesInForce rules = inForce(TestClause.always("any", Verdict.HOLDS));
        TestMerchant unwilling = new TestMerchant(0, Map.of(), true);
        assertThat(outcome(Review.of(unwilling, Decisions.NONE, rules, NOW))).isEqualTo(Outcome.OPTED_OUT);
        assertThat(outcome(Review.of(merchant, Decisions.NONE, rules, END))).isEqualTo(Outcome.OVER);
    }

    @Test
    void shouldAdmitThePlatformsOwnShopsOnlyWhereTheRulesSaySo() {
        MerchantProfile own =
                new MerchantProfile("SMALL", List.of(), 0, "", List.of(), "", -1, 0, "", false, Map.of(), true);
        RulesInForce rules = inForce(TestClause.always("any", Verdict.HOLDS));
        Review refused = Review.of(own, Decisions.NONE, rules, NOW);
        assertThat(outcome(refused)).isEqualTo(Outcome.OWN_SHOP);
        assertThat(refused.facts().values()).containsEntry("platformOwned", "true");
        assertThat(refused.decisions().reviewAt()).as("time changes nothing").isEqualTo(Long.MAX_VALUE);
        assertThat(outcome(Review.of(own, Decisions.NONE, rules, END))).isEqualTo(Outcome.OVER);

        RulesInForce admitting = inForce(
                new Admission(List.of(), null, null, EnrolmentTerms.OPEN.forPlatformShops(true), List.of()),
                TestClause.always("any", Verdict.HOLDS));
        assertThat(outcome(Review.of(own, Decisions.NONE, admitting, NOW)).eligible())
                .isTrue();
    }

    @Test
    void shouldSayWhichClausesDecided() {
        RulesInForce rules = inForce(
                TestClause.always("good", Verdict.HOLDS),
                TestClause.always("bad", Verdict.FAILS),
                TestClause.always("odd", Verdict.NOT_EVALUATED));
        assertThat(outcome(Review.of(merchant, Decisions.NONE, rules, NOW)).clauses())
                .containsExactly(
                        new DecidedClause("bad", Verdict.FAILS), new DecidedClause("odd", Verdict.NOT_EVALUATED))
                .extracting(DecidedClause::publishedId)
                .containsExactly("bad", "not-evaluated:odd");
    }

    @Test
    void shouldDecideNothingOfWhomNothingIsKnown() {
        Decisions before =
                Review.of(merchant, Decisions.NONE, inForce(tagged()), NOW).decisions();
        Decisions after = Review.of(null, before, inForce(tagged()), NOW).decisions();
        assertThat(after.all()).isEmpty();
        assertThat(after.reviewAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(after.lastNumber()).isEqualTo(1);
    }

    private static TestClause tagged() {
        return TestClause.of(
                "agri",
                new TimeUse(List.of(), List.of(), false, false),
                situation -> TestClause.holdsIf(((List<?>) situation.values().get("tags")).contains("AGRI")),
                MerchantField.TAGS);
    }

    private static Outcome outcome(Review review) {
        List<Decision> decisions = review.decisions().all();
        assertThat(decisions).hasSize(1);
        return decisions.get(0).outcome();
    }

    private static RulesInForce inForce(TestClause... clauses) {
        return inForce(new Admission(List.of()), clauses);
    }

    private static RulesInForce inForce(Admission admission, TestClause... clauses) {
        ProgrammeRules good = RuleBookTest.rules("farm", 1);
        ProgrammeRules rules = new ProgrammeRules(
                good.identity(), new Term(0, END, good.term().zone(), 1440), good.quota(), good.delivery(), admission);
        RuleBook.Version version = new RuleBook.Version(rules, new Eligibility(List.of(clauses)), RuleBook.AT_ONCE);
        return new RuleBook(7, List.of(version), List.of()).inForceAt(NOW);
    }
}
