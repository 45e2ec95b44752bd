package io.tributary.topology.merchant;

import io.tributary.domain.enrolment.ClockState;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.ClockStanding;
import io.tributary.state.v1.ClocksState;
import io.tributary.state.v1.SoldState;

/** Section “clocks” of a merchant. */
final class ClocksSection {
    private ClocksSection() {}

    static ClocksState of(MerchantState merchant) {
        return new ClocksState(
                merchant.firstSaleAt(),
                merchant.clocks().all().stream().map(ClocksSection::state).toList());
    }

    static void restore(MerchantState merchant, ClocksState state) {
        merchant.restore(
                state.getFirstSaleAt(),
                Clocks.of(state.getClocks().stream().map(ClocksSection::clock).toList()));
    }

    private static ClockStanding state(ClockState clock) {
        ClockState.Sold sold = clock.sold();
        SoldState state = sold == null
                ? null
                : new SoldState(
                        sold.from(),
                        sold.currency(),
                        sold.now().orders(),
                        sold.now().sales(),
                        sold.most().orders(),
                        sold.most().sales());
        return new ClockStanding(
                clock.programmeId(),
                clock.enrolledAt(),
                clock.pause().since(),
                clock.pause().carried(),
                state);
    }

    private static ClockState clock(ClockStanding state) {
        SoldState sold = state.getSold();
        return new ClockState(
                state.getProgrammeId().intern(),
                state.getEnrolledAt(),
                sold == null
                        ? null
                        : new ClockState.Sold(
                                sold.getFrom(),
                                sold.getCurrency().intern(),
                                new ClockState.Total(sold.getOrders(), sold.getSales()),
                                new ClockState.Total(sold.getMostOrders(), sold.getMostSales())),
                new ClockState.Pause(state.getPausedSince(), state.getCarried()));
    }
}
