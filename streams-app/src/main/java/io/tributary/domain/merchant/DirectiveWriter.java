package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.programme.ProgrammeRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Decides whether a merchant needs a new directive, and writes it. */
final class DirectiveWriter {
    /** A need that moved by more than this part is worth a new directive. */
    private static final double NEED_STEP = 0.1;
    /** An admit probability that moved by more than this part is worth a new directive. */
    private static final double ADMIT_STEP = 0.2;
    /** Never admit less than this while a merchant is not suspended: its rate could not be measured any more. */
    private static final double LEAST_ADMIT = 0.02;

    private final MerchantPolicy policy;
    private final TaskState state;
    private final Outbox outbox;

    DirectiveWriter(MerchantPolicy policy, TaskState state, Outbox outbox) {
        this.policy = policy;
        this.state = state;
        this.outbox = outbox;
    }

    /** One account's part before it has a number. */
    private record Draft(
            Account account, ProgrammeRules rules, Set<Surface> surfaces, double need, double admit, double strength) {}

    /**
     * @return when the directive is to be looked at again; {@link Long#MAX_VALUE} when there is none
     */
    long write(
            MerchantState merchant,
            BeatTerms beat,
            RuleBook rules,
            Function<String, Members> membersOf,
            double rateMemory,
            boolean termsChanged) {
        List<Draft> drafts = new ArrayList<>(2);
        long expiresAt = beat.time() + policy.directiveLifeMillis();
        for (Account account : merchant.accounts()) {
            RuleBook.Entry entry = rules.entry(account.programmeId());
            ProgrammeTerms terms = membersOf.apply(account.programmeId()).terms();
            Set<Surface> surfaces = surfaces(merchant, account, entry, terms, beat);
            if (!surfaces.isEmpty()) {
                drafts.add(draft(account, entry.rules(), terms, surfaces, beat, rateMemory));
                expiresAt = Math.min(expiresAt, terms.periodEnd());
            }
        }
        if (drafts.isEmpty()) {
            withdraw(merchant, membersOf);
            return Long.MAX_VALUE;
        }
        DirectiveReason reason = reason(merchant, drafts, beat.time(), termsChanged);
        if (reason != null) {
            issue(merchant, drafts, beat.time(), expiresAt, reason, membersOf);
        }
        boolean watched = drafts.stream().anyMatch(draft -> draft.admit < 1);
        long refresh =
                merchant.directiveIssuedAt() + (merchant.directiveExpiresAt() - merchant.directiveIssuedAt()) / 2;
        return watched ? Math.min(refresh, beat.time() + beat.intervalMillis()) : Math.max(refresh, beat.time() + 1);
    }

    /** Sends a tombstone if a directive may still be in use. */
    void withdraw(MerchantState merchant, Function<String, Members> membersOf) {
        if (merchant.directiveExpiresAt() > 0) {
            outbox.tombstone(merchant.id());
            state.counters().directives++;
            merchant.withdrawDirective();
        }
        for (Account account : merchant.accounts()) {
            if (account.isDirected()) {
                Members group = membersOf.apply(account.programmeId());
                group.exclude(account);
                account.withdrawn();
                group.include(merchant, account);
            }
        }
    }

    /** Where the account may be boosted at this beat; empty when it may not. */
    private static Set<Surface> surfaces(
            MerchantState merchant, Account account, RuleBook.Entry entry, ProgrammeTerms terms, BeatTerms beat) {
        boolean boosts = entry != null
                && terms != null
                && terms.active()
                && !account.isSuspended()
                && account.granted() > 0
                && !(merchant.profile() == null || merchant.profile().optOut())
                && !beat.stopped().contains("ALL")
                && !beat.stopped().contains("programme:" + account.programmeId())
                && !beat.stopped().contains("merchant:" + merchant.id());
        if (!boosts) {
            return Set.of();
        }
        Set<Surface> surfaces = EnumSet.copyOf(entry.rules().surfaces());
        surfaces.removeIf(surface -> beat.stopped().contains("surface:" + surface));
        return surfaces;
    }

