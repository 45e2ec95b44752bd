package io.tributary.domain.ledger;

import io.tributary.domain.grant.GrantRule;

/**
 * A merchant's budget of exposures under one programme: on which terms it is granted, what is granted and spent of the current period,
 * and the last period's, which late impressions are still charged to. What is spent and granted only the {@link Ledger} changes.
 */
public final class Budget {
    private final String programmeId;
    private long floor;
    private long cap;
    private double weight;
    private long changedAtBeat;
    private long reachable = Long.MAX_VALUE;
    private long room = Long.MAX_VALUE;
    private Period current = Period.NONE;
    private Period previous = Period.NONE;
    private boolean closed;
    private Coupons coupons = Coupons.NONE;

    public Budget(String programmeId) {
        this.programmeId = programmeId;
    }

    public String programmeId() {
        return programmeId;
    }

    /**
     * Sets the terms, which count towards the pool's sums from this beat on, unless they are what they were.
     *
     * @param anew whether they count anew in any case
     * @return whether they count from this beat on
     */
    public boolean agree(GrantTerms now, boolean anew, long beat) {
        boolean same = floor == now.floor() && weight == now.weight() && cap == now.cap();
        boolean changes = anew || changedAtBeat == 0 || !same;
        if (changes) {
            floor = now.floor();
            weight = now.weight();
            cap = now.cap();
            changedAtBeat = beat;
        }
        return changes;
    }

    /** First beat whose report counts the terms; 0 for none. */
    public long changedAtBeat() {
        return changedAtBeat;
    }

    /** Exposures that are guaranteed in a period: by the rules, and what coupons promise. */
    public long floor() {
        return floor + coupons.backing();
    }

    /** Share of what exceeds the floors. */
    public double weight() {
        return weight;
    }

    /** Most exposures that it may and can use: by the rules, and what coupons promise. */
    public long cap() {
        return Math.min(Math.min(cap + coupons.backing(), reachable), room);
    }

    /** Most exposures that it can use in this period; {@link Long#MAX_VALUE} while nothing speaks against more. */
    public long reachable() {
        return reachable;
    }

    /** Whether the grant is limited to what can be used of it. */
    public boolean isLimited() {
        return reachable != Long.MAX_VALUE;
    }

    /**
     * Limits the grant to what can be used of it. More than before counts towards the pool's sums from this beat on.
     *
     * @return whether it is more than before
     */
    public boolean limitTo(long most, long beat) {
        boolean more = most > reachable;
        limit(most, room, beat);
        return more;
    }

    /** What the grants of other programmes leave to this one; {@link Long#MAX_VALUE} where they do not matter. */
    public long room() {
        return room;
    }

    /** Limits the grant to what other programmes leave: as {@link #limitTo}. */
    public boolean leaveRoom(long most, long beat) {
        boolean more = most > room;
        limit(reachable, most, beat);
        return more;
    }

    private void limit(long reach, long left, long beat) {
        long before = cap();
        reachable = reach;
        room = left;
        changedAtBeat = cap() > before ? beat : changedAtBeat;
    }

    /** Whether the grant would be higher if other programmes had granted less. */
    boolean isCutByOthers() {
        return room < Math.min(cap, reachable) && current.granted() >= room;
    }

    /**
     * Sets what coupons add to the floor and the cap to what they promise by now. More than before counts towards the pool's sums from
     * this beat on.
     *
     * @param now service time, epoch milliseconds
     * @return whether it is more than before
     */
    public boolean back(long now, long beat) {
        if (coupons == Coupons.NONE) {
            return false;
        }
        boolean more = coupons.back(now) > 0;
        if (more) {
            changedAtBeat = beat;
        }
        if (coupons.isEmpty()) {
            coupons = Coupons.NONE;
        }
        return more;
    }

    /** What coupons add to the floor and the cap, exposures. */
    public long backing() {
        return coupons.backing();
    }

    /** What is left of a coupon, exposures; 0 when it has none of that name. */
    public long leftOf(String couponId) {
        return coupons.leftOf(couponId);
    }

    /** How many coupons it has. */
    public int couponCount() {
        return coupons.live().size();
    }

    /** When the next coupon begins or ends after this time, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    public long nextCouponChange(long now) {
        return coupons.nextChange(now);
    }

    /**
     * The grant at this rate, exposures: never below what is spent of the grant in force.
     *
     * @param rate exposures per unit of weight; negative: none in force
     * @param floorScale part of the floors that the pool can carry, 0 to 1
     */
    public long grantAt(double rate, double floorScale) {
        return Math.max(grantByRule(rate, floorScale), Math.min(current.spent(), current.granted()));
    }

