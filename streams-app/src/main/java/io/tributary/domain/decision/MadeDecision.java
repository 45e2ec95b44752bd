package io.tributary.domain.decision;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.StageEvidence;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.ledger.GrantFigures;
import java.util.List;

/** One decision about a merchant, as it is told when it is made. */
public sealed interface MadeDecision {
    /** Which it is, and by whose rules. */
    Mark mark();

    /** Whether it takes or keeps something from the merchant. */
    boolean isAdverse();

    /**
     * Which decision it is.
     *
     * @param id names it among all decisions about all merchants; see {@link DecisionIds}
     * @param version of the programme's rules that decided
     */
    record Mark(String id, String programmeId, int version) {}

    /**
     * A clause that decided, what it said and why.
     *
     * @param clause its id, or a machine name of what decided before any clause
     */
    record Reason(String clause, Verdict verdict, LocalizedText text) {}

    /**
     * Whether the merchant takes part.
     *
     * @param eligible whether it does from now on
     * @param tookPart whether it did until now
     */
    record Eligibility(Mark mark, boolean eligible, boolean tookPart, List<Reason> reasons) implements MadeDecision {
        public static Eligibility of(Decision decision, String merchantId, boolean tookPart, List<Reason> reasons) {
            Mark mark = new Mark(decision.id(merchantId), decision.programmeId(), decision.version());
            return new Eligibility(mark, decision.eligible(), tookPart, List.copyOf(reasons));
        }

        @Override
        public boolean isAdverse() {
            return !eligible;
        }
    }

    /**
     * What a stage goes by.
     *
     * @param figures null while nothing is known of the members
     * @param limits between which the merchant stays where it is
     */
    record Evidence(StageEvidence figures, StageLadder.Limits limits) {}

    /**
     * Another step in the programme.
     *
     * @param reasons the clause that decided, if one did
     */
    record Step(Mark mark, Stage before, Stage stage, Evidence evidence, List<Reason> reasons) implements MadeDecision {
        @Override
        public boolean isAdverse() {
            return stage.compareTo(before) < 0;
        }
    }

    /**
     * The grant of a period.
     *
     * @param reason why it is not what the rules alone give; null when it is
     */
    record Grant(Mark mark, Stage stage, GrantFigures figures, Evidence evidence, LocalizedText reason)
            implements MadeDecision {
        @Override
        public boolean isAdverse() {
            return reason != null;
        }
    }

    /**
     * Whether a merchant that graduated still sells.
     *
     * @param reason says so, and when it sold last
     */
    record Survival(Mark mark, Reason reason) implements MadeDecision {
        @Override
        public boolean isAdverse() {
            return false;
        }
    }

    /**
     * Boosts were stopped of a merchant that takes part.
     *
     * @param cause machine name of what stopped them
     */
    record Withheld(Mark mark, Stage stage, String cause, LocalizedText reason) implements MadeDecision {
        @Override
        public boolean isAdverse() {
            return true;
        }
    }
}
