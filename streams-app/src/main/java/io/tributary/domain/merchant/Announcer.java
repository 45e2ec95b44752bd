package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.decision.MadeDecision.Reason;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.RulesInForce;
import java.util.ArrayList;
import java.util.List;

/** Tells a merchant what was decided about it, and why: always of the decisions that stand, by which it is enrolled. */
final class Announcer {
    private final TaskProgrammes programmes;
    private final Outbox outbox;

    Announcer(TaskProgrammes programmes, Outbox outbox) {
        this.programmes = programmes;
        this.outbox = outbox;
    }

    /**
     * Publishes the merchant's decisions where they say something else than what was published last. Without the rules that they were
     * made by there are no reasons to give: they are published once the rules are there.
     *
     * @param now service time, epoch milliseconds
     */
    void announce(MerchantState merchant, long now) {
        Announcement said = Announcement.of(merchant.decisions(), merchant.participations());
        if (said.equals(merchant.announced())) {
            return;
        }
        List<Outbox.Decided> decided = new ArrayList<>();
        for (Decision each : merchant.decisions().all()) {
            RuleBook.Version version = programmes.rules().entry(each.programmeId(), each.version());
            if (version == null) {
                return;
            }
            decided.add(new Outbox.Decided(
                    each, texts(reasons(each, version, programmes.rules())), said.standing(each.programmeId())));
        }
        merchant.announced(said);
        boolean optOut = merchant.profile() != null && merchant.profile().optOut();
        outbox.entitlement(merchant.id(), optOut, now, decided);
    }

    private static List<LocalizedText> texts(List<Reason> reasons) {
        return reasons.stream().map(Reason::text).toList();
    }

    /**
     * Why a decision came to what it did, a reason for each clause that decided.
     *
     * @param version of the rules that it was made by
     */
    static List<Reason> reasons(Decision decision, RuleBook.Version version, RulesInForce rules) {
        Outcome.Ground ground = decision.outcome().ground();
        List<Reason> reasons = new ArrayList<>();
        for (DecidedClause each : decision.outcome().clauses()) {
            Clause clause = ground.isByClauses() ? version.eligibility().clause(each.id()) : null;
            LocalizedText text = clause == null ? ground.reason() : reason(ground, each, clause, version, rules);
            reasons.add(new Reason(each.id(), each.verdict(), text));
        }
        return reasons;
    }

    private static LocalizedText reason(
            Outcome.Ground ground, DecidedClause decided, Clause clause, RuleBook.Version version, RulesInForce rules) {
        LocalizedText own = decided.publishedReason(
                clause.reason(), rules.declared().meaning(version.eligibility().attributes(decided.id())));
        LocalizedText common = ground.reason();
        return common == null ? own : new LocalizedText(common.zh() + own.zh(), common.en() + " " + own.en());
    }
}
