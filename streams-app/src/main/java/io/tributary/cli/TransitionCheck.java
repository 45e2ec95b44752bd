package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.RuleRecords;
import java.util.Optional;

/** What a version's transition says of those who take part in the one before. */
final class TransitionCheck {
    private TransitionCheck() {}

    /** Whether merchants may stay at a time, epoch milliseconds, under the version that this one follows. */
    static boolean isOpen(Programme programme, long time) {
        return programme.getTransition() != null
                && (programme.getTransition().getToTheEnd()
                        || programme.getTransition().getEndsAt() > time);
    }

    /** The same programme, without a transition that is over by a time, epoch milliseconds: what is over can be left out. */
    static Programme without(Programme programme, long time) {
        return programme.getTransition() == null || isOpen(programme, time)
                ? programme
                : Programme.newBuilder(programme).setTransition(null).build();
    }

    /**
     * Why nobody can stay under a version, a line that begins with the field; empty when merchants can, or need not.
     *
     * @param before the version that the other one follows; null for none
     */
    static Optional<String> fault(Programme before, Programme after) {
        if (after.getTransition() == null) {
            return Optional.empty();
        }
        if (before == null) {
            return Optional.of("transition: no version is in force before " + RuleFiles.title(after)
                    + " that anybody could stay under; leave it out");
        }
        return RuleRecords.rules(before).canBeUnder(RuleRecords.rules(after))
                ? Optional.empty()
                : Optional.of(
                        "transition: nobody can stay under " + RuleFiles.title(before)
                                + " with another periodMinutes, of which floor and cap are, or where merchants come to pay; leave it out");
    }
}
