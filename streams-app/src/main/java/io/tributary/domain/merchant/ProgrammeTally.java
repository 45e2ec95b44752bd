package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.experiment.ArmSums;
import io.tributary.domain.experiment.BucketTotals;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.ledger.RateEstimate;

/**
 * What a task keeps of a programme's period beside its members: the ledger's account, the experiment's sums by arm, and the rate at which
 * exposures are charged, which does not end with a period.
 */
final class ProgrammeTally {
    private final ProgrammeAccount account;
    private final ArmSums arms;
    private final RateEstimate rate;

    private ProgrammeTally(ProgrammeAccount account, ArmSums arms, RateEstimate rate) {
        this.account = account;
        this.arms = arms;
        this.rate = rate;
    }

    /**
     * The tally of a period that begins.
     *
     * @param periodStart epoch milliseconds
     * @param now service time, epoch milliseconds
     * @param rate so far
     */
    ProgrammeTally(long periodStart, long now, BucketRange holdout, BucketTotals totals, RateEstimate rate) {
        this(new ProgrammeAccount(periodStart), new ArmSums(now, holdout, totals), rate);
    }

    /** Epoch milliseconds. */
    long periodStart() {
        return account.periodStart();
    }

    /** What left merchants had spent, and the relevance lost; the ledger's. */
    ProgrammeAccount account() {
        return account;
    }

    /** What members had in either arm. */
    ArmSums arms() {
        return arms;
    }

    /** Rate of charged exposures. */
    RateEstimate rate() {
        return rate;
    }

    /** What is to be stored of it. */
    TaskSnapshot.Tally snapshot() {
        TaskSnapshot.Account stored =
                new TaskSnapshot.Account(account.periodStart(), account.committed(), account.relevanceLoss());
        return new TaskSnapshot.Tally(stored, arms.snapshot(), rate.snapshot());
    }

    /** Takes back what {@link #snapshot} gave. */
    static ProgrammeTally restored(TaskSnapshot.Tally snapshot) {
        TaskSnapshot.Account stored = snapshot.account();
        return new ProgrammeTally(
                new ProgrammeAccount(stored.periodStart(), stored.committed(), stored.relevanceLoss()),
                ArmSums.restored(snapshot.arms()),
                RateEstimate.restored(snapshot.rate()));
    }
}
