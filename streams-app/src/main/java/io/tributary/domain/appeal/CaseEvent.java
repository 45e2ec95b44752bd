package io.tributary.domain.appeal;

import io.tributary.domain.appeal.AppealCase.Kind;
import io.tributary.domain.appeal.AppealCase.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * What happened to a merchant's appeal or complaint, valid by construction.
 *
 * @param caseId names the case among the merchant's
 * @param about the decision; {@link About#NOTHING} where it is about none, or as it was opened
 * @param closing of a case that is closed, else null
 * @param time when it happened, epoch milliseconds
 */
public record CaseEvent(String caseId, Kind kind, About about, Action action, Closing closing, long time) {
    /** An appeal may be opened for so long after the decision: six months, as Regulation (EU) 2022/2065, article 20, asks. */
    static final long APPEAL_MILLIS = TimeUnit.DAYS.toMillis(184);

    /** What can happen. */
    public enum Action {
        OPENED,
        HUMAN_REQUESTED,
        CLOSED
    }

    /**
     * The decision that a case is about.
     *
     * @param decisionId empty for none
     * @param decidedAt epoch milliseconds; {@link Long#MAX_VALUE} where it is not said
     */
    public record About(String decisionId, long decidedAt) {
        public static final About NOTHING = new About("", Long.MAX_VALUE);
    }

    /**
     * How it was decided.
     *
     * @param byHuman whether a person decided
     * @param exposures that are credited, not negative
     */
    public record Closing(Outcome outcome, boolean byHuman, long exposures) {
        public Closing {
            if (outcome == Outcome.OPEN) {
                throw new IllegalArgumentException("outcome: is missing, must be UPHELD or DISMISSED");
            }
            if (exposures > 0 && outcome != Outcome.UPHELD) {
                throw new IllegalArgumentException("exposures: are " + exposures + ", must be 0 unless UPHELD");
            }
        }
    }

    /** Whether the merchant complains of something that is no decision. */
    public boolean opensComplaint() {
        return action == Action.OPENED && kind == Kind.COMPLAINT;
    }

    public CaseEvent {
        if (action == Action.OPENED && kind == Kind.APPEAL && about.decisionId().isEmpty()) {
            throw new IllegalArgumentException("decisionId: is missing, an appeal is against a decision");
        }
        if (action == Action.OPENED
                && about.decidedAt() != Long.MAX_VALUE
                && time - about.decidedAt() > APPEAL_MILLIS) {
            throw new IllegalArgumentException("decidedAt: is more than six months ago");
        }
        if ((action == Action.CLOSED) != (closing != null)) {
            throw new IllegalArgumentException("outcome: goes with CLOSED");
        }
    }
}