    private Draft draft(
            Account account,
            ProgrammeRules rules,
            ProgrammeTerms terms,
            Set<Surface> surfaces,
            BeatTerms beat,
            double rateMemory) {
        double progress = (double) account.spent() / account.granted();
        double need = policy.need().need(progress, terms.meanProgress());
        double delay = state.delayWithin(policy.directiveLifeMillis());
        double horizon = beat.intervalMillis() + delay;
        double ahead = (terms.scheduleAhead() - terms.schedule())
                * Math.min(1, beat.intervalMillis() / (double) policy.directiveLifeMillis());
        double allowed = account.granted() * Math.min(1, terms.schedule() + ahead + rules.burst()) - account.spent();
        double expected = account.rate().at(beat.time(), rateMemory) * horizon;
        double admit = expected <= allowed ? 1 : Math.max(LEAST_ADMIT, allowed / expected);
        return new Draft(account, rules, surfaces, need, admit, terms.strength());
    }

    /** Why a new directive is due, or null. */
    private DirectiveReason reason(MerchantState merchant, List<Draft> drafts, long now, boolean termsChanged) {
        if (merchant.directiveExpiresAt() <= now) {
            return termsChanged ? DirectiveReason.GRANTED : DirectiveReason.RESUMED;
        }
        long directed = merchant.accounts().stream().filter(Account::isDirected).count();
        boolean sameParts = directed == drafts.size()
                && drafts.stream().allMatch(draft -> draft.surfaces.equals(draft.account.issuedSurfaces()));
        if (termsChanged || !sameParts) {
            return DirectiveReason.TERMS_CHANGED;
        }
        long halfLife = (merchant.directiveExpiresAt() - merchant.directiveIssuedAt()) / 2;
        if (now >= merchant.directiveIssuedAt() + halfLife) {
            return DirectiveReason.REFRESHED;
        }
        boolean moved = drafts.stream()
                .anyMatch(draft -> apart(draft.need, draft.account.issuedNeed(), NEED_STEP)
                        || apart(draft.admit, draft.account.issuedAdmit(), ADMIT_STEP));
        return moved ? DirectiveReason.NEED_CHANGED : null;
    }

    private static boolean apart(double now, double before, double step) {
        return Math.abs(now - before) > step * before;
    }

    private void issue(
            MerchantState merchant,
            List<Draft> drafts,
            long now,
            long expiresAt,
            DirectiveReason reason,
            Function<String, Members> membersOf) {
        long sequence = merchant.nextDirective(now, expiresAt);
        for (Account account : merchant.accounts()) {
            membersOf.apply(account.programmeId()).exclude(account);
            account.withdrawn();
        }
        List<Outbox.Part> parts = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            draft.account.issued(draft.surfaces, draft.need, draft.admit);
            parts.add(part(draft, sequence, expiresAt));
        }
        for (Account account : merchant.accounts()) {
            membersOf.apply(account.programmeId()).include(merchant, account);
        }
        state.counters().directives++;
        outbox.directive(merchant.id(), new Outbox.Directive(sequence, now, expiresAt, reason, parts));
    }

    private static Outbox.Part part(Draft draft, long sequence, long expiresAt) {
        ProgrammeRules rules = draft.rules;
        double multiplier = Math.max(1, Math.min(rules.maxMultiplier(), 1 + draft.strength * draft.need));
        double share = rules.maxMultiplier() > 1 ? (multiplier - 1) / (rules.maxMultiplier() - 1) : 0;
        return new Outbox.Part(
                DirectiveId.of(draft.account.current().prefix(), sequence, expiresAt),
                rules.id(),
                draft.surfaces,
                draft.need,
                multiplier,
                rules.maxAdditive() * share,
                rules.maxMultiplier(),
                rules.maxAdditive(),
                rules.holdout(),
                Math.max(0, draft.account.granted() - draft.account.spent()),
                draft.admit,
                draft.account.stage());
    }
}
