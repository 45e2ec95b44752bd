package io.tributary.domain.merchant;

import io.tributary.domain.allocation.Controller;
import io.tributary.domain.enrolment.Enrolment;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

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

    void write(StateWriter writer) {
        enrolment.write(writer);
        budget.write(writer);
        controller.write(writer);
    }

    /**
     * @param closed whether it is of a programme that the merchant has left
     */
    static Participation read(boolean closed, StateReader reader) {
        Enrolment enrolment = Enrolment.read(reader);
        Budget budget = Budget.read(enrolment.programmeId(), closed, reader);
        return new Participation(enrolment, budget, Controller.read(reader));
    }
}
