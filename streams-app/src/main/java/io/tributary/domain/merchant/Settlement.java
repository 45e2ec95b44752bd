package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;

/**
 * Settles a merchant's part in one programme after another. Each is settled whole before the next one: what one is granted is taken
 * into account where the next one's limit is set.
 */
final class Settlement {
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final BoostLevels levels;
    private final Grants grants;
    private final DeliveryHorizon horizon;
    private final MostOfAll mostOfAll;
    private final DecisionLog log;

    Settlement(TaskProgrammes programmes, Ledger ledger, BoostLevels levels, DeliveryHorizon horizon, DecisionLog log) {
        this.programmes = programmes;
        this.ledger = ledger;
        this.levels = levels;
        this.grants = new Grants(ledger, levels);
        this.mostOfAll = new MostOfAll(programmes);
        this.horizon = horizon;
        this.log = log;
    }

    void settle(VisitContext visit) {
        MerchantState merchant = visit.merchant();
        for (Participation part : mostOfAll.inOrder(merchant.participations())) {
            Members group = programmes.members(part.programmeId());
            if (group.terms() != null && group.update(merchant, part, () -> settle(visit, part, group))) {
                visit.granted();
            }
        }
    }

    /**
     * The period first, since grants and charges are of one; then the charges that the grant must not fall below; the share of what its owner
     * may get, coupons, whose promises it carries, and the limit that the grant keeps to; and pacing last, which paces the grant in force.
     *
     * @return whether the grant changed
     */
    private boolean settle(VisitContext visit, Participation part, Members group) {
        ProgrammeRules rules = programmes.rules(part);
        followPeriod(visit.merchant(), part, group.terms());
        if (rules != null
                && OwnerShares.takeUp(
                        visit.merchant(), part, rules, visit.beat().number())) {
            group.changed(visit.merchant());
        }
        followCoupons(visit, part, group);
        mostOfAll.limit(visit.merchant(), part, group, visit.beat().number());
        grants.limit(visit.merchant(), part, group, rules, visit.beat());
        long before = part.budget().granted();
        boolean granted = grants.grant(visit.merchant(), part.budget(), group.terms());
        if (granted) {
            log.granted(visit.merchant(), part, group.terms(), before);
        }
        pace(visit, part, rules, group.terms());
        return granted;
    }

    private void followPeriod(MerchantState merchant, Participation part, ProgrammeTerms terms) {
        Budget budget = part.budget();
        if (budget.periodStart() != terms.periodStart()) {
            ledger.startPeriod(merchant, budget, terms.periodStart(), terms.periodEnd());
            part.controller().startPeriod();
        } else {
            ledger.book(merchant, budget);
        }
        part.controller().advance(terms.schedule());
    }

    /** Ends coupons at their time, before what they promise is counted. */
    private void followCoupons(VisitContext visit, Participation part, Members group) {
        Budget budget = part.budget();
        long now = visit.beat().time();
        ledger.expire(visit.merchant(), budget, now);
        if (budget.back(now, visit.beat().number())) {
            group.changed(visit.merchant());
        }
        visit.dueBy(budget.nextCouponChange(now));
    }

    /**
     * Suspends a merchant that runs ahead of schedule or has spent its grant; resumes one that is due again. One that waits for
     * its grant is not suspended: it would have to wait for the schedule to reach a whole exposure once granted.
     *
     * @param rules null when the programme is no more
     */
    private void pace(VisitContext visit, Participation part, ProgrammeRules rules, ProgrammeTerms terms) {
        if (rules == null) {
            part.controller().resume();
            return;
        }
        BeatTerms beat = visit.beat();
        boolean isStopped = !beat.stopped().isEmpty()
                && beat.stopped().contains("merchant:" + visit.merchant().id());
        double delay = horizon.delayMillis() + beat.behindMillis();
        levels.pace(part, rules, terms, beat.time(), delay, isStopped);
    }
}
