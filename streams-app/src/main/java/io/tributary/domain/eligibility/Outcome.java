package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import java.util.List;

/**
 * What a programme's rules come to for a merchant.
 *
 * @param clauses those that decided: all when eligible, else those that do not hold; when nothing else is in the way, those that await an attribute
 */
public record Outcome(Ground ground, boolean eligible, List<DecidedClause> clauses) {
    /** Whoever declined support gets none, whatever the clauses say. */
    public static final Outcome OPTED_OUT =
            new Outcome(Ground.OPT_OUT, false, List.of(new DecidedClause("opt-out", Verdict.FAILS)));
    /** Nobody takes part in a programme that is over. */
    public static final Outcome OVER =
            new Outcome(Ground.ENDED, false, List.of(new DecidedClause("ended", Verdict.FAILS)));

    /** Whoever has a time of its own in a programme is supported in that time only. */
    public static final Outcome CLOCK_NOT_BEGUN =
            new Outcome(Ground.CLOCK_NOT_BEGUN, false, List.of(new DecidedClause("clock-not-begun", Verdict.FAILS)));
    /** The same, once it has passed. */
    public static final Outcome CLOCK_OVER =
            new Outcome(Ground.CLOCK_OVER, false, List.of(new DecidedClause("clock-over", Verdict.FAILS)));

    /** What decided, with the reason that merchants read where it is not a clause. */
    public enum Ground {
        /** The programme's clauses, each with a reason of its own. */
        CLAUSES(null),
        OPT_OUT(new LocalizedText("商家已选择不参加扶持。", "The merchant declined support.")),
        ENDED(new LocalizedText("扶持计划已结束。", "The programme has ended.")),
        CLOCK_NOT_BEGUN(new LocalizedText("商家在本计划中的扶持期尚未开始。", "The merchant's time in the programme has not begun.")),
        CLOCK_OVER(new LocalizedText("商家在本计划中的扶持期已结束。", "The merchant's time in the programme is over."));

        private final LocalizedText reason;

        Ground(LocalizedText reason) {
            this.reason = reason;
        }

        /** Null for clauses. */
        public LocalizedText reason() {
            return reason;
        }
    }

    public Outcome {
        clauses = List.copyOf(clauses);
    }

    /** By the clauses. */
    static Outcome of(boolean eligible, List<DecidedClause> clauses) {
        return new Outcome(Ground.CLAUSES, eligible, clauses);
    }
}
