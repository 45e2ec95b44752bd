package io.tributary.domain.merchant;

import io.tributary.domain.experiment.UntoldBuckets.LineChange;
import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.order.OrderMemo;

/**
 * Buyers by the arm of a merchant's programmes they fall into: whom a boost may reach, and whom the holdout keeps from it.
 *
 * <p>Exposures and orders become rates, so both are of the same buyers: those whose bucket is known, which an order has from the
 * impression that it is credited to. What cannot be told a bucket is in none of these figures, neither above the line nor below it.
 */
final class ArmCounter {
    private final TaskState state;
    private final DayCalendar calendar;

    ArmCounter(TaskState state, DayCalendar calendar) {
        this.state = state;
        this.calendar = calendar;
    }

    /**
     * Counts an exposure for the experiments of the programmes that the merchant was in.
     *
     * @param bucket of the buyer, -1 when unknown
     * @param time of the exposure, epoch milliseconds
     */
    void exposed(Membership membership, int bucket, long time) {
        if (bucket < 0) {
            return;
        }
        state.buckets().add(bucket);
        if (!state.untold().exposed(calendar, membership, bucket, time, 1)) {
            state.counters().beyondExperiment++;
        }
        if (time < state.latestPeriod()) {
            excludeFromLaterPeriods(bucket, time);
        }
        for (int i = 0; i < membership.size(); i++) {
            ProgrammeTally tally = tally(membership.get(i), time);
            if (tally != null) {
                tally.arms().exposed(bucket);
            }
        }
    }

    /** What comes when its period is over is none of the period that runs: not with its members, and not with all merchants. */
    private void excludeFromLaterPeriods(int bucket, long time) {
        for (ProgrammeTally tally : state.tallies().values()) {
            if (time < tally.periodStart()) {
                tally.arms().exclude(bucket);
            }
        }
    }

    /**
     * Takes back an exposure that was counted, from the totals of its time: it is not taken off from a period that had not begun to count
     * when it happened.
     *
     * @param bucket of the buyer, -1 when unknown
     * @param time of the exposure, epoch milliseconds
     */
    void unexposed(MerchantState merchant, Membership membership, int bucket, long time) {
        if (bucket < 0) {
            return;
        }
        merchant.potential().unexposed();
        state.buckets().remove(bucket);
        if (!state.untold().exposed(calendar, membership, bucket, time, -1)) {
            state.counters().beyondExperiment++;
        }
        state.tallies().forEach((programmeId, tally) -> {
            if (time < tally.arms().began()) {
                tally.arms().unexclude(bucket);
            } else if (membership.terms(programmeId) != null) {
                tally.arms().unexposed(bucket);
            }
        });
    }

    /**
     * Counts an order where its payment was, for how well the merchant sells, and for the experiments of the programmes that it was in.
     *
     * @param change how much more it counts for
     */
    void ordered(MerchantState merchant, OrderMemo line, LineChange change) {
        if (change.isNothing() || line.bucket() < 0) {
            return;
        }
        Membership membership = merchant.windows().membership(line.paidAt());
        if (!state.untold().ordered(calendar, membership, line.bucket(), line.paidAt(), change)) {
            state.counters().beyondExperiment++;
        }
        if (change.orders() != 0) {
            ordered(merchant, membership, line, change.orders());
        }
    }

    private void ordered(MerchantState merchant, Membership membership, OrderMemo line, int orders) {
        merchant.potential().ordered(orders);
        for (int i = 0; i < membership.size(); i++) {
            ProgrammeTally tally = tally(membership.get(i), line.paidAt());
            // What the sums before this period's have counted is not taken off from these.
            if (tally != null && line.countedAt() >= tally.arms().began()) {
                tally.arms().ordered(line.bucket(), orders);
            }
        }
    }

    /** The programme's sums, or null when the time is before their period. */
    private ProgrammeTally tally(Membership.Terms terms, long time) {
        ProgrammeTally tally = state.tallies().get(terms.programmeId());
        return tally == null || time < tally.periodStart() ? null : tally;
    }
}
