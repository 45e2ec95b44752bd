package io.tributary.topology.merchant;

import io.tributary.domain.ledger.Budget;
import io.tributary.domain.ledger.Coupon;
import io.tributary.domain.ledger.Coupons;
import io.tributary.domain.ledger.GrantTerms;
import io.tributary.domain.ledger.Period;
import io.tributary.state.v1.BudgetState;
import io.tributary.state.v1.CouponState;
import io.tributary.state.v1.CouponsState;
import io.tributary.state.v1.PeriodState;
import java.util.ArrayList;
import java.util.List;

/** An entry of the section “budgets” of a merchant. */
final class BudgetSection {
    private BudgetSection() {}

    static BudgetState of(Budget.Snapshot budget) {
        BudgetState state = new BudgetState();
        state.setChangedAtBeat(budget.changedAtBeat());
        state.setFloor(budget.terms().floor());
        state.setCap(budget.terms().cap());
        state.setWeight(budget.terms().weight());
        state.setReachable(budget.reachable());
        state.setRoom(budget.room());
        state.setCurrent(of(budget.current()));
        state.setPrevious(of(budget.previous()));
        state.setCoupons(budget.coupons().isEmpty() ? null : of(budget.coupons()));
        return state;
    }

    private static CouponsState of(Coupons.Snapshot coupons) {
        List<CouponState> live = new ArrayList<>();
        for (Coupon.Snapshot each : coupons.live()) {
            live.add(new CouponState(
                    each.id(), each.from(), each.until(), each.left(), each.unbooked(), each.unbookedBefore()));
        }
        return new CouponsState(coupons.used(), coupons.backing(), live);
    }

    private static PeriodState of(Period.Snapshot period) {
        PeriodState state = new PeriodState();
        state.setStart(period.start());
        state.setEnd(period.end());
        state.setGranted(period.granted());
        state.setSpent(period.spent());
        state.setUnbooked(period.unbooked());
        state.setUnbookedCredits(period.unbookedCredits());
        state.setLost(period.lost());
        return state;
    }

    static Budget.Snapshot snapshot(BudgetState state) {
        return new Budget.Snapshot(
                new GrantTerms(state.getFloor(), state.getWeight(), state.getCap()),
                state.getChangedAtBeat(),
                state.getReachable(),
                state.getRoom(),
                snapshot(state.getCurrent()),
                snapshot(state.getPrevious()),
                state.getCoupons() == null ? Coupons.Snapshot.NONE : snapshot(state.getCoupons()));
    }

    private static Coupons.Snapshot snapshot(CouponsState state) {
        List<Coupon.Snapshot> live = new ArrayList<>();
        for (CouponState each : state.getLive()) {
            live.add(new Coupon.Snapshot(
                    each.getId(),
                    each.getFrom(),
                    each.getUntil(),
                    each.getLeft(),
                    each.getUnbooked(),
                    each.getUnbookedBefore()));
        }
        return new Coupons.Snapshot(state.getUsed(), state.getBacking(), live);
    }

    private static Period.Snapshot snapshot(PeriodState state) {
        return new Period.Snapshot(
                state.getStart(),
                state.getEnd(),
                state.getGranted(),
                state.getSpent(),
                state.getUnbooked(),
                state.getUnbookedCredits(),
                state.getLost());
    }
}
