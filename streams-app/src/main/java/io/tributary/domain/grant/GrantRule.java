package io.tributary.domain.grant;

/**
 * How a pool is shared: grant = clip(floor · floorScale + k · weight, floor · floorScale, cap), rounded down.
 *
 * <p>The pool finds k (the grant rate, exposures per unit of weight), every merchant task applies it. Both use this one
 * method, so that a sum that was reported is the sum that is granted.
 */
public final class GrantRule {
    /** Grant rate of a period in which none has been verified yet: nobody is granted anything. */
    public static final double NONE = -1;

    private GrantRule() {}

    /**
     * A merchant's grant.
     *
     * @param k grant rate, exposures per unit of weight; negative: none in force
     * @param floorScale part of the floor that the pool can carry, 0..1
     * @param floor guaranteed exposures, at least 0
     * @param weight the merchant's weight, at least 0
     * @param cap most exposures, at least 0; a cap below the floor wins, for it says what the merchant can use at all
     * @return exposures, 0..cap
     */
    public static long grant(double k, double floorScale, long floor, double weight, long cap) {
        if (k < 0) {
            return 0;
        }
        return (long) Math.min((double) cap, floor * floorScale + k * weight);
    }
}
