package io.tributary.topology.merchant;

import io.tributary.domain.appeal.AppealCase;
import io.tributary.domain.appeal.Cases;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.state.v1.CaseKindName;
import io.tributary.state.v1.CaseOutcomeName;
import io.tributary.state.v1.CaseState;
import io.tributary.state.v1.CasesState;

/** Section “cases” of a merchant. */
final class CasesSection {
    private CasesSection() {}

    static CasesState of(MerchantState merchant) {
        return new CasesState(
                merchant.cases().all().stream().map(CasesSection::state).toList());
    }

    static void restore(MerchantState merchant, CasesState state) {
        merchant.restore(
                Cases.of(state.getCases().stream().map(CasesSection::read).toList()));
    }

    private static CaseState state(AppealCase one) {
        return new CaseState(
                one.id(),
                CaseKindName.valueOf(one.kind().name()),
                one.decisionId(),
                one.term().openedAt(),
                one.term().dueAt(),
                CaseOutcomeName.valueOf(one.status().outcome().name()),
                one.status().humanRequested(),
                one.status().overdue(),
                one.credit());
    }

    private static AppealCase read(CaseState state) {
        return new AppealCase(
                state.getId(),
                AppealCase.Kind.valueOf(state.getKind().name()),
                state.getDecisionId(),
                new AppealCase.Term(state.getOpenedAt(), state.getDueAt()),
                new AppealCase.Status(
                        AppealCase.Outcome.valueOf(state.getOutcome().name()),
                        state.getHumanRequested(),
                        state.getOverdue()),
                state.getCredit());
    }
}
