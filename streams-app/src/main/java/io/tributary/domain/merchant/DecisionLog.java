package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.appeal.AppealChannel;
import io.tributary.domain.decision.DecisionBasis;
import io.tributary.domain.decision.DecisionIds;
import io.tributary.domain.decision.MadeDecision;
import io.tributary.domain.decision.MadeDecision.Evidence;
import io.tributary.domain.decision.MadeDecision.Reason;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.LadderRecord;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.GrantFigures;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers what one visit decides about a merchant, in the order in which it is decided, and publishes it at the visit's end. One object for
 * all visits of a task, confined to its thread.
 */
final class DecisionLog {
    private static final LocalizedText FLOORS_CUT = new LocalizedText(
            "各商家的保底曝光之和超过曝光总量，保底按比例下调。", "The floors of all merchants exceed the pool: they are scaled down alike.");
    private static final LocalizedText OWNERS_SHARE = new LocalizedText(
            "同一主体的各店铺共享曝光上限，本店已达其中分得的份额。",
            "The shops of its owner share a cap, and this shop has all of its share of it.");
    private static final LocalizedText PENDING = new LocalizedText(
            "商家的条件刚刚变化，在新的分配比率生效前额度不增加。",
            "The merchant's terms are new: it gets no more until a rate in force covers them.");
    private static final LocalizedText DELETED =
            new LocalizedText("平台已删除该扶持计划。", "The platform deleted the programme.");
    /** What stops a merchant that takes part; pacing within a grant is no decision. */
    private static final Set<WithdrawalReason> WITHHOLDING =
            EnumSet.of(WithdrawalReason.STOPPED, WithdrawalReason.WINDOW_CLOSED, WithdrawalReason.PROGRAMME_OVER);

    private final TaskProgrammes programmes;
    private final Outbox outbox;
    private final List<MadeDecision> made = new ArrayList<>();
    private final Map<String, String> stageFacts = new TreeMap<>();
    private boolean onFacts;

    DecisionLog(TaskProgrammes programmes, Outbox outbox) {
        this.programmes = programmes;
        this.outbox = outbox;
    }

    /** Notes which of the merchant's decisions are new, and which were taken away with their programme or its profile. */
    void decided(MerchantState merchant, Decisions before) {
        if (merchant.decisions() == before) {
            return;
        }
        for (Decision each : before.all()) {
            if (each.eligible() && merchant.decisions().of(each.programmeId()) == null) {
                made.add(removed(merchant, each));
            }
        }
        for (Decision each : merchant.decisions().all()) {
            if (each.number() > before.lastNumber()) {
                RuleBook.Version version = programmes.rules().entry(each.programmeId(), each.version());
                made.add(MadeDecision.Eligibility.of(
                        each,
                        merchant.id(),
                        before.isEligible(each.programmeId()),
                        Announcer.reasons(each, version, programmes.rules())));
                onFacts = true;
            }
        }
    }

    private static MadeDecision removed(MerchantState merchant, Decision gone) {
        boolean unknown = merchant.profile() == null;
        Reason reason = new Reason(
                unknown ? "no-profile" : "programme-deleted",
                Verdict.FAILS,
                unknown ? WithdrawalReason.NO_PROFILE.explanation() : DELETED);
        return new MadeDecision.Eligibility(
                DecisionIds.removed(gone.programmeId(), gone.version(), gone.number(), merchant.id()),
                false,
                true,
                List.of(reason));
    }

    /**
     * Notes that a merchant comes to another stage when a period begins.
     *
     * @param rules that hold for it
     * @param situation what clauses of stages see of it; null where the ladder has none
     */
    void stepped(
            MerchantState merchant,
            Participation part,
            ProgrammeRules rules,
            StageLadder.Move move,
            Situation situation) {
        ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
        Clause clause = move.by() == null ? null : move.by().clause();
        if (clause != null) {
            stageFacts.putAll(programmes
                    .rules()
                    .entry(rules.id(), rules.version())
                    .eligibility()
                    .facts(clause.id(), situation, programmes.rules().digest())
                    .values());
        }
        made.add(new MadeDecision.Step(
                DecisionIds.stage(rules.id(), rules.version(), terms.periodStart(), merchant.id()),
                part.enrolment().stage(),
                move.stage(),
                evidence(merchant, part, rules, terms),
                clause == null ? List.of() : List.of(new Reason(clause.id(), Verdict.HOLDS, clause.reason()))));
    }

