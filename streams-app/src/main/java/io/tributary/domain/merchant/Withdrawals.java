package io.tributary.domain.merchant;

import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.Comparator;

/** Finds out why nothing of a merchant may be boosted. */
final class Withdrawals {
    private Withdrawals() {}

    static WithdrawalReason why(MerchantState merchant, BeatTerms beat, TaskProgrammes programmes) {
        WithdrawalReason whole = whole(merchant, beat);
        return whole != null
                ? whole
                : merchant.participations().stream()
                        .map(part -> why(part, beat, programmes))
                        .min(Comparator.naturalOrder())
                        .orElse(WithdrawalReason.NOT_ENROLLED);
    }

    /** Why nothing may be boosted of a merchant's part in one programme. */
    static WithdrawalReason why(MerchantState merchant, Participation part, BeatTerms beat, TaskProgrammes programmes) {
        WithdrawalReason whole = whole(merchant, beat);
        if (whole != null) {
            return whole;
        }
        // The pool calls a programme inactive that is stopped.
        boolean stopped = beat.stopped().contains("programme:" + part.programmeId());
        return stopped ? WithdrawalReason.STOPPED : why(part, beat, programmes);
    }

    /** What is in the way of all programmes; null where nothing is. */
    private static WithdrawalReason whole(MerchantState merchant, BeatTerms beat) {
        if (merchant.profile() == null) {
            return WithdrawalReason.NO_PROFILE;
        }
        if (merchant.profile().optOut()) {
            return WithdrawalReason.OPTED_OUT;
        }
        if (beat.stopped().contains("ALL") || beat.stopped().contains("merchant:" + merchant.id())) {
            return WithdrawalReason.STOPPED;
        }
        return null;
    }

    private static WithdrawalReason why(Participation part, BeatTerms beat, TaskProgrammes programmes) {
        ProgrammeTerms terms = programmes.members(part.programmeId()).terms();
        if (terms == null || !terms.active()) {
            ProgrammeRules rules = programmes.rules(part.programmeId());
            boolean isClosed = rules != null && terms != null && rules.isClosedAt(beat.time());
            return isClosed ? WithdrawalReason.WINDOW_CLOSED : WithdrawalReason.PROGRAMME_OVER;
        }
        if (beat.stopped().contains("programme:" + part.programmeId())) {
            return WithdrawalReason.STOPPED;
        }
        if (part.budget().granted() <= 0) {
            return WithdrawalReason.NO_GRANT;
        }
        if (part.controller().isSuspended()) {
            return part.budget().isSpent() ? WithdrawalReason.SPENT : WithdrawalReason.AHEAD;
        }
        // What is left: each of its surfaces is stopped.
        return WithdrawalReason.STOPPED;
    }
}
