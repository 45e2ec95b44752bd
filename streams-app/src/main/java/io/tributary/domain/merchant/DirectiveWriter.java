package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.merchant.Levels.Due;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides whether a merchant needs a new directive, and writes it. */
final class DirectiveWriter {
    /** A need that moved by more than this part is worth a new directive. */
    private static final double NEED_STEP = 0.1;
    /** An admit probability that moved by more than this part is worth a new directive. */
    private static final double ADMIT_STEP = 0.2;

    /**
     * Who is admitted in part, or shares its exposures between programmes, is looked at so often, milliseconds, but not more often
     * than at each beat. A charge makes it due at the next beat; what time alone changes can wait this long, so that visits a
     * second do not grow with beats a second.
     */
    private static final long WATCH = 1_000;

    /** Part of the largest boost that counts as all of it. */
    private static final double FULL = 0.98;

    private final MerchantPolicy policy;
    private final TaskState state;
    private final Outbox outbox;
    private final Levels levels;

    DirectiveWriter(MerchantPolicy policy, TaskState state, Outbox outbox, Levels levels) {
        this.policy = policy;
        this.state = state;
        this.outbox = outbox;
        this.levels = levels;
    }

    /** The boost before it has a number. */
    private record Draft(Due due, double need, double admit, long safeUntil) {}

    /**
     * @return when the directive is to be looked at again; {@link Long#MAX_VALUE} when there is none
     */
    long write(
            MerchantState merchant,
            BeatTerms beat,
            RuleBook rules,
            Function<String, Members> membersOf,
            boolean termsChanged) {
        List<Due> due = new ArrayList<>(2);
        for (Account account : merchant.accounts()) {
            RuleBook.Entry entry = rules.entry(account.programmeId());
            ProgrammeTerms terms = membersOf.apply(account.programmeId()).terms();
            Set<Surface> surfaces = surfaces(merchant, account, entry, terms, beat);
            if (!surfaces.isEmpty()) {
                due.add(new Due(account, entry.rules(), terms, surfaces));
            }
        }
        if (due.isEmpty()) {
            withdraw(merchant, membersOf, () -> Withdrawals.why(merchant, beat, membersOf));
            return Long.MAX_VALUE;
        }
        Draft draft = draft(levels.lead(due), beat);
        DirectiveReason reason = reason(merchant, draft, beat.time(), termsChanged);
        if (reason != null) {
            issue(merchant, draft, beat.time(), reason, membersOf);
        }
        Account lead = draft.due.account();
        double push = draft.due.pushOf(lead.issued().need()) * lead.issued().admit();
        lead.response().push(push, push >= FULL * draft.due.mostPush());
        boolean watched = draft.admit < 1 || due.size() > 1;
        long refresh = policy.refreshedAt(merchant);
        return watched
                ? Math.min(refresh, beat.time() + Math.max(WATCH, beat.intervalMillis()))
                : Math.max(refresh, beat.time() + 1);
    }

    /**
     * Sends a tombstone if a directive may still be in use.
     *
     * @param why asked for only then
     */
    void withdraw(MerchantState merchant, Function<String, Members> membersOf, Supplier<WithdrawalReason> why) {
        if (merchant.directiveExpiresAt() > 0) {
            outbox.tombstone(merchant.id(), why.get());
            state.counters().directives++;
            merchant.withdrawDirective();
        }
        for (Account account : merchant.accounts()) {
            if (account.issued().isDirected()) {
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
                && !account.suspension().isSuspended()
                && account.granted() > 0
                && !(merchant.profile() == null || merchant.profile().optOut())
                && !beat.stopped().contains("ALL")
                && !beat.stopped().contains("programme:" + account.programmeId())
                && !beat.stopped().contains("merchant:" + merchant.id());
        if (!boosts) {
            return Set.of();
        }
        Set<Surface> surfaces = EnumSet.copyOf(entry.rules().delivery().surfaces());
        surfaces.removeIf(surface -> beat.stopped().contains("surface:" + surface));
        return surfaces;
    }

    private Draft draft(Due lead, BeatTerms beat) {
        double need = levels.need(lead);
        double delay = state.delayWithin(policy.directiveLifeMillis()) + beat.behindMillis();
        double admit = levels.admit(lead, need, beat.time(), beat.intervalMillis() + delay);
        double traffic = levels.trafficWithin(delay, lead.terms(), beat.time());
        double onItsWay =
                lead.account().response().expected(lead.account().response().push(), traffic);
        return new Draft(lead, need, admit, levels.safeUntil(lead, need, admit, beat.time(), onItsWay));
    }

    /** Why a new directive is due, or null. */
    private DirectiveReason reason(MerchantState merchant, Draft draft, long now, boolean termsChanged) {
        if (merchant.directiveExpiresAt() <= now) {
            return termsChanged ? DirectiveReason.GRANTED : DirectiveReason.RESUMED;
        }
        Account account = draft.due.account();
        if (termsChanged
                || (account.issued().isDirected()
                        && !draft.due.surfaces().equals(account.issued().surfaces()))) {
            return DirectiveReason.TERMS_CHANGED;
        }
        if (now >= policy.refreshedAt(merchant)) {
            return DirectiveReason.REFRESHED;
        }
        boolean moved = !account.issued().isDirected()
                || apart(draft.need, account.issued().need(), NEED_STEP)
                || apart(draft.admit, account.issued().admit(), ADMIT_STEP);
        return moved ? DirectiveReason.NEED_CHANGED : null;
    }

    private static boolean apart(double now, double before, double step) {
        return Math.abs(now - before) > step * before;
    }

    private void issue(
            MerchantState merchant,
            Draft draft,
            long now,
            DirectiveReason reason,
            Function<String, Members> membersOf) {
        long expiresAt =
                Math.min(now + policy.directiveLifeMillis(), draft.due.terms().runsUntil());
        long sequence = merchant.nextDirective(now, expiresAt);
        for (Account account : merchant.accounts()) {
            Members group = membersOf.apply(account.programmeId());
            group.exclude(account);
            account.withdrawn();
            if (account == draft.due.account()) {
                account.issued().set(draft.due.surfaces(), draft.need, draft.admit);
            }
            group.include(merchant, account);
        }
        state.counters().directives++;
        List<Outbox.Part> parts = List.of(part(draft, sequence, expiresAt));
        outbox.directive(merchant.id(), new Outbox.Directive(sequence, now, expiresAt, reason, parts));
    }

    private static Outbox.Part part(Draft draft, long sequence, long expiresAt) {
        Account account = draft.due.account();
        ProgrammeRules rules = draft.due.rules();
        double push = draft.due.pushOf(draft.need);
        double share = draft.due.mostPush() > 0 ? push / draft.due.mostPush() : 0;
        return new Outbox.Part(
                DirectiveId.of(account.current().prefix(), sequence, expiresAt),
                rules.id(),
                draft.due.surfaces(),
                draft.need,
                1 + push,
                rules.delivery().boost().maxAdditive() * share,
                rules.delivery().boost().maxMultiplier(),
                rules.delivery().boost().maxAdditive(),
                rules.delivery().holdout(),
                Math.max(0, account.granted() - account.spent()),
                draft.admit,
                account.stage(),
                draft.safeUntil);
    }
}
