package io.tributary.domain.rules;

import static io.tributary.domain.rules.Clock.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.TestClause;
import io.tributary.domain.eligibility.TestMerchant;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.History;
import io.tributary.domain.enrolment.Milestones;
import io.tributary.domain.rules.ClockSpan.Unit;
import io.tributary.domain.rules.SupportClock.Snap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A merchant's own time in a programme, as reviews see it. */
class ClockReviewTest {
    private static final long JOINED = at("2026-03-05T10:30");
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final TestClause ANY = TestClause.always("any", Verdict.HOLDS);
    private static final TestClause NOBODY = TestClause.always("nobody", Verdict.FAILS);

    private final TestMerchant merchant = new TestMerchant(JOINED, Map.of(), false);
    private Clocks clocks = Clocks.NONE;
    private Milestones milestones = Milestones.NONE;
    private long firstSaleAt = Milestones.NOT_YET;
    private Review last;

    @Test
    void shouldSupportForNinetyDaysFromJoining() {
        RulesInForce rules = rules(Clock.from("JOINED").lasting(90, Unit.DAYS), ANY);
        long end = JOINED + 90 * DAY;
        assertThat(review(rules, JOINED).eligible()).isTrue();
        assertThat(last.decisions().reviewAt()).isEqualTo(end);
        assertThat(last.facts().values())
                .containsEntry("clock.farm.startsAt", Long.toString(JOINED))
                .containsEntry("clock.farm.endsAt", Long.toString(end));
        assertThat(review(rules, end - 1).eligible()).isTrue();
        assertThat(review(rules, end)).isEqualTo(Outcome.CLOCK_OVER);
        assertThat(last.decisions().reviewAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(last.clocks()).as("nothing needs to be kept").isSameAs(Clocks.NONE);
    }

    @Test
    void shouldWaitForTheEventAndItsStart() {
        RulesInForce rules = rules(Clock.from("certificate-issued").after(1, Unit.DAYS, Snap.NONE), ANY);
        assertThat(review(rules, JOINED)).isEqualTo(Outcome.CLOCK_NOT_BEGUN);
        assertThat(last.decisions().reviewAt()).isEqualTo(Long.MAX_VALUE);
        milestones = milestones.with(1, "certificate-issued", JOINED + HOUR);
        assertThat(review(rules, JOINED + 2 * HOUR)).isEqualTo(Outcome.CLOCK_NOT_BEGUN);
        assertThat(last.decisions().reviewAt()).isEqualTo(JOINED + HOUR + DAY);
        assertThat(review(rules, JOINED + HOUR + DAY).eligible()).isTrue();
        assertThat(last.decisions().reviewAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldBeCountedFromTheFirstSale() {
        RulesInForce rules = rules(Clock.from("FIRST_SALE").lasting(2, Unit.DAYS), ANY);
        assertThat(rules.readsFirstSale()).isTrue();
        assertThat(review(rules, JOINED)).isEqualTo(Outcome.CLOCK_NOT_BEGUN);
        firstSaleAt = JOINED + HOUR;
        assertThat(review(rules, JOINED + HOUR).eligible()).isTrue();
        assertThat(review(rules, JOINED + HOUR + 2 * DAY)).isEqualTo(Outcome.CLOCK_OVER);
    }

    @Test
    void shouldBeCountedFromWhenTheClausesHeldFirstAndNotBeginAgain() {
        Clock clock = Clock.from("ENROLLED").lasting(2, Unit.DAYS);
        assertThat(review(rules(clock, NOBODY), JOINED).ground()).isEqualTo(Outcome.Ground.CLAUSES);
        assertThat(last.clocks()).isSameAs(Clocks.NONE);
        assertThat(review(rules(clock, ANY), JOINED + DAY).eligible()).isTrue();
        assertThat(last.clocks().of("farm").enrolledAt()).isEqualTo(JOINED + DAY);
        assertThat(last.decisions().reviewAt()).isEqualTo(JOINED + 3 * DAY);
        assertThat(review(rules(clock, NOBODY), JOINED + 2 * DAY).eligible()).isFalse();
        assertThat(review(rules(clock, ANY), JOINED + 3 * DAY)).isEqualTo(Outcome.CLOCK_OVER);
    }

    @Test
    void shouldEndWithTheFirstOfTimeAndSalesForGood() {
        RulesInForce rules = rules(Clock.from("JOINED").lasting(90, Unit.DAYS).until(300, 1_000_000, "CNY"), ANY);
        assertThat(review(rules, JOINED).eligible()).isTrue();
        clocks = clocks.with(JOINED + HOUR, 1, "CNY", 999_999);
        assertThat(review(rules, JOINED + 2 * HOUR).eligible()).isTrue();
        clocks = clocks.with(JOINED + 2 * HOUR, 1, "CNY", 1);
        assertThat(review(rules, JOINED + 3 * HOUR)).isEqualTo(Outcome.CLOCK_OVER);
        clocks = clocks.with(JOINED + 2 * HOUR, -1, "CNY", -1);
        assertThat(review(rules, JOINED + 4 * HOUR)).as("turned back").isEqualTo(Outcome.CLOCK_OVER);
        RulesInForce more = rules(Clock.from("JOINED").lasting(90, Unit.DAYS).until(300, 2_000_000, "CNY"), ANY);
        assertThat(review(more, JOINED + 5 * HOUR).eligible())
                .as("another limit")
                .isTrue();
    }

    @Test
    void shouldKeepNothingOfMerchantsWhoseTimeWasOverBefore() {
        RulesInForce rules = rules(Clock.from("JOINED").lasting(1, Unit.DAYS).until(3, Long.MAX_VALUE, ""), ANY);
        assertThat(review(rules, JOINED + DAY)).isEqualTo(Outcome.CLOCK_OVER);
        assertThat(last.clocks()).isSameAs(Clocks.NONE);
    }

    @Test
    void shouldStandStillWhileTheProgrammeIsPausedWhereItCarriesOver() {
        Clock clock = Clock.from("JOINED").lasting(10, Unit.DAYS);
        RulesInForce paused = paused(clock.carryingOver(Openings.ALWAYS));
        RulesInForce active = rules(clock.carryingOver(Openings.ALWAYS), ANY);
        assertThat(review(active, JOINED + DAY).eligible()).isTrue();
        assertThat(review(paused, JOINED + 2 * DAY).eligible()).isTrue();
        assertThat(last.decisions().reviewAt()).as("it stands").isEqualTo(Long.MAX_VALUE);
        assertThat(review(paused, JOINED + 50 * DAY).eligible()).isTrue();
        assertThat(review(active, JOINED + 60 * DAY).eligible()).isTrue();
        assertThat(last.decisions().reviewAt()).isEqualTo(JOINED + 68 * DAY);
        assertThat(review(active, JOINED + 68 * DAY)).isEqualTo(Outcome.CLOCK_OVER);
        assertThat(review(paused, JOINED + 69 * DAY)).isEqualTo(Outcome.CLOCK_OVER);
    }

    @Test
    void shouldGoOnThroughAPauseWhereItDoesNotCarryOver() {
        Clock clock = Clock.from("JOINED").lasting(10, Unit.DAYS);
        assertThat(review(paused(clock), JOINED + DAY).eligible()).isTrue();
        assertThat(review(paused(clock), JOINED + 10 * DAY)).isEqualTo(Outcome.CLOCK_OVER);
    }

    @Test
    void shouldKeepClocksWhileAMerchantOptsOut() {
        Clock clock = Clock.from("ENROLLED").lasting(2, Unit.DAYS);
        review(rules(clock, ANY), JOINED);
        TestMerchant unwilling = new TestMerchant(JOINED, Map.of(), true);
        clocks = Review.of(new Review.Candidate(unwilling, history(), Decisions.NONE), rules(clock, ANY), JOINED + HOUR)
                .clocks();
        assertThat(clocks.of("farm").enrolledAt()).isEqualTo(JOINED);
    }

    /** With pauses of any kind, a merchant is supported for just as long as the clock lasts. */
    @Property(tries = 50)
    void shouldSupportForJustAsLongAsItLasts(@ForAll Random random) {
        clocks = Clocks.NONE;
        Openings openings = random.nextBoolean() ? Openings.ALWAYS : evenings();
        Clock clock =
                Clock.from("JOINED").lasting(1 + random.nextInt(40), Unit.HOURS).carryingOver(openings);
        long lasts = clock.get().end().lasts().count() * HOUR;
        long supported = 0;
        boolean pause = false;
        for (long time = JOINED; time < JOINED + 60 * DAY; time += HOUR / 2) {
            pause = random.nextInt(20) == 0 ? !pause : pause;
            boolean eligible =
                    review(pause ? paused(clock) : rules(clock, ANY), time).eligible();
            supported += eligible && !pause && openings.isOpenAt(time) ? HOUR / 2 : 0;
        }
        assertThat(supported).isEqualTo(lasts);
    }

    /** Until the time at which it is to be reviewed nothing changes. */
    @Property(tries = 50)
    void shouldStandUntilTheReview(@ForAll Random random) {
        clocks = Clocks.NONE;
        Clock clock = Clock.from("JOINED")
                .after(1 + random.nextInt(20), Unit.HOURS, Snap.values()[random.nextInt(3)])
                .lasting(1 + random.nextInt(50), Unit.HOURS);
        RulesInForce rules = rules(random.nextBoolean() ? clock.carryingOver(evenings()) : clock, ANY);
        Outcome outcome = review(rules, JOINED);
        long reviewAt = last.decisions().reviewAt();
        List<Outcome> outcomes = new ArrayList<>(List.of(outcome));
        for (long time = JOINED; time < JOINED + 80 * DAY; time += HOUR / 4) {
            Outcome now = review(rules, time);
            if (time < reviewAt) {
                assertThat(now).isEqualTo(outcomes.get(outcomes.size() - 1));
            } else {
                outcomes.add(now);
                reviewAt = last.decisions().reviewAt();
            }
        }
        assertThat(outcomes).hasSize(3);
    }

    /** From 18:00 to 24:00, each day. */
    private static Openings evenings() {
        return new Openings(List.of((from, to) -> {
            List<Opening> all = new ArrayList<>();
            for (long day = Math.floorDiv(from, DAY) * DAY - 2 * DAY; day < to; day += DAY) {
                Opening each = new Opening(day + 10 * HOUR, day + 16 * HOUR, 1);
                if (each.opensAt() < to && each.closesAt() > from) {
                    all.add(each);
                }
            }
            return all;
        }));
    }

    private History history() {
        return new History(milestones, firstSaleAt, clocks, EnrolmentHistory.NONE);
    }

    private Outcome review(RulesInForce rules, long now) {
        last = Review.of(new Review.Candidate(merchant, history(), Decisions.NONE), rules, now);
        clocks = last.clocks();
        return last.decisions().all().get(0).outcome();
    }

    private static RulesInForce paused(Clock clock) {
        return inForce(clock, ProgrammeStatus.PAUSED, ANY);
    }

    private static RulesInForce rules(Clock clock, TestClause clause) {
        return inForce(clock, ProgrammeStatus.ACTIVE, clause);
    }

    private static RulesInForce inForce(Clock clock, ProgrammeStatus status, TestClause clause) {
        ProgrammeRules good = RuleBookTest.rules("farm", 1);
        ProgrammeRules rules = new ProgrammeRules(
                new Identity(
                        good.id(),
                        1,
                        good.identity().name(),
                        status,
                        good.identity().digest()),
                good.term(),
                good.quota(),
                good.delivery(),
                new Admission(List.of(), clock.get()));
        RuleBook.Version version = new RuleBook.Version(rules, new Eligibility(List.of(clause)), RuleBook.AT_ONCE);
        return new RuleBook(7, List.of(version), List.of()).inForceAt(JOINED);
    }
}
