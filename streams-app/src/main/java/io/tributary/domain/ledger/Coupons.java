package io.tributary.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The coupons of one budget, in the order in which they are used: soonest end first, by id where the ends are the same. Most budgets have
 * none and share {@link #NONE}, which is never changed. Only the {@link Ledger} changes one.
 *
 * <p>What they promise backs the grant: it is added to the floor and to the cap that the rules give. So the pool's search for the grant
 * rate carries it like any floor, and no sum exceeds the pool.
 *
 * <pre>
 *   backing = used in the current period + left on coupons whose time has come
 *
 *   an exposure of the current period    used + 1, left - 1    the backing stays
 *   a coupon begins                      left + its own        the grant rises once the pool's rate covers it
 *   a coupon ends, or is clawed back     left - what is left   the grant falls at once, to no less than what is spent
 *   a period begins                      used = 0
 * </pre>
 */
public final class Coupons {
    static final Coupons NONE = new Coupons();
    private static final Comparator<Coupon> ORDER =
            Comparator.comparingLong(Coupon::until).thenComparing(Coupon::id);

    private final List<Coupon> live = new ArrayList<>();
    /** Exposures of the current period that used one. */
    private long used;
    /** What counts towards the floor and the cap, as of the last visit: between visits sums over merchants rely on it. */
    private long backing;

    /** In the order in which they are used. */
    List<Coupon> live() {
        return live;
    }

    long backing() {
        return backing;
    }

    /**
     * Sets the backing to what it is by now.
     *
     * @return by how much it rose
     */
    long back(long now) {
        long before = backing;
        backing = used;
        for (Coupon each : live) {
            backing += each.isValidAt(now) ? each.left() : 0;
        }
        return backing - before;
    }

    void add(Coupon coupon) {
        live.add(coupon);
        live.sort(ORDER);
    }

    /**
     * Uses the coupon that ends soonest of those that are valid at an exposure's time, if there is one.
     *
     * @param time the exposure's, epoch milliseconds
     * @param isCurrent whether the exposure is of the current period
     */
    void use(long time, boolean isCurrent) {
        for (int i = 0; i < live.size(); i++) {
            Coupon coupon = live.get(i);
            if (coupon.isUsableAt(time)) {
                coupon.use(isCurrent);
                used += isCurrent ? 1 : 0;
                return;
            }
        }
    }

    void startPeriod() {
        used = 0;
    }

    /** Takes the coupons of a budget that this one's goes on from. */
    void takeOver(Coupons others) {
        live.addAll(others.live);
        live.sort(ORDER);
    }

    long leftOf(String couponId) {
        for (Coupon each : live) {
            if (each.id().equals(couponId)) {
                return each.left();
            }
        }
        return 0;
    }

    /** When the next one begins or ends after this time, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (Coupon each : live) {
            next = Math.min(next, each.from() > now ? each.from() : Math.max(now + 1, each.until()));
        }
        return next;
    }

    /** Whether nothing is left of them that counts. */
    boolean isEmpty() {
        return live.isEmpty() && used == 0 && backing == 0;
    }

    /**
     * What is to be stored of them, exposures.
     *
     * @param used by exposures of the current period
     * @param backing what they add to the floor and the cap
     * @param live those that are not over, in the order in which they are used
     */
    public record Snapshot(long used, long backing, List<Coupon.Snapshot> live) {
        /** Of a budget without coupons. */
        public static final Snapshot NONE = new Snapshot(0, 0, List.of());

        public Snapshot {
            live = List.copyOf(live);
        }

        public boolean isEmpty() {
            return used == 0 && backing == 0 && live.isEmpty();
        }
    }

    Snapshot snapshot() {
        return this == NONE
                ? Snapshot.NONE
                : new Snapshot(
                        used, backing, live.stream().map(Coupon::snapshot).toList());
    }

    static Coupons restored(Snapshot snapshot) {
        if (snapshot.isEmpty()) {
            return NONE;
        }
        Coupons coupons = new Coupons();
        coupons.used = snapshot.used();
        coupons.backing = snapshot.backing();
        snapshot.live().forEach(each -> coupons.live.add(Coupon.restored(each)));
        return coupons;
    }
}
