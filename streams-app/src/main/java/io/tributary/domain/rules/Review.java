package io.tributary.domain.rules;

import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Facts;
import io.tributary.domain.eligibility.MerchantFacts;
import io.tributary.domain.eligibility.MerchantField;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.History;
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
 */
public record Review(Decisions decisions, Facts facts, Clocks clocks) {

    /** Of a merchant to which nothing happened. */
    public static Review of(MerchantFacts merchant, Decisions before, RulesInForce rules, long now) {
        return of(merchant, History.NONE, before, rules, now);
    }

    /**
     * @param merchant null for one of whom nothing is known: then nothing is decided
     * @param history what happened to it
     * @param before decisions that stood until now
     * @param now epoch milliseconds
     */
    public static Review of(MerchantFacts merchant, History history, Decisions before, RulesInForce rules, long now) {
        if (merchant == null) {
            return new Review(before.followedBy(List.of(), Long.MAX_VALUE), null, history.clocks());
        }
        Situation situation = rules.situation(merchant, now);
        ClockReview clocks = new ClockReview(situation, history);
        boolean optedOut = (boolean) merchant.value(MerchantField.OPT_OUT, now);
        List<Decision> made = new ArrayList<>();
        long reviewAt = Long.MAX_VALUE;
        for (RuleBook.Version each : rules.entries()) {
            boolean takesPart = before.isEligible(each.rules().id());
            clocks.keep(each.rules());
            Outcome outcome = optedOut ? Outcome.OPTED_OUT : outcome(each, situation, clocks, takesPart);
            made.add(new Decision(each.rules().id(), each.rules().version(), 0, outcome));
            reviewAt = Math.min(reviewAt, reviewAt(each, situation, clocks, outcome));
        }
        Decisions after = before.followedBy(made, reviewAt);
        boolean stands = after.all().equals(before.all());
        return new Review(after, stands ? null : facts(situation, clocks, rules), clocks.clocks());
    }

    private static Outcome outcome(
            RuleBook.Version version, Situation situation, ClockReview clocks, boolean takesPart) {
        if (version.rules().hasEndedAt(situation.now())) {
            return Outcome.OVER;
        }
        return clocks.decide(version.rules(), () -> version.eligibility().decide(situation, takesPart));
    }

    /** For whoever takes no part in a programme its end changes nothing. */
    private static long reviewAt(RuleBook.Version version, Situation situation, ClockReview clocks, Outcome outcome) {
        long clock = clocks.reviewAt(version.rules().id());
        if (outcome.ground() != Outcome.Ground.CLAUSES) {
            return clock;
        }
        long changes = Math.min(clock, version.eligibility().reviewAt(situation));
        return outcome.eligible() ? Math.min(changes, version.rules().term().endsAt()) : changes;
    }

    private static Facts facts(Situation situation, ClockReview clocks, RulesInForce rules) {
        Set<MerchantField> fields = new TreeSet<>();
        fields.add(MerchantField.OPT_OUT);
        Set<String> attributes = new TreeSet<>();
        for (RuleBook.Version each : rules.entries()) {
            fields.addAll(each.eligibility().fields());
            attributes.addAll(each.eligibility().attributes());
        }
        Facts known = Facts.of(situation, fields, attributes, rules.digest());
        SortedMap<String, String> values = new TreeMap<>(known.values());
        clocks.addTo(values);
        return new Facts(known.decidedAt(), known.rulesDigest(), values);
    }
}
