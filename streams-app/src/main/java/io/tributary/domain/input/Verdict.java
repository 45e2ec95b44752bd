package io.tributary.domain.input;

/**
 * What is to be done about one partition of an input.
 *
 * @param action what
 * @param offset of the record to read next; for {@link Action#STOP} the one to go on with once somebody has accepted what is said
 * @param words what is the matter, empty when nothing is
 */
public record Verdict(Action action, long offset, String words) {
    /** What is to be done. */
    public enum Action {
        /** Nothing: state and group agree. */
        GO_ON,
        /** The group is set to the offset: nothing is skipped, and nothing read twice. */
        SET,
        /** The input is read whole once more, and what is not there is withdrawn. */
        READ_WHOLE,
        /** Numbers would be wrong: a person has to decide. */
        STOP
    }

    boolean isStop() {
        return action == Action.STOP;
    }
}
