package io.tributary.domain.rules;

import static io.tributary.domain.eligibility.Attributes.DECLARED;
import static io.tributary.domain.eligibility.Attributes.merchant;
import static io.tributary.domain.eligibility.Attributes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.Attribute;
import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantField;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.TestClause;
import io.tributary.domain.eligibility.UnknownPolicy;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is decided of a merchant by figures that may be unknown. */
class AttributeReviewTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long END = NOW + 90_000;
    private static final MerchantProfile KNOWN = merchant(Map.of("gmv30d", new Attribute(5.0, NOW, END, 10)));
    private static final MerchantProfile UNKNOWN = merchant(Map.of());

    @Test
    void shouldLeaveAsItIsWhoIsAwaited() {
        RulesInForce rules = inForce(gmv(UnknownPolicy.AWAITED, 0));
        Decisions outsider = Review.of(UNKNOWN, Decisions.NONE, rules, NOW).decisions();
        assertThat(outsider.isEligible("farm")).as("not enrolled anew").isFalse();
        assertThat(ids(outsider)).containsExactly("awaited:gmv");

        Decisions member = Review.of(KNOWN, Decisions.NONE, rules, NOW).decisions();
        assertThat(member.isEligible("farm")).isTrue();
        assertThat(member.reviewAt()).as("its end is a review time").isEqualTo(END);
        Decisions expired = Review.of(KNOWN, member, rules, END).decisions();
        assertThat(expired.isEligible("farm")).as("not taken out").isTrue();
        assertThat(ids(expired)).containsExactly("awaited:gmv");
        Decisions again = Review.of(UNKNOWN, expired, rules, END + 1).decisions();
        assertThat(again).as("stands").isEqualTo(expired);

        Decisions poor = Review.of(merchant(Map.of("gmv30d", value(0.0, NOW))), again, rules, END + 2)
                .decisions();
        assertThat(poor.isEligible("farm")).as("known at last").isFalse();
        assertThat(ids(poor)).containsExactly("gmv");
    }

    @Test
    void shouldNotAwaitWhoFailsAnotherClause() {
        RulesInForce rules = inForce(gmv(UnknownPolicy.AWAITED, 0), TestClause.always("other", Verdict.FAILS));
        Decisions member = Review.of(KNOWN, Decisions.NONE, inForce(gmv(UnknownPolicy.AWAITED, 0)), NOW)
                .decisions();
        Decisions after = Review.of(UNKNOWN, member, rules, NOW + 1).decisions();
        assertThat(after.isEligible("farm")).isFalse();
        assertThat(ids(after)).containsExactly("other");
    }

    @Test
    void shouldDecideByThePolicyWhileUnknown() {
        assertThat(Review.of(UNKNOWN, Decisions.NONE, inForce(gmv(UnknownPolicy.MET, 0)), NOW)
                        .decisions()
                        .isEligible("farm"))
                .isTrue();
        Decisions notMet = Review.of(UNKNOWN, Decisions.NONE, inForce(gmv(UnknownPolicy.NOT_MET, 0)), NOW)
                .decisions();
        assertThat(notMet.isEligible("farm")).isFalse();
        assertThat(ids(notMet)).containsExactly("unknown:gmv");
    }

    @Property(tries = 50)
    void shouldCountAsUnknownBelowTheLeastSample(@ForAll @IntRange(max = 20) int sample) {
        MerchantProfile merchant = merchant(Map.of("gmv30d", new Attribute(5.0, NOW, Long.MAX_VALUE, sample)));
        assertThat(Review.of(merchant, Decisions.NONE, inForce(gmv(UnknownPolicy.NOT_MET, 10)), NOW)
                        .decisions()
                        .isEligible("farm"))
                .isEqualTo(sample >= 10);
    }

    @Test
    void shouldKeepTheFiguresAmongTheFacts() {
        Map<String, String> facts = Review.of(KNOWN, Decisions.NONE, inForce(gmv(UnknownPolicy.NOT_MET, 0)), NOW)
                .facts()
                .values();
        assertThat(facts).containsEntry("attributes.gmv30d", "5 (sample 10)");
        assertThat(Review.of(UNKNOWN, Decisions.NONE, inForce(gmv(UnknownPolicy.NOT_MET, 0)), NOW)
                        .facts()
                        .values())
                .containsEntry("attributes.gmv30d", "unknown");
    }

    @Test
    void shouldComputeTheSizeClassUntilAFigureOfItExpires() {
        MerchantProfile shop = merchant(Map.of(
                "industry", value("retail", NOW),
                "staff", value(12.0, NOW),
                "revenue", new Attribute(150e6, NOW, END, 0)));
        CompiledClause small = TestClause.of(
                "small",
                new TimeUse(List.of(), List.of(), false, false),
                situation ->
                        TestClause.holdsIf("SMALL".equals(situation.values().get("sizeClass"))),
                MerchantField.SIZE_CLASS);
        Review review = Review.of(shop, Decisions.NONE, inForce(small), NOW);
        assertThat(review.decisions().isEligible("farm")).isTrue();
        assertThat(review.decisions().reviewAt()).isEqualTo(END);
        assertThat(review.facts().values())
                .containsEntry("sizeClass", "SMALL")
                .containsEntry("sizeClass.computedBy", "size-classes")
                .containsEntry("attributes.staff", "12 (sample 100)")
                .containsEntry("attributes.revenue", "150000000");
        assertThat(Review.of(shop, review.decisions(), inForce(small), END)
                        .decisions()
                        .isEligible("farm"))
                .as("unknown again")
                .isFalse();
    }

    private static CompiledClause gmv(UnknownPolicy unknown, long minimumSample) {
        return TestClause.reading(
                "gmv",
                unknown,
                minimumSample,
                situation -> TestClause.holdsIf(
                        (double) ((Map<?, ?>) situation.values().get("attributes")).get("gmv30d") > 1),
                "gmv30d");
    }

    private static Stream<String> ids(Decisions decisions) {
        return decisions.of("farm").outcome().clauses().stream().map(DecidedClause::publishedId);
    }

    private static RulesInForce inForce(CompiledClause... clauses) {
        RuleBook.Version version = new RuleBook.Version(
                RuleBookTest.rules("farm", 1), new Eligibility(List.of(clauses)), RuleBook.AT_ONCE);
        ListVersion sizes = ListVersion.ofTexts(
                new ListVersion.Identity("size-classes", 1, Long.MIN_VALUE, 0),
                Stream.of("retail large 300 20000", "retail medium 50 500", "retail small 10 100")
                        .map(ListEntry::always)
                        .toList());
        return new RuleBook(7, List.of(version), List.of(sizes), DECLARED).inForceAt(NOW);
    }
}
