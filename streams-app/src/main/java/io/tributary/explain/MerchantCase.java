package io.tributary.explain;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.decisions.v1.DecisionKind;
import io.tributary.decisions.v1.MadeDecision;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All that topics hold of one merchant. */
public record MerchantCase(String merchantId, Now now, History history, RuleHistory rules) {
    /**
     * What is in force.
     *
     * @param entitlement null when nothing was decided
     * @param directive null when nothing is boosted
     * @param time when it was read, epoch milliseconds
     */
    public record Now(Entitlement entitlement, BoostDirective directive, long time) {}

    /** What happened, in the order in which it did. */
    public record History(
            List<MerchantDecisions> decisions,
            List<LedgerEntry> ledger,
            List<BenefitChange> benefits,
            List<Feedback> feedback) {
        /** Of a merchant that has no benefits and never appealed. */
        public History(List<MerchantDecisions> decisions, List<LedgerEntry> ledger) {
            this(decisions, ledger, List.of(), List.of());
        }
    }

    /** A decision and what it was made on. */
    record Made(MerchantDecisions on, MadeDecision decision) {}

    /** The decision of that id. */
    Optional<Made> decision(String decisionId) {
        return last(each -> each.decision().getDecisionId().equals(decisionId));
    }

    /** The last decision of a kind about a programme. */
    Optional<Made> last(String programmeId, DecisionKind kind) {
        return last(each -> each.decision().getProgrammeId().equals(programmeId)
                && each.decision().getKind() == kind);
    }

    private Optional<Made> last(Predicate<Made> wanted) {
        return made().stream().filter(wanted).reduce((earlier, later) -> later);
    }

    /** All of them, in their order. */
    List<Made> made() {
        List<Made> all = new ArrayList<>();
        history.decisions().forEach(on -> on.getDecisions().forEach(decision -> all.add(new Made(on, decision))));
        return all;
    }

    /** How each benefit of a programme stands, in the order in which they were given. */
    Collection<BenefitChange> benefits(String programmeId) {
        Map<String, BenefitChange> last = new LinkedHashMap<>();
        history.benefits().stream()
                .filter(each -> each.getProgrammeId().equals(programmeId))
                .forEach(each -> last.put(each.getId(), each));
        return last.values();
    }

    /** Ledger entries under a programme. */
    List<LedgerEntry> ledger(String programmeId) {
        return history.ledger().stream()
                .filter(each -> each.getProgrammeId().equals(programmeId))
                .toList();
    }
}
