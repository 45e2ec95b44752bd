package io.tributary.domain.allocation;

/** Whether a merchant is boosted at all at present, and when it is due again. */
final class Suspension {
    private boolean suspended;
    private double resumeAt = Double.POSITIVE_INFINITY;
    private double awaitedResumeAt = Double.POSITIVE_INFINITY;

    boolean isSuspended() {
        return suspended;
    }

    /** Stops boosting until this planned share of the period; infinity: for the whole period. */
    void until(double plan) {
        suspended = true;
        resumeAt = plan;
    }

    void end() {
        suspended = false;
        resumeAt = Double.POSITIVE_INFINITY;
    }

    /** The planned share of the period at which a suspended merchant is due again. */
    double resumeAt() {
        return resumeAt;
    }

    /** Whether somebody has yet to wait for {@link #resumeAt()}; true once for each value. Not stored. */
    boolean await() {
        boolean anew = suspended && resumeAt < Double.POSITIVE_INFINITY && resumeAt != awaitedResumeAt;
        awaitedResumeAt = resumeAt;
        return anew;
    }

    static Suspension restored(boolean suspended, double resumeAt) {
        Suspension suspension = new Suspension();
        suspension.suspended = suspended;
        suspension.resumeAt = resumeAt;
        return suspension;
    }
}
