package io.tributary.domain.ledger;

import io.tributary.domain.LocalizedText;
import java.util.function.Predicate;

/**
 * The one place where exposures are granted, charged, credited and released. A charge only counts: it is booked, with all others since
 * the last entry, when the merchant is next visited.
 *
 * <pre>
 *   entry     granted becomes     spent becomes     written
 *   GRANT     exposures           -                 when the grant changes, after the charges that were not booked
 *   CHARGE    -                   + exposures       at the next visit, for all charges since the last entry
 *   CREDIT    -                   - exposures       at once, after the charges that were not booked; of invalid traffic at the next visit
 *   RELEASE   (see below)         -                 when a period ends or the merchant leaves, if some is unspent
 *   ISSUE     -                   -                 at once, of a coupon, after the charges that were not booked
 *   USE       -                   -                 after a CHARGE, for those of its exposures that used a coupon
 *   EXPIRE    -                   -                 at the visit after a coupon's end, if some of it is left, after what it was used for
 *   CLAW_BACK -                   -                 at once, of all that is left of a coupon, after what it was used for
 *
 *   a budget's period:   none -- startPeriod --> current -- startPeriod --> previous -- startPeriod --> forgotten
 *                                                   | close         charges that come late are booked to either
 *                                                   v
 *                                                closed -- reopen --> current, with what was spent
 * </pre>
 *
 * <p>What holds after every entry: its {@code spent} is the sum of CHARGE less the sum of CREDIT of that programme and period, its
 * {@code granted} is the last GRANT, a RELEASE is of exactly what was granted and not spent, and a merchant's sequence has no gap. Of a
 * period that ended, entries go on to say what had been granted; of a merchant that left, what was granted less what was released.
 * What is credited to a period that is over is not released once more: nobody can use it.
 * A coupon's ISSUE is the sum of its USE, EXPIRE and CLAW_BACK, and of what is left of it; a period's USE is at most its CHARGE. An
 * exposure uses a coupon before it uses what else is granted, and of several the one that ends soonest; what is credited does not go back
 * to a coupon. Spent may exceed granted by what was on its way when the grant was used up; it is never negative.
 */
public final class Ledger {
    private static final LocalizedText PASSED_ON = new LocalizedText(
            "本期即使按最大力度扶持也用不完的曝光额度，已转给其他商家。",
            "What cannot be used in this period even at full support was passed on to other merchants.");
    private static final LocalizedText MOST_OF_ALL = new LocalizedText(
            "商家在各扶持计划中的曝光额度合计已达上限。", "All programmes together grant the merchant the most that they may.");
    private static final LocalizedText OUT_OF_REACH = new LocalizedText(
            "即使按最大力度扶持，本期也无法达到保底曝光：可展示的商品或匹配的请求不足。",
            "The guaranteed exposure is out of reach in this period even at full support: too few items or matching requests.");

    private static final LocalizedText INVALID_TRAFFIC =
            new LocalizedText("曝光经事后核查属于无效流量，已退回额度。", "Exposures turned out to be invalid traffic: they are credited.");

    private final AuditTrail trail;
    private long beat;
    private long time;

