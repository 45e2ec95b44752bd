package io.tributary.schemas;

import java.util.List;

/**
 * What the registry says of one topic's value schema.
 *
 * @param subject registry subject
 * @param state whether the schema can be, or is, registered
 * @param detail id, level or the incompatibilities, one line
 */
public record SubjectCheck(String subject, State state, String detail) {
    /** State of a schema in the registry. */
    public enum State {
        /** Registered as it is. */
        REGISTERED,
        /** Not registered; compatible with everything that is. */
        NEW,
        /** Not compatible with a registered version. */
        INCOMPATIBLE
    }

    /** Whether none of the checks found an incompatibility. */
    public static boolean allCompatible(List<SubjectCheck> checks) {
        return checks.stream().noneMatch(check -> check.state() == State.INCOMPATIBLE);
    }

    @Override
    public String toString() {
        return String.format("%-12s %-28s %s", state, subject, detail).stripTrailing();
    }
}
