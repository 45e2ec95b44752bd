package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;

/** Sets a merchant's grant to what the pool's rate gives it, and no higher than what it can still use. */
final class Grants {
    private final Ledger ledger;
    private final BoostLevels levels;

    Grants(Ledger ledger, BoostLevels levels) {
        this.ledger = ledger;
        this.levels = levels;
    }

    /**
     * Takes from a merchant what it cannot get even at full boost, so that others can use it; gives it back when more comes than
     * was thought.
     *
     * @param rules null when the programme is no more
     */
    void limit(MerchantState merchant, Participation part, Members group, ProgrammeRules rules, BeatTerms beat) {
        if (rules == null) {
            return;
        }
        Budget budget = part.budget();
        long limit = levels.limit(part, rules, group.terms(), beat.time(), share(merchant, budget));
        if (limit != budget.reachable() && budget.limitTo(limit, beat.number())) {
            group.changed(merchant);
        }
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
     * Lower terms take effect at once, higher ones when the rate covers them: so the sum never exceeds the pool. While no rate is in force a
     * grant keeps what it has, as far as its limits allow that.
     *
     * @return whether the grant changed
     */
    boolean grant(MerchantState merchant, Budget budget, ProgrammeTerms terms) {
        boolean isRated = terms.grantRate() >= 0;
        long exposures = isRated
                ? budget.grantAt(terms.grantRate(), terms.floorScale())
                : Math.max(budget.cap(), budget.spent());
        if (!isRated || budget.changedAtBeat() > terms.ratedBeat()) {
            exposures = Math.min(exposures, budget.granted());
        }
        return ledger.grant(merchant, budget, exposures);
    }
}
