package io.tributary.domain.merchant;

import io.tributary.domain.allocation.GrantLimit;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.programme.ProgrammeRules;

/** Sets a merchant's grant to what the pool's rate gives it, and no higher than what it can still use. */
final class Grants {
    /** What is left to a merchant that has run dry: with nothing left it would not be boosted, and never be seen to come back. */
    private static final long PROBE = 2;

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
        if (rules == null || terms.strength() < 1) {
            return;
        }
        double left = Math.max(0, 1 - terms.schedule()) * share(merchant, account);
        double reach = account.reach().reach(account.spent(), account.response().fullTraffic(), left);
        long limit = GrantLimit.next(
                account.reachable(), Math.max(account.spent() + PROBE, reach), account.granted(), terms.schedule());
        if (limit != account.reachable()) {
            boolean more = limit > account.reachable();
            account.reachable(limit, beat);
            group.regranted();
            if (more) {
                group.changed(merchant);
            }
        }
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
        long exposures = Members.grant(terms.grantRate(), terms.floorScale(), account);
        if (account.changedAtBeat() > terms.ratedBeat()) {
            exposures = Math.min(exposures, account.granted());
        }
        if (exposures == account.granted()) {
            return false;
        }
        account.current().grant(exposures);
        group.regranted();
        books.granted(merchant, account);
        return true;
    }
}
