package io.tributary.domain.rules;

import io.tributary.domain.eligibility.MerchantField;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.enrolment.EnrolmentReview;
import io.tributary.domain.enrolment.EnrolmentReview.Case;
import io.tributary.domain.enrolment.EnrolmentTerms;
import io.tributary.domain.enrolment.LadderRecord;
import io.tributary.domain.enrolment.Seating;
import java.util.List;

/**
 * What one programme by itself comes to for a merchant: the first of these conditions that does not hold decides.
 *
 * <pre>
 *   opted out - ended - own shop - graduated, or ended by evidence - banned - cool-off - hard exits - asked for, in time - clock - clauses      then, among all programmes: {@link Exclusion}, and a seat
 * </pre>
 *
 * @param takesPart whether the merchant does by the decision that stands
 * @param record what is remembered of it; null when nothing needs to be
 * @param reviewAt when time alone changes the outcome, epoch milliseconds; {@link Long#MAX_VALUE} for never
 */
record Judgement(RuleBook.Version version, boolean takesPart, Outcome outcome, EnrolmentRecord record, long reviewAt) {

    static Judgement optedOut(RuleBook.Version version) {
        return new Judgement(version, false, Outcome.OPTED_OUT, null, Long.MAX_VALUE);
    }

    static Judgement of(RuleBook.Version version, Review.Candidate candidate, Situation situation, ClockReview clocks) {
        ProgrammeRules rules = version.rules();
        if (rules.hasEndedAt(situation.now())) {
            return new Judgement(version, false, Outcome.OVER, null, Long.MAX_VALUE);
        }
        if (!rules.admission().enrolment().platformShops() && isOwnShop(candidate, situation)) {
            return new Judgement(version, false, Outcome.OWN_SHOP, null, Long.MAX_VALUE);
        }
        boolean takesPart = candidate.decisions().isEligible(rules.id());
        EnrolmentRecord record = candidate.history().enrolments().of(rules.id());
        LadderRecord ladder = candidate.history().enrolments().ladder(rules.id());
        if (ladder != null && ladder.isAwayAt(situation.now())) {
            EnrolmentRecord outside = record == null ? null : record.outside();
            return new Judgement(
                    version, false, ladder.outcome(), outside, ladder.ending().returnsAt());
        }
        if (record == null && rules.admission().isByClauses()) {
            Outcome outcome = byClauses(version, situation, clocks, takesPart);
            return new Judgement(version, takesPart, outcome, null, reviewAt(version, situation, clocks, outcome));
        }
        List<Verdict> exits = version.eligibility().exits(situation);
        Case of = Case.of(rules.id(), record, takesPart, exits, situation.now());
        Judgement judged = of(version, situation, clocks, of);
        // Whoever leaves while it has something to put right is from then on judged as others that take no part.
        boolean leaves =
                takesPart && !judged.outcome().eligible() && judged.record().isCuring();
        return leaves ? of(version, situation, clocks, of.outside()) : judged;
    }

    /** Who takes part has a seat; who fulfils all else gets one or waits for it. */
    Judgement seated(Seating seating, Situation situation) {
        EnrolmentTerms terms = version.rules().admission().enrolment();
        if (terms.seats() == null || takesPart) {
            return this;
        }
        String by = terms.seats().by();
        EnrolmentRecord seated = seating.seated(terms, record, by == null ? null : situation.number(by));
        if (seated.waiting() == null) {
            return new Judgement(version, false, outcome, seated, reviewAt);
        }
        // Who waits changes its place when the value that it waits with does not count any more.
        long moves = by == null ? Long.MAX_VALUE : situation.numberEndsAt(by);
        return new Judgement(version, false, Outcome.on(Outcome.Ground.NO_SEAT), seated, Math.min(reviewAt, moves));
    }

    private static Judgement of(RuleBook.Version version, Situation situation, ClockReview clocks, Case of) {
        Admission admission = version.rules().admission();
        EnrolmentReview review = EnrolmentReview.of(admission.enrolment(), admission.exits(), of);
        Outcome outcome = review.barred() == null
                ? byClauses(version, situation, clocks, of.takesPart()).curing(review.curing())
                : review.barred();
        long reviewAt = Math.min(review.reviewAt(), reviewAt(version, situation, clocks, outcome));
        return new Judgement(version, of.takesPart(), outcome, review.record(), reviewAt);
    }

    private static boolean isOwnShop(Review.Candidate candidate, Situation situation) {
        return (boolean) candidate.merchant().value(MerchantField.PLATFORM_OWNED, situation.now());
    }

    private static Outcome byClauses(
            RuleBook.Version version, Situation situation, ClockReview clocks, boolean takesPart) {
        return clocks.decide(version.rules(), () -> version.eligibility().decide(situation, takesPart));
    }

    /** For whoever takes no part in a programme its end changes nothing; what is not asked changes nothing either. */
    private static long reviewAt(RuleBook.Version version, Situation situation, ClockReview clocks, Outcome outcome) {
        long clock = clocks.reviewAt(version.rules().id());
        boolean asked = outcome.ground() == Outcome.Ground.CLAUSES || outcome.ground() == Outcome.Ground.EXITED;
        if (!asked) {
            return clock;
        }
        long changes = Math.min(clock, version.eligibility().reviewAt(situation));
        return outcome.eligible() ? Math.min(changes, version.rules().term().endsAt()) : changes;
    }

    /** The same where something else decides. */
    Judgement with(Outcome other) {
        return new Judgement(version, takesPart, other, record, reviewAt);
    }

    /** What is remembered after it. */
    EnrolmentHistory noted(EnrolmentHistory before, long now) {
        boolean eligible = outcome.eligible();
        EnrolmentHistory after = eligible ? before.takingPart(version.rules().id()) : before;
        return record == null ? after : after.with(eligible ? record.enrolled(now) : record);
    }
}
