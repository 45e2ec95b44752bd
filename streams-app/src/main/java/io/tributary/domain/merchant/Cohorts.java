package io.tributary.domain.merchant;

import io.tributary.domain.Arm;
import io.tributary.domain.dedup.OrderMemo;
import io.tributary.domain.ledger.Account;

/** Buyers by the arm of a merchant's programmes they fall into: whom a boost may reach, and whom the holdout keeps from it. */
final class Cohorts {
    private final TaskState state;
    private final Sweep sweep;

    Cohorts(TaskState state, Sweep sweep) {
        this.state = state;
        this.sweep = sweep;
    }

    /**
     * The arm of a buyer: who is treated by one of the programmes is treated.
     *
     * @param bucket of the buyer, -1 when unknown
     */
    Arm arm(MerchantState merchant, int bucket) {
        if (bucket < 0 || merchant.accounts().isEmpty()) {
            return Arm.NONE;
        }
        for (Account account : merchant.accounts()) {
            if (!sweep.holdout(account).contains(bucket)) {
                return Arm.TREATMENT;
            }
        }
        return Arm.HOLDOUT;
    }

    /** Counts an exposure for the experiments of the merchant's programmes. */
    void exposed(MerchantState merchant, int bucket) {
        state.buckets().add(bucket);
        tally(merchant, bucket, 1, 0);
    }

    /**
     * Counts an order for how well the merchant sells, and for the experiments.
     *
     * @param orders 1 for one that is paid, -1 for one that is turned back, 0 for nothing
     */
    void ordered(MerchantState merchant, OrderMemo line, int orders) {
        if (orders != 0) {
            merchant.potential().ordered(orders);
            tally(merchant, line.bucket(), 0, orders);
        }
    }

    private void tally(MerchantState merchant, int bucket, int exposures, int orders) {
        if (bucket < 0) {
            return;
        }
        for (Account account : merchant.accounts()) {
            ProgrammeTally tally = state.tallies().get(account.programmeId());
            if (tally != null) {
                tally.add(sweep.holdout(account).contains(bucket), exposures, orders);
            }
        }
    }
}
