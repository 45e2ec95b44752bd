package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.enrolment.Progression;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enrols a merchant in the programmes that it is eligible for, closes its accounts in the others, and says why. */
final class Enrolment {
    private static final Clause OPT_OUT = new Clause(
            "opt-out", "!merchant.optOut", new LocalizedText("商家已选择不参加扶持。", "The merchant declined support."));
    private static final Clause ENDED =
            new Clause("ended", "true", new LocalizedText("扶持计划已结束。", "The programme has ended."));

    private final Outbox outbox;

    Enrolment(Outbox outbox) {
        this.outbox = outbox;
    }

    /** What every programme decides about the merchant, by programme id; evaluated once a visit. */
    static Map<String, Eligibility.Decision> outcomes(MerchantState merchant, RuleBook rules, long now) {
        Map<String, Eligibility.Decision> outcomes = new HashMap<>();
        rules.entries().forEach(entry -> outcomes.put(entry.rules().id(), outcome(merchant, entry, rules, now)));
        return outcomes;
    }

    /**
     * Closes and opens accounts as decided.
     *
     * @return whether an account was opened, closed or got other terms
     */
    static boolean decide(
            MerchantState merchant,
            RuleBook rules,
            Map<String, Eligibility.Decision> outcomes,
            long beat,
            Visit visit) {
        boolean changed = merchant.removeAccounts(account -> {
            Eligibility.Decision outcome = outcomes.get(account.programmeId());
            boolean leaves = outcome == null || !outcome.eligible();
            if (leaves) {
                visit.close(merchant, account);
            }
            return leaves;
        });
        for (RuleBook.Entry entry : rules.entries()) {
            if (outcomes.get(entry.rules().id()).eligible()) {
                changed |= enrol(merchant, entry.rules(), beat, visit);
            }
        }
        return changed;
    }

    private static boolean enrol(MerchantState merchant, ProgrammeRules rules, long beat, Visit visit) {
        Members group = visit.members(rules.id());
        Account account = merchant.account(rules.id());
        long changedBefore = -1;
        if (account == null) {
            account = visit.reopen(merchant, rules);
            merchant.addAccount(account);
        } else {
            changedBefore = account.changedAtBeat();
            group.exclude(account);
        }
        Stage stage = stage(merchant, account, group.terms());
        account.enrol(
                rules.version(),
                stage,
                rules.quota().floor(),
                rules.weight(stage),
                rules.quota().cap(),
                beat);
        group.include(merchant, account);
        boolean changed = account.changedAtBeat() != changedBefore;
        if (changed) {
            group.changed(merchant);
        }
        return changed;
    }

    /** Stages change when a period begins, and not within it: a grant does not rise and fall with every order. */
    private static Stage stage(MerchantState merchant, Account account, ProgrammeTerms terms) {
        boolean begins = terms != null && account.current().start() != terms.periodStart();
        return begins ? Progression.next(account.stage(), merchant.potential(), terms.orderRate()) : account.stage();
    }

    /** Publishes the merchant's decisions where they differ from what was published last. */
    void announce(MerchantState merchant, RuleBook rules, Map<String, Eligibility.Decision> outcomes, long now) {
        List<Outbox.Decision> decisions = new ArrayList<>();
        int digest = 1;
        for (RuleBook.Entry entry : rules.entries()) {
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

    private static Outbox.Decision decision(
            MerchantState merchant, RuleBook.Entry entry, Eligibility.Decision outcome) {
        Account account = merchant.account(entry.rules().id());
        return new Outbox.Decision(
                entry.rules().id(),
                entry.rules().version(),
                outcome.eligible(),
                outcome.clauses().stream().map(Clause::id).toList(),
                outcome.clauses().stream().map(Clause::reason).toList(),
                account == null ? Stage.SEED : account.stage(),
                account == null ? 0 : account.granted(),
                account == null ? 0 : Math.max(0, account.current().start()));
    }

    private static Eligibility.Decision outcome(
            MerchantState merchant, RuleBook.Entry entry, RuleBook rules, long now) {
        MerchantProfile profile = merchant.profile();
        if (profile == null) {
            return new Eligibility.Decision(false, List.of());
        }
        if (profile.optOut()) {
            return new Eligibility.Decision(false, List.of(OPT_OUT));
        }
        if (entry.rules().hasEndedAt(now)) {
            return new Eligibility.Decision(false, List.of(ENDED));
        }
        return entry.eligibility().decide(profile, rules.lists(), now);
    }
}
