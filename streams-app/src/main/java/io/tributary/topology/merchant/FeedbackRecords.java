package io.tributary.topology.merchant;

import io.tributary.domain.appeal.AppealCase;
import io.tributary.domain.appeal.CaseEvent;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import java.util.Objects;

/** Feedback, from records to the domain. */
final class FeedbackRecords {
    private FeedbackRecords() {}

    /**
     * Takes feedback that is within its bounds.
     *
     * @return null for a kind or an action that this version does not know
     * @throws IllegalArgumentException naming the field and what it must be
     */
    static CaseEvent event(Feedback record) {
        if (record.getKind() == CaseKind.UNKNOWN || record.getAction() == CaseAction.UNKNOWN) {
            return null;
        }
        CaseEvent.About about = new CaseEvent.About(
                Objects.requireNonNullElse(record.getDecisionId(), ""),
                Objects.requireNonNullElse(record.getDecidedAt(), Long.MAX_VALUE));
        return new CaseEvent(
                record.getCaseId(),
                AppealCase.Kind.valueOf(record.getKind().name()),
                about,
                CaseEvent.Action.valueOf(record.getAction().name()),
                record.getAction() == CaseAction.CLOSED ? closing(record) : null,
                record.getTime());
    }

    private static CaseEvent.Closing closing(Feedback record) {
        if (record.getDecidedBy() == DecidedBy.UNKNOWN) {
            throw new IllegalArgumentException("decidedBy: is missing, must be HUMAN or MACHINE");
        }
        AppealCase.Outcome outcome = record.getOutcome() == CaseOutcome.UNKNOWN
                ? AppealCase.Outcome.OPEN
                : AppealCase.Outcome.valueOf(record.getOutcome().name());
        return new CaseEvent.Closing(outcome, record.getDecidedBy() == DecidedBy.HUMAN, record.getExposures());
    }
}
