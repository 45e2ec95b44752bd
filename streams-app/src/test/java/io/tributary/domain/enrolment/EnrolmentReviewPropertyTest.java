package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentTerms.Registration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A merchant's way through a programme, step by step: what is told of it, what its exit says, and what comes of it. */
class EnrolmentReviewPropertyTest {
    private static final long DAY = 86_400_000;
    private static final long START = 20_000 * DAY;

    /** Hours since the step before; null for no event. */
    record Step(int hours, EnrolmentEvent event, Verdict exit, boolean clauses) {}

    record Rules(EnrolmentTerms terms, HardExit exit) {}

    @Property(tries = 2_000)
    void shouldLetInOnlyWhoMayComeIn(@ForAll("rules") Rules rules, @ForAll("steps") List<Step> steps) {
        EnrolmentRecord record = EnrolmentRecord.none("farm");
        Oracle oracle = new Oracle(rules);
        boolean takesPart = false;
        long now = START;
        for (Step step : steps) {
            now += step.hours * DAY / 24;
            if (step.event != null) {
                record = record.told(step.event, now);
                oracle.told(step.event, now);
            }
            EnrolmentReview review = review(rules, record, takesPart, step.exit, now);
            assertThat(review(rules, review.record(), takesPart && review.barred() == null, step.exit, now)
                            .barred())
                    .as("reviewed again it stands")
                    .isEqualTo(review.barred());
            boolean eligible = review.barred() == null && step.clauses;
            oracle.check(takesPart, review, step.exit, now);
            record = eligible ? review.record().enrolled(now) : review.record();
            takesPart = eligible;
        }
    }

    @Property(tries = 1_000)
    void shouldNotChangeByTimeAloneBeforeItIsReviewed(@ForAll("rules") Rules rules, @ForAll("steps") List<Step> steps) {
        EnrolmentRecord record = EnrolmentRecord.none("farm");
        boolean takesPart = false;
        long now = START;
        for (Step step : steps) {
            now += step.hours * DAY / 24;
            record = step.event == null ? record : record.told(step.event, now);
            EnrolmentReview review = review(rules, record, takesPart, step.exit, now);
            boolean eligible = review.barred() == null && step.clauses;
            if (takesPart && !eligible && review.barred() == null) {
                review = review(rules, record, false, step.exit, now);
            }
            record = eligible ? review.record().enrolled(now) : review.record();
            takesPart = eligible;
            long before = review.reviewAt() == Long.MAX_VALUE ? now + 9_000 * DAY : review.reviewAt() - 1;
            EnrolmentReview later = review(rules, record, takesPart, step.exit, before);
            assertThat(later.barred()).isEqualTo(review.barred());
            assertThat(review.reviewAt()).isGreaterThan(now);
        }
    }

    private static EnrolmentReview review(
            Rules rules, EnrolmentRecord record, boolean takesPart, Verdict exit, long now) {
        return EnrolmentReview.of(
                rules.terms, List.of(rules.exit), new EnrolmentReview.Case(record, takesPart, List.of(exit), now));
    }

    /** What may be, said in another way: by what happened, and not by what is remembered of it. */
    private static final class Oracle {
        private final Rules rules;
        private long bannedUntil = Long.MIN_VALUE;
        private long left = Long.MIN_VALUE;
        private long holdsSince = -1;
        private boolean asked;

        Oracle(Rules rules) {
            this.rules = rules;
        }

        void told(EnrolmentEvent event, long now) {
            if (event == EnrolmentEvent.LEFT) {
                left = now;
                asked = false;
                holdsSince = -1;
            } else {
                asked |= rules.terms.mode().isMetBy(event)
                        && (!rules.terms.mode().needsRequest()
                                || rules.terms.registration().isOpenAt(now));
            }
        }

        void check(boolean member, EnrolmentReview review, Verdict exit, long now) {
            boolean goesOn = review.barred() == null;
            if (now < bannedUntil) {
                assertThat(goesOn).as("banned").isFalse();
            }
            if (now < left + rules.terms.coolOffMillis() && left != Long.MIN_VALUE) {
                assertThat(goesOn).as("cool-off").isFalse();
            }
            if (goesOn && rules.terms.mode().needsRequest()) {
                assertThat(asked).as("asked for").isTrue();
            }
            if (goesOn && !member) {
                assertThat(exit).as("would leave at once").isNotEqualTo(Verdict.HOLDS);
            }
            boolean exits = review.record().dates().exitedAt() == now && member;
            if (member && goesOn) {
                holdsSince = exit == Verdict.HOLDS
                        ? (holdsSince < 0 ? now : holdsSince)
                        : exit == Verdict.AWAITED ? holdsSince : -1;
                assertThat(holdsSince >= 0 && exit == Verdict.HOLDS && now >= rules.exit.endsAt(holdsSince))
                        .as("time to put it right is over")
                        .isFalse();
            } else if (exits) {
                long since = holdsSince < 0 ? now : holdsSince;
                assertThat(exit).isEqualTo(Verdict.HOLDS);
                assertThat(now).as("it had its time").isGreaterThanOrEqualTo(rules.exit.endsAt(since));
                bannedUntil = rules.exit.bannedUntil(now);
                left = now;
                asked = false;
                holdsSince = -1;
            } else {
                holdsSince = -1;
            }
        }
    }

    @Provide
    Arbitrary<Rules> rules() {
        Arbitrary<Registration> registrations = Combinators.combine(
                        Arbitraries.longs().between(-10, 10),
                        Arbitraries.longs().between(1, 40))
                .as((from, days) -> new Registration(START + from * DAY, START + (from + days) * DAY));
        return Combinators.combine(
                        Arbitraries.of(EnrolmentMode.values()),
                        Arbitraries.oneOf(Arbitraries.just(Registration.ALWAYS), registrations),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(-1, 10))
                .as((mode, registration, coolOff, cure, ban) -> new Rules(
                        new EnrolmentTerms(mode, registration, Set.of(), coolOff),
                        EnrolmentReviewTest.exit("exit", cure, ban)));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<EnrolmentEvent> events =
                Arbitraries.of(EnrolmentEvent.values()).injectNull(0.4);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 120),
                        events,
                        Arbitraries.of(Verdict.HOLDS, Verdict.FAILS, Verdict.FAILS, Verdict.UNKNOWN, Verdict.AWAITED),
                        Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
