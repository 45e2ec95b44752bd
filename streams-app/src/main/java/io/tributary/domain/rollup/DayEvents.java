package io.tributary.domain.rollup;

import io.tributary.domain.reward.BenefitStatus;

/**
 * What was decided and given in a programme on a day. Immutable.
 *
 * @param graduated merchants whose support ended because they graduated
 * @param survivalTold merchants that had graduated before, of which it was found out whether they still sell
 * @param survived of these, those that do
 */
public record DayEvents(long graduated, long survivalTold, long survived, Coupons coupons) {
    public static final DayEvents NONE = new DayEvents(0, 0, 0, Coupons.NONE);

    /**
     * Traffic coupons, by what became of them in the day.
     *
     * @param issued coupons that were given
     * @param claimed those that the merchant accepted, or did not have to
     * @param used those that were used up
     * @param expired those that ended with something left, by time or because they were taken back
     * @param exposures of those that were issued
     * @param exposuresUsed of those that were used up or have ended, as far as they were used
     */
    public record Coupons(long issued, long claimed, long used, long expired, long exposures, long exposuresUsed) {
        public static final Coupons NONE = new Coupons(0, 0, 0, 0, 0, 0);

        /**
         * After a change of one coupon.
         *
         * @param before where it stood; null where it was not there
         * @param quota exposures that it is of
         * @param exposuresUsed of these, as far as it is said now
         */
        public Coupons after(BenefitStatus before, BenefitStatus now, long quota, long exposuresUsed) {
            if (before == now || isOver(before)) {
                return this;
            }
            return new Coupons(
                    issued + (before == null ? 1 : 0),
                    claimed + (isClaimed(now) && !isClaimed(before) ? 1 : 0),
                    used + (now == BenefitStatus.USED ? 1 : 0),
                    expired + (isOver(now) && now != BenefitStatus.USED ? 1 : 0),
                    exposures + (before == null ? quota : 0),
                    this.exposuresUsed + (isOver(now) ? exposuresUsed : 0));
        }

        private static boolean isClaimed(BenefitStatus status) {
            return status == BenefitStatus.ACCEPTED
                    || status == BenefitStatus.ACTIVATED
                    || status == BenefitStatus.USED;
        }
    }

    /** Whether a coupon that stands there changes no more. */
    public static boolean isOver(BenefitStatus status) {
        return status == BenefitStatus.USED || status == BenefitStatus.EXPIRED || status == BenefitStatus.CLAWED_BACK;
    }

    public DayEvents withGraduate() {
        return new DayEvents(graduated + 1, survivalTold, survived, coupons);
    }

    /** After it was found out whether one of those that graduated before still sells. */
    public DayEvents withSurvival(boolean stillSells) {
        return new DayEvents(graduated, survivalTold + 1, survived + (stillSells ? 1 : 0), coupons);
    }

    public DayEvents with(Coupons now) {
        return new DayEvents(graduated, survivalTold, survived, now);
    }

    /** survived / survivalTold; null where nothing was told. */
    public Double survivalRate() {
        return survivalTold == 0 ? null : (double) survived / survivalTold;
    }
}
