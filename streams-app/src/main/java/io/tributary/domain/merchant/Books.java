package io.tributary.domain.merchant;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.allocation.GrantLimit;
import io.tributary.domain.ledger.Account;
import io.tributary.domain.ledger.EntryKind;
import io.tributary.domain.ledger.Period;

/** Writes the ledger: grants, charges and releases, each with the balance after it. */
final class Books {
    private static final LocalizedText PASSED_ON = new LocalizedText(
            "本期即使按最大力度扶持也用不完的曝光额度，已转给其他商家。",
            "What cannot be used in this period even at full support was passed on to other merchants.");
    private static final LocalizedText OUT_OF_REACH = new LocalizedText(
            "即使按最大力度扶持，本期也无法达到保底曝光：可展示的商品或匹配的请求不足。",
            "The guaranteed exposure is out of reach in this period even at full support: too few items or matching requests.");

    private final Outbox outbox;
    private BeatTerms beat = BeatTerms.NONE;

    Books(Outbox outbox) {
        this.outbox = outbox;
    }

    void begin(BeatTerms now) {
        beat = now;
    }

    /** Books what was charged since the last entry. */
    void book(MerchantState merchant, Account account, Period period) {
        long exposures = period.book();
        if (exposures > 0) {
            entry(merchant, account, period, EntryKind.CHARGE, exposures, null);
        }
    }

    /** Closes a period: what is unspent is given back. */
    void release(MerchantState merchant, Account account, Period period) {
        book(merchant, account, period);
        long unspent = period.granted() - period.spent();
        if (unspent > 0) {
            entry(merchant, account, period, EntryKind.RELEASE, unspent, null);
        }
    }

    /** Notes the grant of the current period as it is now, and why where it is not what the rules alone give. */
    void granted(MerchantState merchant, Account account) {
        Period period = account.current();
        entry(merchant, account, period, EntryKind.GRANT, period.granted(), reason(account));
    }

    private static LocalizedText reason(Account account) {
        if (account.reachable() == GrantLimit.NONE) {
            return null;
        }
        return account.granted() < account.floor() ? OUT_OF_REACH : PASSED_ON;
    }

    private void entry(
            MerchantState merchant,
            Account account,
            Period period,
            EntryKind kind,
            long exposures,
            LocalizedText reason) {
        outbox.entry(
                merchant.id(),
                new Outbox.Entry(
                        merchant.nextLedgerSequence(),
                        account.programmeId(),
                        period.start(),
                        kind,
                        exposures,
                        period.granted(),
                        period.spent(),
                        beat.number(),
                        beat.time(),
                        reason));
    }
}
