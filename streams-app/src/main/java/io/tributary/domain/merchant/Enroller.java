package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.Progression;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import io.tributary.domain.rules.RulesInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enrols a merchant in the programmes that it is eligible for, takes it out of the others, and says why. */
final class Enroller {
    private static final Clause OPT_OUT = new Clause(
            "opt-out", "!merchant.optOut", new LocalizedText("商家已选择不参加扶持。", "The merchant declined support."));
    private static final Clause ENDED =
            new Clause("ended", "true", new LocalizedText("扶持计划已结束。", "The programme has ended."));

    private final TaskState state;
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final Outbox outbox;

    Enroller(TaskState state, TaskProgrammes programmes, Ledger ledger, Outbox outbox) {
        this.state = state;
        this.programmes = programmes;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** What every programme decides about the merchant, by programme id; evaluated once a visit. */
    Map<String, Outcome> outcomes(MerchantState merchant, long now) {
        Map<String, Outcome> outcomes = new HashMap<>();
        RulesInForce rules = programmes.rules();
        rules.entries().forEach(entry -> outcomes.put(entry.rules().id(), outcome(merchant, entry, rules, now)));
        return outcomes;
    }

    /**
     * Takes the merchant out of programmes and into others as decided.
     *
     * @return whether it came into one, left one or got other terms
     */
    boolean decide(MerchantState merchant, Map<String, Outcome> outcomes, long beat) {
        boolean changed = merchant.removeParticipations(part -> {
            Outcome outcome = outcomes.get(part.programmeId());
            boolean leaves = outcome == null || !outcome.eligible();
            if (leaves) {
                leave(merchant, part);
            }
            return leaves;
        });
        for (RuleBook.Version entry : programmes.rules().entries()) {
            if (outcomes.get(entry.rules().id()).eligible()) {
                changed |= enrol(merchant, entry.rules(), beat);
            }
        }
        return changed;
    }

    private boolean enrol(MerchantState merchant, ProgrammeRules rules, long beat) {
        Members group = programmes.members(rules.id());
        Participation enrolled = merchant.participation(rules.id());
        boolean changed;
        if (enrolled == null) {
            Participation part = comeIn(merchant, rules);
            merchant.addParticipation(part);
            changed = follow(merchant, part, rules, beat);
            group.join(merchant, part);
        } else {
            changed = group.update(merchant, enrolled, () -> follow(merchant, enrolled, rules, beat));
        }
        if (changed) {
            group.changed(merchant);
        }
        return changed;
    }

    private boolean follow(MerchantState merchant, Participation part, ProgrammeRules rules, long beat) {
        Stage stage = stage(merchant, part, programmes.members(rules.id()).terms());
        boolean anew = part.enrolment().follow(rules.version(), stage);
        return part.budget()
                .agree(
                        new GrantTerms(
                                rules.quota().floor(),
                                rules.weight(stage),
                                rules.quota().cap()),
                        anew,
                        beat);
    }

    /** Stages change when a period begins, and not within it: a grant does not rise and fall with every order. */
    private static Stage stage(MerchantState merchant, Participation part, ProgrammeTerms terms) {
        Stage now = part.enrolment().stage();
        boolean begins = terms != null && part.budget().periodStart() != terms.periodStart();
        return begins ? Progression.next(now, merchant.potential(), terms.orderRate()) : now;
    }

    /** Takes a merchant out of a programme; for exposures that come late its part is kept among the departed for a while. */
    private void leave(MerchantState merchant, Participation part) {
        programmes.members(part.programmeId()).leave(merchant, part);
        ledger.close(merchant, part.budget(), account(part.programmeId()));
        part.controller().stop();
        merchant.addDeparted(part);
    }

    /** The part to enrol with: the one that was closed in this period, with what it has spent, or a new one. */
    private Participation comeIn(MerchantState merchant, ProgrammeRules rules) {
        Participation closed = merchant.departed(rules.id());
        ProgrammeAccount account = account(rules.id());
        if (closed == null || !ledger.canReopen(closed.budget(), account)) {
            return Participation.first(rules.id(), 1 + rules.delivery().boost().initialStrength());
        }
        merchant.removeDeparted(each -> each == closed);
        ledger.reopen(closed.budget(), account);
        return closed;
    }

    private ProgrammeAccount account(String programmeId) {
        ProgrammeTally tally = state.tallies().get(programmeId);
        return tally == null ? null : tally.account();
    }

    /** Publishes the merchant's decisions where they differ from what was published last. */
    void announce(MerchantState merchant, Map<String, Outcome> outcomes, long now) {
        List<Outbox.Decision> decisions = new ArrayList<>();
        int digest = 1;
        for (RuleBook.Version entry : programmes.rules().entries()) {
            if (merchant.profile() != null) {
                Outbox.Decision decision =
                        decision(merchant, entry, outcomes.get(entry.rules().id()));
                decisions.add(decision);
                digest = 31 * digest + digest(decision);
            }
        }
        boolean nothingToSay = decisions.isEmpty() && merchant.entitlementDigest() == 0;
        if (digest != merchant.entitlementDigest() && !nothingToSay) {
            merchant.entitlementDigest(digest);
            boolean optOut = merchant.profile() != null && merchant.profile().optOut();
            outbox.entitlement(merchant.id(), optOut, now, decisions);
        }
    }

    /** Of the contents only: hash codes of enums differ between processes. */
    private static int digest(Outbox.Decision decision) {
        return Objects.hash(
                decision.programmeId(),
                decision.version(),
                decision.eligible(),
                decision.clauses(),
                decision.stage().ordinal(),
                decision.granted(),
                decision.periodStart());
    }

    private static Outbox.Decision decision(MerchantState merchant, RuleBook.Version entry, Outcome outcome) {
        Participation part = merchant.participation(entry.rules().id());
        return new Outbox.Decision(
                entry.rules().id(),
                entry.rules().version(),
                outcome.eligible(),
                outcome.clauses().stream().map(DecidedClause::publishedId).toList(),
                outcome.clauses().stream()
                        .map(each -> reason(each, entry.eligibility()))
                        .toList(),
                part == null ? Stage.SEED : part.enrolment().stage(),
                part == null ? 0 : part.budget().granted(),
                part == null ? 0 : Math.max(0, part.budget().periodStart()));
    }

    private static Outcome outcome(MerchantState merchant, RuleBook.Version entry, RulesInForce rules, long now) {
        MerchantProfile profile = merchant.profile();
        if (profile == null) {
            return new Outcome(false, List.of());
        }
        if (profile.optOut()) {
            return refusal(OPT_OUT);
        }
        if (entry.rules().hasEndedAt(now)) {
            return refusal(ENDED);
        }
        return entry.eligibility().decide(new Situation(profile, rules.lists(), now));
    }

    private static Outcome refusal(Clause reason) {
        return new Outcome(false, List.of(new DecidedClause(reason.id(), Verdict.FAILS)));
    }

    private static LocalizedText reason(DecidedClause decided, Eligibility eligibility) {
        Clause clause = eligibility.clause(decided.id());
        if (clause == null) {
            clause = decided.id().equals(OPT_OUT.id()) ? OPT_OUT : ENDED;
        }
        return decided.publishedReason(clause.reason());
    }
}
