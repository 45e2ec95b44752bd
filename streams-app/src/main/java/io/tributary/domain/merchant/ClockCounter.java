package io.tributary.domain.merchant;

import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.enrolment.ClockState;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.SupportClock;

/** Counts for merchants' clocks what is sold, and has a merchant decided again whose clock begins or ends by it. */
final class ClockCounter {
    private final TaskProgrammes programmes;
    private final VisitQueue visits;

    ClockCounter(TaskProgrammes programmes, VisitQueue visits) {
        this.programmes = programmes;
        this.visits = visits;
    }

    /**
     * Counts what a record changed about an order line.
     *
     * @param orders lines that it counts for more, negative for less
     * @param sales amount that it counts for more, minor units, negative for less
     * @return whether nothing was to be counted
     */
    boolean count(MerchantState merchant, OrderMemo memo, int orders, long sales) {
        if (!memo.isPaid()) {
            return true;
        }
        boolean isFirst = memo.paidAt() < merchant.firstSaleAt();
        if (isFirst) {
            merchant.firstSaleAt(memo.paidAt());
            if (programmes.rules().readsFirstSale()) {
                review(merchant);
            }
        }
        Clocks before = merchant.clocks();
        // Nearly all merchants have none.
        if (before == Clocks.NONE) {
            return !isFirst;
        }
        Clocks after = before.with(memo.paidAt(), orders, memo.currency(), sales);
        if (after == before) {
            return !isFirst;
        }
        merchant.clocks(after);
        if (isReachedSince(merchant, before, after)) {
            review(merchant);
        }
        return false;
    }

    private boolean isReachedSince(MerchantState merchant, Clocks before, Clocks after) {
        for (ClockState each : after.all()) {
            Decision decision = merchant.decisions().of(each.programmeId());
            ProgrammeRules rules =
                    programmes.rules().rules(each.programmeId(), decision == null ? 0 : decision.version());
            SupportClock clock = rules == null ? null : rules.admission().clock();
            if (each.sold() != null
                    && clock != null
                    && clock.end().until() != null
                    && clock.end().until().isReached(each.sold())
                    && !clock.end()
                            .until()
                            .isReached(before.of(each.programmeId()).sold())) {
                return true;
            }
        }
        return false;
    }

    private void review(MerchantState merchant) {
        merchant.undecided(true);
        visits.enqueue(merchant);
    }
}
