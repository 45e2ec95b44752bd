package io.tributary.topology.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.enrolment.Enrolment;
import io.tributary.domain.ledger.Budget;
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

    static EnrolmentsState enrolments(MerchantState merchant) {
        List<EnrolmentState> all = new ArrayList<>(merchant.participationCount());
        for (Participation part : merchant.participations()) {
            all.add(enrolment(part, false));
        }
        for (Participation part : merchant.departed()) {
            all.add(enrolment(part, true));
        }
        return new EnrolmentsState(all);
    }

    private static EnrolmentState enrolment(Participation part, boolean left) {
        EnrolmentState state = new EnrolmentState();
        state.setProgrammeId(part.programmeId());
        state.setVersion(part.enrolment().version());
        state.setStage(STAGE_NAMES[part.enrolment().stage().ordinal()]);
        state.setLeft(left);
        return state;
    }

    static BudgetsState budgets(MerchantState merchant) {
        List<BudgetState> all = new ArrayList<>(merchant.participationCount());
        for (Participation part : merchant.participations()) {
            all.add(BudgetSection.of(part.budget().snapshot()));
        }
        for (Participation part : merchant.departed()) {
            all.add(BudgetSection.of(part.budget().snapshot()));
        }
        return new BudgetsState(all);
    }

    static ControllersState controllers(MerchantState merchant) {
        List<ControllerState> all = new ArrayList<>(merchant.participationCount());
        for (Participation part : merchant.participations()) {
            all.add(ControllerSection.of(part.controller().snapshot()));
        }
        for (Participation part : merchant.departed()) {
            all.add(ControllerSection.of(part.controller().snapshot()));
        }
        return new ControllersState(all);
    }

    /** Begins another merchant. */
    void begin() {
        enrolments = null;
        budgets = null;
        controllers = null;
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
     * Restores what was taken since {@link #begin}.
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
        List<Participation> open = new ArrayList<>();
        List<Participation> left = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EnrolmentState state = enrolments.getEnrolments().get(i);
            // One string for all merchants of a programme: memory, and quick to compare.
            String programmeId = state.getProgrammeId().intern();
            Budget budget = Budget.restored(
                    programmeId,
                    state.getLeft(),
                    BudgetSection.snapshot(budgets.getBudgets().get(i)));
            (state.getLeft() ? left : open)
                    .add(Participation.restored(
                            Enrolment.restored(
                                    programmeId,
                                    state.getVersion(),
                                    STAGES[state.getStage().ordinal()]),
                            budget,
                            ControllerSection.controller(
                                    controllers.getControllers().get(i))));
        }
        merchant.restore(open, left);
    }
}
