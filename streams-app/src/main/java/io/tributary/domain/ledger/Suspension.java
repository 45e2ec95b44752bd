package io.tributary.domain.ledger;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** Whether an account is boosted at all at present, and when it is due again. */
public final class Suspension {
    private boolean suspended;
    private double resumeAt = Double.POSITIVE_INFINITY;
    private double awaitedResumeAt = Double.POSITIVE_INFINITY;

    public boolean isSuspended() {
        return suspended;
    }

    /** Stops boosting until this planned share of the period; infinity: for the whole period. */
    public void until(double plan) {
        suspended = true;
        resumeAt = plan;
    }

    public void end() {
        suspended = false;
        resumeAt = Double.POSITIVE_INFINITY;
    }

    /** The planned share of the period at which a suspended merchant is due again. */
    public double resumeAt() {
        return resumeAt;
    }

    /** Whether somebody has yet to wait for {@link #resumeAt()}; true once for each value. Not stored. */
    public boolean await() {
        boolean anew = suspended && resumeAt < Double.POSITIVE_INFINITY && resumeAt != awaitedResumeAt;
        awaitedResumeAt = resumeAt;
        return anew;
    }

    void write(StateWriter writer) {
        writer.writeBoolean(suspended);
        writer.writeDouble(resumeAt);
    }

    static Suspension read(StateReader reader) {
        Suspension suspension = new Suspension();
        suspension.suspended = reader.readBoolean();
        suspension.resumeAt = reader.readDouble();
        return suspension;
    }
}
