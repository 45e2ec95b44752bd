package io.tributary.domain.merchant;

import io.tributary.domain.allocation.GrantLimit;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;

/** Sets a merchant's grant to what the pool's rate gives it, and no higher than what it can still use. */
final class Grants {
    /** What is left at least: with nothing left a merchant would not be boosted, and never be seen to come back. */
    private static final long PROBE = 10;

    /** Traffic at full boost before anything is concluded: exposures come in clusters, and are told apart by beats only. */
    private static final double LEAST_SEEN = 0.02;

    private final Books books;

    Grants(Books books) {
        this.books = books;
    }

    /**
     * Takes from a merchant what it cannot get even at full boost, so that others can use it; gives it back when more comes than
     * was thought. A programme that its relevance budget holds back leaves grants alone: nobody could use what one gives up.
     *
     * @param rules null when the programme is no more
     */
    void limit(
            MerchantState merchant,
            Account account,
            Members group,
            ProgrammeTerms terms,
            ProgrammeRules rules,
            long beat) {
        boolean known = account.response().fullTraffic() >= LEAST_SEEN;
        if (rules == null || terms.strength() < 1 || !known) {
            return;
        }
        long limit = GrantLimit.next(
                account.reachable(), reach(merchant, account, terms.schedule()), account.granted(), terms.schedule());
        if (limit != account.reachable()) {
            boolean more = limit > account.reachable();
            account.reachable(limit, beat);
            if (more) {
                group.changed(merchant);
            }
        }
    }

    /** What the merchant can have by the period's end. A floor is only given up on by the upper estimate, not by silence. */
    private static double reach(MerchantState merchant, Account account, double schedule) {
        double traffic = account.response().fullTraffic();
        double left = Math.max(0, 1 - schedule) * share(merchant, account);
        double reach = account.reach().reach(account.spent(), traffic, left);
        long least = account.reach().isDry(traffic) ? account.floor() : 0;
        return Math.max(Math.max(least, account.spent() + PROBE), reach);
    }

    /** Part of what the merchant gets from here on that falls to this account. */
    private static double share(MerchantState merchant, Account account) {
        double all = 0;
        for (Account each : merchant.accounts()) {
            all += Math.max(0, each.granted() - each.spent());
        }
        return all <= 0 ? 1 : Math.max(0, account.granted() - account.spent()) / all;
    }

    /**
     * Lower terms take effect at once, higher ones when the rate covers them: so the sum never exceeds the pool.
     *
     * @return whether the grant changed
     */
    boolean grant(MerchantState merchant, Account account, Members group, ProgrammeTerms terms) {
        if (terms.grantRate() < 0) {
            return false;
        }
        long exposures = CandidateSums.grant(terms.grantRate(), terms.floorScale(), account);
        if (account.changedAtBeat() > terms.ratedBeat()) {
            exposures = Math.min(exposures, account.granted());
        }
        if (exposures == account.granted()) {
            return false;
        }
        account.current().grant(exposures);
        books.granted(merchant, account);
        return true;
    }
}
