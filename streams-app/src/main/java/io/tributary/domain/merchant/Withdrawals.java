package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Account;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import java.util.Comparator;
import java.util.function.Function;

/** Finds out why nothing of a merchant may be boosted. */
final class Withdrawals {
    private Withdrawals() {}

    static WithdrawalReason why(MerchantState merchant, BeatTerms beat, Function<String, Members> membersOf) {
        if (merchant.profile() == null) {
            return WithdrawalReason.NO_PROFILE;
        }
        if (merchant.profile().optOut()) {
            return WithdrawalReason.OPTED_OUT;
        }
        if (beat.stopped().contains("ALL") || beat.stopped().contains("merchant:" + merchant.id())) {
            return WithdrawalReason.STOPPED;
        }
        return merchant.accounts().stream()
                .map(account -> why(account, beat, membersOf))
                .min(Comparator.naturalOrder())
                .orElse(WithdrawalReason.NOT_ENROLLED);
    }

    private static WithdrawalReason why(Account account, BeatTerms beat, Function<String, Members> membersOf) {
        ProgrammeTerms terms = membersOf.apply(account.programmeId()).terms();
        if (terms == null || !terms.active()) {
            return WithdrawalReason.PROGRAMME_OVER;
        }
        if (beat.stopped().contains("programme:" + account.programmeId())) {
            return WithdrawalReason.STOPPED;
        }
        if (account.granted() <= 0) {
            return WithdrawalReason.NO_GRANT;
        }
        if (account.suspension().isSuspended()) {
            return account.spent() >= account.granted() ? WithdrawalReason.SPENT : WithdrawalReason.AHEAD;
        }
        // What is left: each of its surfaces is stopped.
        return WithdrawalReason.STOPPED;
    }
}
