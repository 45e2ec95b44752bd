package io.tributary.domain.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.allocation.Controller;
import io.tributary.domain.enrolment.Enrolment;
import io.tributary.domain.ledger.Budget;

/**
 * A merchant's part in one programme: that it is enrolled, its budget, and what steers it. Each part has an owner who alone changes it:
 * the {@link Enroller}, the {@link io.tributary.domain.ledger.Ledger}, and at a beat {@link BoostLevels} and {@link DirectiveWriter}.
 */
public final class Participation {
    private final Enrolment enrolment;
    private final Budget budget;
    private final Controller controller;

    private Participation(Enrolment enrolment, Budget budget, Controller controller) {
        this.enrolment = enrolment;
        this.budget = budget;
        this.controller = controller;
    }

    /**
     * A part of a merchant that nothing is known of.
     *
     * @param multiplier its first boost, at least 1
     */
    static Participation first(String programmeId, double multiplier) {
        return new Participation(
                new Enrolment(programmeId), new Budget(programmeId), Controller.startingAt(multiplier));
    }

    /** Plain values of a part. */
    public record Snapshot(Enrolled enrolled, Budget.Snapshot budget, Controller.Snapshot controller) {}

    /**
     * That a merchant takes part in a programme, or did.
     *
     * @param programmeId one string for all merchants of a programme: it saves memory, and is quick to compare
     * @param version of the rules that decided last
     * @param left whether it has left it
     */
    public record Enrolled(String programmeId, int version, Stage stage, boolean left) {}

    /**
     * @param left whether the merchant has left the programme
     */
    Snapshot snapshot(boolean left) {
        return new Snapshot(
                new Enrolled(programmeId(), enrolment.version(), enrolment.stage(), left),
                budget.snapshot(),
                controller.snapshot());
    }

    /** A part as it was. */
    static Participation restored(Snapshot snapshot) {
        Enrolled enrolled = snapshot.enrolled();
        String id = enrolled.programmeId();
        return new Participation(
                Enrolment.restored(id, enrolled.version(), enrolled.stage()),
                Budget.restored(id, enrolled.left(), snapshot.budget()),
                Controller.restored(snapshot.controller()));
    }

    String programmeId() {
        return budget.programmeId();
    }

    Enrolment enrolment() {
        return enrolment;
    }

    Budget budget() {
        return budget;
    }

    Controller controller() {
        return controller;
    }
}
