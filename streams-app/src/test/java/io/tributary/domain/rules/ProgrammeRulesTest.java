package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.BucketRange;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.rules.Delivery.Boost;
import io.tributary.domain.rules.Delivery.RelevanceLimit;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProgrammeRulesTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final LocalizedText NAME = new LocalizedText("测试", "Test");
    private static final BucketRange SOME = new BucketRange(0, 50);
    private static final Boost BOOST = new Boost(3, 0, 0.05, 1);
    private static final RelevanceLimit NO_LIMIT = new RelevanceLimit(0, RelevanceUnit.SCORE);

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("programmeId", () -> new Identity("Farm", 1, NAME, ProgrammeStatus.ACTIVE, 1)),
                wrong("programmeId", () -> new Identity(null, 1, NAME, ProgrammeStatus.ACTIVE, 1)),
                wrong("version", () -> new Identity("farm", 0, NAME, ProgrammeStatus.ACTIVE, 1)),
                wrong("endsAt", () -> new Term(10, 10, UTC, 1440)),
                wrong("periodMinutes", () -> new Term(0, 10, UTC, 0)),
                wrong("periodMinutes", () -> new Term(0, 10, UTC, 1441)),
                wrong("pool", () -> new Quota(0, 0, 1, Map.of())),
                wrong("floor", () -> new Quota(1, -1, 1, Map.of())),
                wrong("cap", () -> new Quota(1, 2, 1, Map.of())),
                wrong("stageWeights.GROW", () -> new Quota(1, 0, 1, Map.of(Stage.GROW, -1.0))),
                wrong("stageWeights.GROW", () -> new Quota(1, 0, 1, Map.of(Stage.GROW, Double.NaN))),
                wrong("maxMultiplier", () -> new Boost(0.9, 0, 0, 1)),
                wrong("maxMultiplier", () -> new Boost(Double.NaN, 0, 0, 1)),
                wrong("maxAdditive", () -> new Boost(1, -1, 0, 1)),
                wrong("burst", () -> new Boost(1, 0, 1.1, 1)),
                wrong("initialStrength", () -> new Boost(1, 0, 0, 0)),
                wrong("relevanceBudget", () -> new RelevanceLimit(-1, RelevanceUnit.RANK)),
                wrong("surfaces", () -> new Delivery(Set.of(), SOME, BOOST, NO_LIMIT)),
                wrong("holdout", () -> new Delivery(Set.of(Surface.FEED), new BucketRange(0, 1000), BOOST, NO_LIMIT)));
    }

    private static Arguments wrong(String field, ThrowingCallable made) {
        return Arguments.of(field, made);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldNameTheFieldThatIsWrong(String field, ThrowingCallable made) {
        assertThatThrownBy(made)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ": is ")
                .hasMessageContaining(", must be ");
    }

    @Test
    void shouldRefuseClausesOfTheSameId() {
        ProgrammeRules good = RuleBookTest.rules("farm", 1);
        Clause clause = new Clause("size", "true", NAME);
        assertThatThrownBy(() -> new ProgrammeRules(
                        good.identity(), good.term(), good.quota(), good.delivery(), List.of(clause, clause)))
                .hasMessage("eligibility: is size, must be clause ids that differ");
    }

    @Test
    void shouldRunFromItsStartToItsEnd() {
        ProgrammeRules rules = during(10, 20, ProgrammeStatus.ACTIVE);
        assertThat(rules.runsAt(9)).isFalse();
        assertThat(rules.runsAt(10)).isTrue();
        assertThat(rules.runsAt(19)).isTrue();
        assertThat(rules.runsAt(20)).isFalse();
        assertThat(rules.hasEndedAt(19)).isFalse();
        assertThat(rules.hasEndedAt(20)).isTrue();
        assertThat(rules.canRun(0, 10)).isFalse();
        assertThat(rules.canRun(0, 11)).isTrue();
        assertThat(rules.runsUntil(0, 15)).isEqualTo(15);
        assertThat(rules.runsUntil(0, 100)).isEqualTo(20);
        assertThat(rules.runsUntil(30, 100)).as("it ended before").isEqualTo(100);
    }

    @Test
    void shouldKeepItsMerchantsWhilePausedAndNotOnceEnded() {
        assertThat(during(10, 20, ProgrammeStatus.PAUSED).runsAt(15)).isFalse();
        assertThat(during(10, 20, ProgrammeStatus.PAUSED).canRun(10, 20)).isTrue();
        assertThat(during(10, 20, ProgrammeStatus.PAUSED).hasEndedAt(15)).isFalse();
        assertThat(during(10, 20, ProgrammeStatus.ENDED).canRun(10, 20)).isFalse();
        assertThat(during(10, 20, ProgrammeStatus.ENDED).hasEndedAt(15)).isTrue();
    }

    @Test
    void shouldRunWhileAWindowIsOpen() {
        ProgrammeRules rules = opening(10, 100, new Opening(5, 20, 1), new Opening(40, 60, 2));
        assertThat(rules.runsAt(9)).as("before it starts").isFalse();
        assertThat(rules.isClosedAt(9)).isFalse();
        assertThat(rules.runsAt(10)).isTrue();
        assertThat(rules.runsAt(20)).isFalse();
        assertThat(rules.isClosedAt(20)).isTrue();
        assertThat(rules.hasEndedAt(20)).as("its merchants stay").isFalse();
        assertThat(rules.runsAt(40)).isTrue();
        assertThat(rules.canRun(20, 40)).isFalse();
        assertThat(rules.canRun(20, 41)).isTrue();
        assertThat(rules.runsUntil(0, 50)).isEqualTo(50);
        assertThat(rules.runsUntil(0, 90)).isEqualTo(60);
        assertThat(rules.runsUntil(60, 90)).as("none opens").isEqualTo(90);
        assertThat(rules.endsWithin(0, 200)).isEqualTo(100);
        assertThat(rules.pool(0, 30)).isEqualTo(rules.quota().pool());
        assertThat(rules.pool(30, 60)).isEqualTo(2.0 * rules.quota().pool());
    }

    private static ProgrammeRules opening(long start, long end, Opening... openings) {
        ProgrammeRules good = during(start, end, ProgrammeStatus.ACTIVE);
        Openings windows = new Openings(List.of((from, to) -> List.of(openings)));
        Term term = new Term(start, end, UTC, 1440, windows);
        return new ProgrammeRules(good.identity(), term, good.quota(), good.delivery(), List.of());
    }

    private static ProgrammeRules during(long start, long end, ProgrammeStatus status) {
        ProgrammeRules good = RuleBookTest.rules("farm", 1);
        return new ProgrammeRules(
                new Identity("farm", 1, NAME, status, 1),
                new Term(start, end, UTC, 1440),
                good.quota(),
                good.delivery(),
                List.of());
    }
}
