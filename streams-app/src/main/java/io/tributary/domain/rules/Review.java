package io.tributary.domain.rules;

import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.MerchantFacts;
import io.tributary.domain.eligibility.MerchantField;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.enrolment.History;
import io.tributary.domain.enrolment.LadderRecord;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.enrolment.Seats;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides about one merchant by the rules in force.
 *
 * @param decisions that stand now
 * @param facts they were made on; null when none was made but those from before stand
 * @param clocks what is to be kept of the merchant's clocks
 * @param enrolments what is remembered of the merchant from now on
 */
public record Review(Decisions decisions, Facts facts, Clocks clocks, EnrolmentHistory enrolments) {

    /**
     * Who is decided about.
     *
     * @param merchant null for one of whom nothing is known: then nothing is decided
     * @param history what happened to it
     * @param decisions that stood until now
     * @param seating which seats the beat gives
     */
    public record Candidate(MerchantFacts merchant, History history, Decisions decisions, Seating seating) {
        /** Where no programme has seats. */
        public Candidate(MerchantFacts merchant, History history, Decisions decisions) {
            this(merchant, history, decisions, Seating.NONE);
        }
    }

    /** Of a merchant to which nothing happened. */
    public static Review of(MerchantFacts merchant, Decisions before, RulesInForce rules, long now) {
        return of(new Candidate(merchant, History.NONE, before), rules, now);
    }

    /** @param now epoch milliseconds */
    public static Review of(Candidate candidate, RulesInForce rules, long now) {
        Decisions before = candidate.decisions();
        EnrolmentHistory enrolments = candidate.history().enrolments();
        if (candidate.merchant() == null) {
            Decisions none = before.followedBy(List.of(), Long.MAX_VALUE);
            return new Review(none, null, candidate.history().clocks(), enrolments.awaiting(id -> false));
        }
        Situation situation = rules.situation(candidate.merchant(), now);
        ClockReview clocks = new ClockReview(situation, candidate.history());
        List<Decision> made = new ArrayList<>();
        long reviewAt = Long.MAX_VALUE;
        List<Judgement> judgements = judgements(candidate, rules, situation, clocks);
        for (Judgement each : judgements) {
            ProgrammeRules of = each.version().rules();
            made.add(new Decision(of.id(), of.version(), 0, each.outcome()));
            reviewAt = Math.min(reviewAt, reviewAt(each, rules, now));
            enrolments = each.noted(enrolments, now);
        }
        reviewAt = Math.min(reviewAt, enrolments.survivalDue(now));
        Decisions after = before.followedBy(made, reviewAt);
        enrolments = enrolments.awaiting(after::isWithoutSeat).without(id -> rules.entry(id) != null, now);
        boolean stands = after.all().equals(before.all());
        Facts facts = stands
                ? null
                : facts(
                        situation,
                        clocks,
                        rules,
                        judgements,
                        candidate.history().enrolments());
        return new Review(after, facts, clocks.clocks(), enrolments);
    }

    /** Who stayed under a former version and leaves is decided at the next beat like all who come anew. */
    private static long reviewAt(Judgement judgement, RulesInForce rules, long now) {
        ProgrammeRules of = judgement.version().rules();
        Stay stay = rules.stay(of.id(), of.version());
        if (stay == null) {
            return judgement.reviewAt();
        }
        return judgement.outcome().eligible() ? Math.min(judgement.reviewAt(), stay.until()) : now;
    }

    private static List<Judgement> judgements(
            Candidate candidate, RulesInForce rules, Situation situation, ClockReview clocks) {
        boolean optedOut = (boolean) candidate.merchant().value(MerchantField.OPT_OUT, situation.now());
        List<Judgement> judgements = new ArrayList<>();
        for (RuleBook.Version inForce : rules.entries()) {
            Stay stay = stay(candidate, rules, inForce.rules().id(), situation.now());
            RuleBook.Version each = stay == null ? inForce : stay.version();
            clocks.keep(each.rules());
            judgements.add(optedOut ? Judgement.optedOut(inForce) : Judgement.of(each, candidate, situation, clocks));
        }
        return rules.limitsAdmission()
                ? Exclusion.among(judgements, clocks, each -> each.seated(candidate.seating(), situation))
                : judgements;
    }

    /** Whoever left comes back as one who comes anew. */
    private static Stay stay(Candidate candidate, RulesInForce rules, String programmeId, long now) {
        EnrolmentRecord record = candidate.history().enrolments().of(programmeId);
        return record != null && record.hasLeft()
                ? null
                : rules.stay(candidate.decisions().of(programmeId), now);
    }

    private static Facts facts(
            Situation situation,
            ClockReview clocks,
            RulesInForce rules,
            List<Judgement> judgements,
            EnrolmentHistory enrolments) {
        Set<MerchantField> fields = new TreeSet<>();
        fields.add(MerchantField.OPT_OUT);
        if ((boolean) situation.values().get(MerchantField.PLATFORM_OWNED.fieldName())) {
            fields.add(MerchantField.PLATFORM_OWNED);
        }
        Set<String> attributes = new TreeSet<>();
        SortedMap<String, String> happened = new TreeMap<>();
        for (Judgement judgement : judgements) {
            RuleBook.Version each = judgement.version();
            fields.addAll(each.eligibility().fields());
            attributes.addAll(each.eligibility().attributes());
            Seats seats = each.rules().admission().enrolment().seats();
            if (seats != null && seats.by() != null) {
                attributes.add(seats.by());
            }
            EnrolmentRecord record = enrolments.of(each.rules().id());
            if (record != null) {
                happened.put("enrolment." + each.rules().id(), record.text());
            }
            LadderRecord ladder = enrolments.ladder(each.rules().id());
            if (ladder != null) {
                happened.put("stages." + each.rules().id(), ladder.text());
            }
        }
        clocks.addTo(happened);
        return Facts.of(situation, fields, attributes, rules.digest()).with(happened);
    }
}
