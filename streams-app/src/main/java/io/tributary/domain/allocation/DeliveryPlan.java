package io.tributary.domain.allocation;

/**
 * The share of a grant that should be spent when a share of the period's traffic has come. It is done a little before the
 * traffic is: the last of it is kept to catch up with.
 */
public final class DeliveryPlan {
    /** Share of the period's traffic by which grants should be spent. */
    private static final double DONE_AT = 0.96;

    private DeliveryPlan() {}

    /**
     * @param schedule F(t), 0..1
     */
    public static double share(double schedule) {
        return Math.min(1, schedule / DONE_AT);
    }
}
