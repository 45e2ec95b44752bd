package io.tributary.domain.merchant;

import io.tributary.domain.allocation.Controller;
import io.tributary.domain.allocation.GrantLimit;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;

/** Sets a merchant's grant to what the pool's rate gives it, and no higher than what it can still use. */
final class Grants {
    /** What is left at least: with nothing left a merchant would not be boosted, and never be seen to come back. */
    private static final long PROBE = 10;

    /** Traffic at full boost before anything is concluded: exposures come in clusters, and are told apart by beats only. */
    private static final double LEAST_SEEN = 0.02;

    private final Ledger ledger;

    Grants(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Takes from a merchant what it cannot get even at full boost, so that others can use it; gives it back when more comes than
     * was thought. A programme that its relevance budget holds back leaves grants alone: nobody could use what one gives up.
     *
     * @param rules null when the programme is no more
     */
    void limit(MerchantState merchant, Participation part, Members group, ProgrammeRules rules, long beat) {
        ProgrammeTerms terms = group.terms();
        boolean known = part.controller().fullTraffic() >= LEAST_SEEN;
        if (rules == null || terms.strength() < 1 || !known) {
            return;
        }
        Budget budget = part.budget();
        double reach = reach(merchant, part, terms.schedule());
        long limit = GrantLimit.next(budget.reachable(), reach, budget.granted(), terms.schedule());
        if (limit != budget.reachable() && budget.limitTo(limit, beat)) {
            group.changed(merchant);
        }
    }

    /** What the merchant can have by the period's end. A floor is only given up on by the upper estimate, not by silence. */
    private static double reach(MerchantState merchant, Participation part, double schedule) {
        Controller controller = part.controller();
        Budget budget = part.budget();
        double left = Math.max(0, 1 - schedule) * share(merchant, budget);
        double reach = controller.reach(budget.spent(), left);
        long least = controller.isDry() ? budget.floor() : 0;
        return Math.max(Math.max(least, budget.spent() + PROBE), reach);
    }

    /** Part of what the merchant gets from here on that falls to this budget. */
    private static double share(MerchantState merchant, Budget budget) {
        double all = 0;
        for (Participation each : merchant.participations()) {
            all += each.budget().left();
        }
        return all <= 0 ? 1 : budget.left() / all;
    }

    /**
     * Lower terms take effect at once, higher ones when the rate covers them: so the sum never exceeds the pool.
     *
     * @return whether the grant changed
     */
    boolean grant(MerchantState merchant, Budget budget, ProgrammeTerms terms) {
        if (terms.grantRate() < 0) {
            return false;
        }
        long exposures = budget.grantAt(terms.grantRate(), terms.floorScale());
        if (budget.changedAtBeat() > terms.ratedBeat()) {
            exposures = Math.min(exposures, budget.granted());
        }
        return ledger.grant(merchant, budget, exposures);
    }
}