    public Ledger(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Dates what is written from now on.
     *
     * @param beatTime epoch milliseconds
     */
    public void beat(long number, long beatTime) {
        beat = number;
        time = beatTime;
    }

    /**
     * Charges one exposure. It is not written before the budget is {@link #book booked}.
     *
     * @param period one of the budget's, see {@link Budget#periodOf}
     * @param account the programme's, or null when no period of it has begun at this task
     * @param exposedAt time of the exposure, epoch milliseconds: only a coupon that is valid then is used
     */
    public void charge(Budget budget, Period period, ProgrammeAccount account, long exposedAt) {
        period.charge();
        if (budget.coupons() != Coupons.NONE) {
            budget.coupons().use(exposedAt, period == budget.current());
        }
        if (budget.isClosed() && account != null && account.isOf(period)) {
            account.commit(1);
        }
    }

    /**
     * Counts the relevance that a charged exposure cost, as far as it is allowed.
     *
     * @param relevance in the programme's unit, not negative
     * @return whether all of it is counted
     */
    public boolean lose(Period period, ProgrammeAccount account, double relevance) {
        return account.lose(period, relevance);
    }

    /**
     * Takes back relevance that {@link #lose} has counted: no more than was counted of the period, nor in the account.
     *
     * @param relevance in the programme's unit, not negative
     */
    public void regain(Period period, ProgrammeAccount account, double relevance) {
        account.regain(period, relevance);
    }

    /**
     * Gives back exposures of the current period that were charged and should not have been.
     *
     * @param reason why, as the merchant reads it; null where there is nothing to say
     * @throws IllegalArgumentException when fewer were charged
     */
    public void credit(Grantee grantee, Budget budget, ProgrammeAccount account, long exposures, LocalizedText reason) {
        Period period = budget.current();
        book(grantee, budget, period);
        period.credit(exposures);
        if (budget.isClosed() && account != null && account.isOf(period)) {
            account.commit(-exposures);
        }
        write(grantee, budget, period, EntryKind.CREDIT, exposures, reason);
    }

    /**
     * Gives back an exposure that was charged and turned out to be invalid traffic. It is not written before the budget is
     * {@link #book booked}, and does not go back to a coupon.
     *
     * @param period one of the budget's, of which something is spent
     * @param account as for {@link #charge}
     * @throws IllegalArgumentException when nothing is spent
     */
    public void revoke(Budget budget, Period period, ProgrammeAccount account) {
        period.revoke();
        if (budget.isClosed() && account != null && account.isOf(period)) {
            account.commit(-1);
        }
    }

    /**
     * Sets the grant of the current period, and says why where it is not what the rules alone give.
     *
     * @return whether it changed
     * @throws IllegalArgumentException when negative
     */
    public boolean grant(Grantee grantee, Budget budget, long exposures) {
        if (exposures == budget.granted()) {
            return false;
        }
        Period period = budget.current();
        book(grantee, budget, period);
        period.grant(exposures);
        write(grantee, budget, period, EntryKind.GRANT, exposures, reason(budget));
        return true;
    }

    /** Why the grant is not what the rules alone give; null when it is. */
    public static LocalizedText reason(Budget budget) {
        if (budget.isCutByOthers()) {
            return MOST_OF_ALL;
        }
        if (!budget.isLimited()) {
            return null;
        }
        return budget.granted() < budget.floor() ? OUT_OF_REACH : PASSED_ON;
    }

    /** Books what was charged, and given back as invalid traffic, since the last entries. */
    public void book(Grantee grantee, Budget budget) {
        book(grantee, budget, budget.previous());
        book(grantee, budget, budget.current());
    }

    /**
     * Ends the current period, whose unspent exposures are released, and starts another.
     *
     * @param start epoch milliseconds
     * @param end exclusive
     */
    public void startPeriod(Grantee grantee, Budget budget, long start, long end) {
        book(grantee, budget);
        release(grantee, budget);
        budget.startPeriod(start, end);
    }

    /**
     * Closes the budget of a merchant that leaves: what is unspent is released, what is spent stays with the programme.
     *
     * @param account as for {@link #charge}
     */
    public void close(Grantee grantee, Budget budget, ProgrammeAccount account) {
        book(grantee, budget);
        release(grantee, budget);
        budget.close();
        if (account != null && account.isOf(budget.current())) {
            account.commit(budget.spent());
        }
    }

    /** Whether the budget that was closed can go on: its period is still the programme's. */
    public boolean canReopen(Budget closed, ProgrammeAccount account) {
        return account != null && account.isOf(closed.current());
    }

    /** Opens a closed budget again, with what was spent. */
    public void reopen(Budget closed, ProgrammeAccount account) {
        closed.reopen();
        account.commit(-closed.spent());
    }

    private void release(Grantee grantee, Budget budget) {
        Period period = budget.current();
        long unspent = period.granted() - period.spent();
        if (unspent > 0) {
            write(grantee, budget, period, EntryKind.RELEASE, unspent, null);
        }
    }

    private void book(Grantee grantee, Budget budget, Period period) {
        long exposures = period.book();
        if (exposures > 0) {
            write(grantee, budget, period, EntryKind.CHARGE, exposures, null);
            bookCoupons(grantee, budget, period);
        }
        long credits = period.bookCredits();
        if (credits > 0) {
            write(grantee, budget, period, EntryKind.CREDIT, credits, INVALID_TRAFFIC);
        }
    }

    private void bookCoupons(Grantee grantee, Budget budget, Period period) {
        for (Coupon coupon : budget.coupons().live()) {
            long used = coupon.book(period == budget.current());
            if (used > 0) {
                write(grantee, budget, coupon, EntryKind.USE, used, period);
            }
        }
    }

    /**
     * Promises a merchant exposures beside what the rules alone give. They count from the next {@link Budget#back} on.
     *
     * @param coupon whose id none of the merchant's in this programme ever had
     */
    public void issue(Grantee grantee, Budget budget, Coupon coupon) {
        book(grantee, budget);
        budget.ownCoupons().add(coupon);
        write(grantee, budget, coupon, EntryKind.ISSUE, coupon.left(), budget.current());
    }

    /**
     * Ends the coupons whose time is over, and forgets those that are used up.
     *
     * @param now service time, epoch milliseconds
     */
    public void expire(Grantee grantee, Budget budget, long now) {
        end(grantee, budget, EntryKind.EXPIRE, coupon -> coupon.until() <= now);
    }

    /** Takes back what is left of all coupons. */
    public void clawBack(Grantee grantee, Budget budget) {
        end(grantee, budget, EntryKind.CLAW_BACK, coupon -> true);
    }

    private void end(Grantee grantee, Budget budget, EntryKind kind, Predicate<Coupon> ends) {
        if (budget.coupons() == Coupons.NONE) {
            return;
        }
        book(grantee, budget);
        budget.coupons().live().removeIf(coupon -> {
            boolean isOver = ends.test(coupon);
            if (isOver && coupon.left() > 0) {
                write(grantee, budget, coupon, kind, coupon.left(), budget.current());
            }
            return isOver || coupon.isOver();
        });
    }

    /** Goes on with the coupons of a merchant's closed budget in the one with which it comes back. */
    public void carryCoupons(Grantee grantee, Budget closed, Budget budget) {
        if (closed.coupons() != Coupons.NONE) {
            book(grantee, closed);
            budget.ownCoupons().takeOver(closed.releaseCoupons());
        }
    }

    private void write(
            Grantee grantee, Budget budget, Period period, EntryKind kind, long exposures, LocalizedText reason) {
        trail.entry(grantee.id(), entry(grantee, budget, period, kind, exposures, reason, null));
    }

    private void write(Grantee grantee, Budget budget, Coupon coupon, EntryKind kind, long exposures, Period period) {
        trail.entry(grantee.id(), entry(grantee, budget, period, kind, exposures, null, coupon.id()));
    }

    private Entry entry(
            Grantee grantee,
            Budget budget,
            Period period,
            EntryKind kind,
            long exposures,
            LocalizedText reason,
            String couponId) {
        return new Entry(
                grantee.nextLedgerSequence(),
                budget.programmeId(),
                period.start(),
                kind,
                exposures,
                period.granted(),
                period.spent() + period.unbookedCredits(),
                beat,
                time,
                reason,
                couponId);
    }
}
