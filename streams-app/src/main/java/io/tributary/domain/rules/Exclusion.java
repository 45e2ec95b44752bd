package io.tributary.domain.rules;

import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;
import io.tributary.domain.eligibility.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Programmes that cannot be had together, and seats: nobody waits for a seat in a programme that another excludes, and a programme for
 * whose seat a merchant waits excludes none. One that names another excludes it, and is excluded by it. Of two that would both have a
 * merchant, the one that it takes part in already keeps it; of two that are alike in this, the first in the order in which programmes are
 * decided and published, which is that of their ids.
 */
final class Exclusion {
    private Exclusion() {}

    /**
     * The same judgements, in their order, where no two that exclude each other are eligible.
     *
     * @param seat asks for a seat, where the programme has seats
     */
    static List<Judgement> among(List<Judgement> judgements, ClockReview clocks, UnaryOperator<Judgement> seat) {
        List<Judgement> after = new ArrayList<>(judgements);
        List<Judgement> accepted = new ArrayList<>();
        for (boolean member : new boolean[] {true, false}) {
            for (int i = 0; i < after.size(); i++) {
                Judgement each = after.get(i);
                if (each.outcome().eligible() && each.takesPart() == member) {
                    Judgement other = excluding(each, accepted);
                    Judgement decided = other == null ? seat.apply(each) : each.with(excludedBy(other));
                    after.set(i, decided);
                    if (decided.outcome().eligible()) {
                        accepted.add(decided);
                    } else {
                        clocks.takesNoPart(each.version().rules());
                    }
                }
            }
        }
        return after;
    }

    private static Judgement excluding(Judgement candidate, List<Judgement> accepted) {
        for (Judgement each : accepted) {
            if (each.version().rules().excludes(candidate.version().rules())) {
                return each;
            }
        }
        return null;
    }

    private static Outcome excludedBy(Judgement other) {
        String id = "excluded-by:" + other.version().rules().id();
        return new Outcome(Ground.EXCLUDED, false, List.of(new DecidedClause(id, Verdict.FAILS)));
    }
}
