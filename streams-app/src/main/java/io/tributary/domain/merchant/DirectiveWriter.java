package io.tributary.domain.merchant;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.DirectiveId;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.merchant.BoostLevels.Due;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    private final MerchantPolicy policy;
    private final TaskState state;
    private final TaskProgrammes programmes;
    private final Outbox outbox;
    private final DeliveryHorizon horizon;
    private final BoostLevels levels;

    DirectiveWriter(MerchantPolicy policy, TaskState state, TaskProgrammes programmes, Outbox outbox) {
        this.policy = policy;
        this.state = state;
        this.programmes = programmes;
        this.outbox = outbox;
        this.horizon = new DeliveryHorizon(policy, state);
        this.levels = new BoostLevels(policy.directives().lifeMillis());
    }

    /** The boost before it has a number. */
    private record Draft(Due due, double need, double admit, long safeUntil) {}

    /**
     * @return when the directive is to be looked at again; {@link Long#MAX_VALUE} when there is none
     */
    long write(MerchantState merchant, BeatTerms beat, boolean termsChanged) {
        List<Due> due = due(merchant, beat);
        if (due.isEmpty()) {
            withdraw(merchant, () -> Withdrawals.why(merchant, beat, programmes));
            return Long.MAX_VALUE;
        }
        Draft draft = draft(levels.lead(due), beat);
        DirectiveReason reason = reason(merchant, draft, beat.time(), termsChanged);
        if (reason != null) {
            issue(merchant, draft, beat.time(), reason);
        }
        levels.directed(draft.due);
        boolean watched = draft.admit < 1 || due.size() > 1;
        long refresh = policy.refreshedAt(merchant);
        return watched
                ? Math.min(refresh, beat.time() + Math.max(WATCH, beat.intervalMillis()))
                : Math.max(refresh, beat.time() + 1);
    }

    /** The merchant's programmes that may boost it at this beat. */
    private List<Due> due(MerchantState merchant, BeatTerms beat) {
        List<Due> due = new ArrayList<>(2);
        for (Participation part : merchant.participations()) {
            ProgrammeRules rules = programmes.rules(part.programmeId());
            ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
            Set<Surface> surfaces = surfaces(merchant, part, rules, terms, beat);
            if (!surfaces.isEmpty()) {
                due.add(levels.due(part, rules, terms, surfaces, beat.time()));
            }
        }
        return due;
    }

    /**
     * Sends a tombstone if a directive may still be in use.
     *
     * @param why asked for only then
     */
    void withdraw(MerchantState merchant, Supplier<WithdrawalReason> why) {
        if (merchant.directiveExpiresAt() > 0) {
            outbox.tombstone(merchant.id(), why.get());
            state.counters().directives++;
            merchant.withdrawDirective();
        }
        for (Participation part : merchant.participations()) {
            Controller controller = part.controller();
            if (controller.isDirected()) {
                programmes.members(part.programmeId()).update(merchant, part, () -> {
                    controller.withdraw();
                    return true;
                });
            }
        }
    }

    /** Where a programme may boost the merchant at this beat; empty when it may not. */
    private static Set<Surface> surfaces(
            MerchantState merchant, Participation part, ProgrammeRules rules, ProgrammeTerms terms, BeatTerms beat) {
        boolean boosts = rules != null
                && terms != null
                && terms.active()
                && !part.controller().isSuspended()
                && part.budget().granted() > 0
                && !(merchant.profile() == null || merchant.profile().optOut())
                && !beat.stopped().contains("ALL")
                && !beat.stopped().contains("programme:" + part.programmeId())
                && !beat.stopped().contains("merchant:" + merchant.id());
        if (!boosts) {
            return Set.of();
        }
        Set<Surface> surfaces = EnumSet.copyOf(rules.delivery().surfaces());
        surfaces.removeIf(surface -> beat.stopped().contains("surface:" + surface));
        return surfaces;
    }

    private Draft draft(Due lead, BeatTerms beat) {
        double need = levels.need(lead);
        double delay = horizon.delayMillis() + beat.behindMillis();
        double admit = levels.admit(lead, need, beat.intervalMillis() + delay);
        return new Draft(lead, need, admit, levels.safeUntil(lead, need, admit, delay));
    }

    /** Why a new directive is due, or null. */
    private DirectiveReason reason(MerchantState merchant, Draft draft, long now, boolean termsChanged) {
        if (merchant.directiveExpiresAt() <= now) {
            return termsChanged ? DirectiveReason.GRANTED : DirectiveReason.RESUMED;
        }
        Controller controller = draft.due.controller();
        if (termsChanged || (controller.isDirected() && !controller.isDirectedTo(draft.due.surfaces()))) {
            return DirectiveReason.TERMS_CHANGED;
        }
        if (now >= policy.refreshedAt(merchant)) {
            return DirectiveReason.REFRESHED;
        }
        boolean moved = !controller.isDirected()
                || apart(draft.need, controller.issuedNeed(), NEED_STEP)
                || apart(draft.admit, controller.issuedAdmit(), ADMIT_STEP);
        return moved ? DirectiveReason.NEED_CHANGED : null;
    }

    private static boolean apart(double now, double before, double step) {
        return Math.abs(now - before) > step * before;
    }

    private void issue(MerchantState merchant, Draft draft, long now, DirectiveReason reason) {
        long expiresAt = draft.due.expiresAt();
        long sequence = merchant.nextDirective(now, expiresAt);
        for (Participation part : merchant.participations()) {
            programmes.members(part.programmeId()).update(merchant, part, () -> {
                if (part == draft.due.part()) {
                    part.controller().direct(draft.due.surfaces(), draft.need, draft.admit);
                } else {
                    part.controller().withdraw();
                }
                return true;
            });
        }
        state.counters().directives++;
        List<Outbox.Part> parts = List.of(part(draft, sequence, expiresAt));
        outbox.directive(merchant.id(), new Outbox.Directive(sequence, now, expiresAt, reason, parts));
    }

    private static Outbox.Part part(Draft draft, long sequence, long expiresAt) {
        Budget budget = draft.due.budget();
        ProgrammeRules rules = draft.due.rules();
        double push = draft.due.pushOf(draft.need);
        double share = draft.due.mostPush() > 0 ? push / draft.due.mostPush() : 0;
        return new Outbox.Part(
                DirectiveId.of(rules.id(), budget.periodStart(), sequence, expiresAt),
                rules.id(),
                draft.due.surfaces(),
                draft.need,
                1 + push,
                rules.delivery().boost().maxAdditive() * share,
                rules.delivery().boost().maxMultiplier(),
                rules.delivery().boost().maxAdditive(),
                rules.delivery().holdout(),
                budget.left(),
                draft.admit,
                draft.due.part().enrolment().stage(),
                draft.safeUntil,
                rules.delivery().reach(),
                rules.quota().sharing().funding().isPaidByMerchants());
    }
}