    /** The grant at this rate if nothing were spent, exposures. */
    public long grantByRule(double rate, double floorScale) {
        return GrantRule.grant(rate, floorScale, floor(), weight, cap());
    }

    /** Whether a higher rate would raise the grant. */
    public boolean isBelowCapAt(double rate, double floorScale) {
        return floor() * floorScale + Math.max(0, rate) * weight < cap();
    }

    /** Granted of the current period, exposures. */
    public long granted() {
        return current.granted();
    }

    /** Spent of the current period, exposures. */
    public long spent() {
        return current.spent();
    }

    /** Granted and not spent of the current period; 0 when more is spent than granted. */
    public long left() {
        return Math.max(0, current.granted() - current.spent());
    }

    public boolean isSpent() {
        return current.spent() >= current.granted();
    }

    /** Start of the current period, epoch milliseconds; -1 before the first. */
    public long periodStart() {
        return current.start();
    }

    /** End of the current period, exclusive, epoch milliseconds; -1 before the first. */
    public long periodEnd() {
        return current.end();
    }

    /** Whether the merchant has left the programme: only late exposures are still charged. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * The period an exposure under this directive is charged to, or null when the directive is not one of this budget's or was not live.
     *
     * @param lastSequence number of the merchant's last directive
     * @param time of the exposure, epoch milliseconds
     * @param slackMillis time between ranking and rendering, at most
     */
    public Period periodOf(String directiveId, long lastSequence, long time, long slackMillis) {
        if (current.isOf(directiveId, programmeId, lastSequence, time, slackMillis)) {
            return current;
        }
        return previous.isOf(directiveId, programmeId, lastSequence, time, slackMillis) ? previous : null;
    }

    /** Whether this is the period that runs, of a merchant that takes part. */
    public boolean isRunning(Period period) {
        return period == current && !closed;
    }

    Period current() {
        return current;
    }

    Period previous() {
        return previous;
    }

    Coupons coupons() {
        return coupons;
    }

    /** Coupons that can be changed. */
    Coupons ownCoupons() {
        if (coupons == Coupons.NONE) {
            coupons = new Coupons();
        }
        return coupons;
    }

    /** Its coupons, which it has no more. */
    Coupons releaseCoupons() {
        Coupons released = coupons;
        coupons = Coupons.NONE;
        return released;
    }

    /** The current period becomes the previous one. */
    void startPeriod(long start, long end) {
        if (coupons != Coupons.NONE) {
            coupons.startPeriod();
        }
        previous = current;
        current = new Period(start, end);
        reachable = Long.MAX_VALUE;
    }

    /** What is unspent is no longer granted, and terms count anew should the merchant come back. */
    void close() {
        current.grant(Math.min(current.granted(), current.spent()));
        changedAtBeat = 0;
        closed = true;
    }

    void reopen() {
        closed = false;
    }

    /**
     * What is to be stored of it.
     *
     * @param terms that it is granted on; the cap is the rule's
     * @param changedAtBeat first beat whose report counts them; 0 for none
     * @param reachable most that can be used in this period
     * @param room most that other programmes leave
     */
    public record Snapshot(
            GrantTerms terms,
            long changedAtBeat,
            long reachable,
            long room,
            Period.Snapshot current,
            Period.Snapshot previous,
            Coupons.Snapshot coupons) {}

    public Snapshot snapshot() {
        return new Snapshot(
                new GrantTerms(floor, weight, cap),
                changedAtBeat,
                reachable,
                room,
                current.snapshot(),
                previous.snapshot(),
                coupons.snapshot());
    }

    /**
     * Takes back what {@link #snapshot} gave.
     *
     * @param closed whether it is one of a programme that the merchant has left
     */
    public static Budget restored(String programmeId, boolean closed, Snapshot snapshot) {
        Budget budget = new Budget(programmeId);
        budget.floor = snapshot.terms.floor();
        budget.weight = snapshot.terms.weight();
        budget.cap = snapshot.terms.cap();
        budget.changedAtBeat = snapshot.changedAtBeat;
        budget.reachable = snapshot.reachable;
        budget.room = snapshot.room;
        budget.current = Period.restored(snapshot.current);
        budget.previous = Period.restored(snapshot.previous);
        budget.closed = closed;
        budget.coupons = Coupons.restored(snapshot.coupons);
        return budget;
    }
}