    /** Notes whether a merchant that graduated still sells. */
    void survived(MerchantState merchant, ProgrammeRules rules, LadderRecord graduated) {
        boolean sells = graduated.stillSells();
        Instant last = Instant.ofEpochMilli(graduated.lastSaleAt());
        String zh = graduated.lastSaleAt() == 0 ? "毕业后没有成交。" : "毕业后最近一次成交：" + last + "。";
        String en = graduated.lastSaleAt() == 0
                ? "It has sold nothing since it graduated."
                : "It sold last at " + last + ", after it had graduated.";
        made.add(new MadeDecision.Survival(
                DecisionIds.survival(
                        rules.id(), rules.version(), graduated.ending().at(), merchant.id()),
                new Reason(
                        sells ? "still-sells" : "sells-no-more",
                        sells ? Verdict.HOLDS : Verdict.FAILS,
                        new LocalizedText(zh, en))));
    }

    /**
     * Notes a grant that was just set.
     *
     * @param before granted of the period until now
     */
    void granted(MerchantState merchant, Participation part, ProgrammeTerms terms, long before) {
        Budget budget = part.budget();
        boolean pending = budget.changedAtBeat() > terms.ratedBeat();
        long share = OwnerShares.share(merchant, programmes.rules(part));
        GrantFigures.Rate rate = new GrantFigures.Rate(terms.grantRate(), terms.floorScale());
        GrantFigures figures = GrantFigures.of(budget, rate, share, before, pending);
        made.add(new MadeDecision.Grant(
                DecisionIds.grant(
                        part.programmeId(), part.enrolment().version(), merchant.ledgerSequence(), merchant.id()),
                part.enrolment().stage(),
                figures,
                evidence(merchant, part, programmes.rules(part), terms),
                reason(figures, budget, terms)));
    }

    private static LocalizedText reason(GrantFigures figures, Budget budget, ProgrammeTerms terms) {
        LocalizedText limited = Ledger.reason(budget);
        if (limited != null) {
            return limited;
        }
        GrantFigures.Limits limits = figures.limits();
        if (limits.share() != Long.MAX_VALUE && figures.amounts().granted() >= limits.share() + limits.coupons()) {
            return OWNERS_SHARE;
        }
        if (figures.pending()) {
            return PENDING;
        }
        return terms.floorScale() < 1 ? FLOORS_CUT : null;
    }

    private static Evidence evidence(
            MerchantState merchant, Participation part, ProgrammeRules rules, ProgrammeTerms terms) {
        StageLadder ladder =
                rules == null ? StageLadder.USUAL : rules.admission().ladder();
        return new Evidence(
                merchant.potential().evidence(terms.orderRate()),
                ladder.limits(part.enrolment().stage()));
    }

    /** Notes for each of its programmes why the merchant's directive was withdrawn, where pacing is not the reason. */
    void withdrawn(MerchantState merchant, BeatTerms beat) {
        for (Participation part : merchant.participations()) {
            WithdrawalReason reason = Withdrawals.why(merchant, part, beat, programmes);
            if (WITHHOLDING.contains(reason)) {
                made.add(new MadeDecision.Withheld(
                        DecisionIds.withheld(
                                part.programmeId(),
                                part.enrolment().version(),
                                merchant.directiveSequence(),
                                merchant.id()),
                        part.enrolment().stage(),
                        reason.name(),
                        reason.explanation()));
            }
        }
    }

    /** Publishes what was gathered, and begins anew. */
    void publish(MerchantState merchant, BeatTerms beat) {
        if (made.isEmpty()) {
            return;
        }
        Map<String, String> facts = new TreeMap<>(stageFacts);
        if (onFacts && merchant.newFacts() != null) {
            facts.putAll(merchant.newFacts().values());
        }
        outbox.decisions(
                merchant.id(),
                new DecisionBasis(
                        beat.time(),
                        beat.number(),
                        new DecisionBasis.Rules(programmes.rules().digest(), lists(), appeals()),
                        facts),
                List.copyOf(made));
        made.clear();
        stageFacts.clear();
        onFacts = false;
    }

    private Map<String, AppealChannel> appeals() {
        Map<String, AppealChannel> channels = null;
        for (MadeDecision each : made) {
            ProgrammeRules rules = programmes
                    .rules()
                    .rules(each.mark().programmeId(), each.mark().version());
            if (each.isAdverse() && rules != null && rules.admission().appeal() != null) {
                channels = channels == null ? new HashMap<>() : channels;
                channels.put(rules.id(), rules.admission().appeal());
            }
        }
        return channels == null ? Map.of() : channels;
    }

    /** Versions of the lists that clauses of these programmes name; none where no clause was asked. */
    private Map<String, Integer> lists() {
        if (!onFacts && stageFacts.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> versions = new TreeMap<>();
        for (MadeDecision each : made) {
            RuleBook.Version version = programmes
                    .rules()
                    .entry(each.mark().programmeId(), each.mark().version());
            for (String name :
                    version == null ? Set.<String>of() : version.eligibility().lists()) {
                ListVersion list = programmes.rules().lists().get(name);
                if (list != null) {
                    versions.put(name, list.version());
                }
            }
        }
        return versions;
    }
}
