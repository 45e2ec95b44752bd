package io.tributary.topology.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Participation;
import io.tributary.state.v1.BudgetState;
import io.tributary.state.v1.BudgetsState;
import io.tributary.state.v1.ControllerState;
import io.tributary.state.v1.ControllersState;
import io.tributary.state.v1.EnrolmentState;
import io.tributary.state.v1.EnrolmentsState;
import io.tributary.state.v1.StageName;
import java.util.ArrayList;
import java.util.List;

/**
 * Sections “enrolments”, “budgets” and “controllers” of a merchant, whose entries are in the same order: those of the programmes that it
 * takes part in, and then those of the programmes that it has left.
 */
final class ParticipationSections {
    private static final StageName[] STAGE_NAMES = StageName.values();
    private static final Stage[] STAGES = Stage.values();

    private EnrolmentsState enrolments;
    private BudgetsState budgets;
    private ControllersState controllers;

    /** Begins a merchant that is to be read. */
    void begin() {
        enrolments = null;
        budgets = null;
        controllers = null;
    }

    /** Begins a merchant that is to be written: makes the three sections of it. */
    void begin(MerchantState merchant) {
        int count = merchant.participationCount();
        List<EnrolmentState> allEnrolments = new ArrayList<>(count);
        List<BudgetState> allBudgets = new ArrayList<>(count);
        List<ControllerState> allControllers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Participation.Snapshot part = merchant.participationSnapshot(i);
            allEnrolments.add(enrolment(part.enrolled()));
            allBudgets.add(BudgetSection.of(part.budget()));
            allControllers.add(ControllerSection.of(part.controller()));
        }
        enrolments = new EnrolmentsState(allEnrolments);
        budgets = new BudgetsState(allBudgets);
        controllers = new ControllersState(allControllers);
    }

    private static EnrolmentState enrolment(Participation.Enrolled enrolled) {
        EnrolmentState state = new EnrolmentState();
        state.setProgrammeId(enrolled.programmeId());
        state.setVersion(enrolled.version());
        state.setStage(STAGE_NAMES[enrolled.stage().ordinal()]);
        state.setLeft(enrolled.left());
        return state;
    }

    EnrolmentsState enrolments() {
        return enrolments;
    }

    BudgetsState budgets() {
        return budgets;
    }

    ControllersState controllers() {
        return controllers;
    }

    void take(EnrolmentsState section) {
        enrolments = section;
    }

    void take(BudgetsState section) {
        budgets = section;
    }

    void take(ControllersState section) {
        controllers = section;
    }

    /**
     * Restores what was taken since {@link #begin()}.
     *
     * @throws IllegalStateException when a section is missing, or not as long as the others
     */
    void restore(MerchantState merchant) {
        if (enrolments == null) {
            return;
        }
        int count = enrolments.getEnrolments().size();
        if (budgets == null
                || controllers == null
                || budgets.getBudgets().size() != count
                || controllers.getControllers().size() != count) {
            throw new IllegalStateException(
                    "merchant " + merchant.id() + ": not as many budgets and controllers as enrolments");
        }
        List<Participation.Snapshot> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new Participation.Snapshot(
                    enrolled(enrolments.getEnrolments().get(i)),
                    BudgetSection.snapshot(budgets.getBudgets().get(i)),
                    ControllerSection.snapshot(controllers.getControllers().get(i))));
        }
        merchant.restore(parts);
    }

    private static Participation.Enrolled enrolled(EnrolmentState state) {
        // One string for all merchants of a programme: memory, and quick to compare.
        String programmeId = state.getProgrammeId().intern();
        return new Participation.Enrolled(
                programmeId, state.getVersion(), STAGES[state.getStage().ordinal()], state.getLeft());
    }
}
