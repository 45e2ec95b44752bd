package io.tributary.domain.merchant;

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

    Participation(Enrolment enrolment, Budget budget, Controller controller) {
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

    public String programmeId() {
        return budget.programmeId();
    }

    public Enrolment enrolment() {
        return enrolment;
    }

    public Budget budget() {
        return budget;
    }

    public Controller controller() {
        return controller;
    }

    /** A part as it was. */
    public static Participation restored(Enrolment enrolment, Budget budget, Controller controller) {
        return new Participation(enrolment, budget, controller);
    }
}
