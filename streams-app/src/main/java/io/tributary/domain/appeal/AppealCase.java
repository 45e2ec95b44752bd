package io.tributary.domain.appeal;

/**
 * A merchant's appeal or complaint. Immutable.
 *
 * <pre>
 *   OPENED ──> open ──CLOSED──> closed: UPHELD or DISMISSED ──six months after it was opened──> forgotten
 *               │ ^
 *               │ └─HUMAN_REQUESTED: from then on only a human closes it
 *               └─dueAt passes: overdue
 * </pre>
 *
 * @param decisionId that it is about; empty for none
 * @param credit exposures of an upheld case that are still to be credited
 */
public record AppealCase(String id, Kind kind, String decisionId, Term term, Status status, long credit) {
    private static final char SEPARATOR = '~';

    /** What a case is about. Same symbols as the schema's CaseKind. */
    public enum Kind {
        APPEAL,
        COMPLAINT
    }

    /** How it was decided. */
    public enum Outcome {
        /** It was not decided yet. */
        OPEN,
        UPHELD,
        DISMISSED
    }

    /** When it was opened, and when it is to be decided, epoch milliseconds. */
    public record Term(long openedAt, long dueAt) {}

    /**
     * How far it is.
     *
     * @param humanRequested whether only a human may close it
     * @param overdue whether it was open when it was due
     */
    public record Status(Outcome outcome, boolean humanRequested, boolean overdue) {
        static final Status NEW = new Status(Outcome.OPEN, false, false);
    }

    public boolean isOpen() {
        return status.outcome() == Outcome.OPEN;
    }

    /** The programme of the decision that it is about; empty for none. */
    public String programmeId() {
        return programmeOf(decisionId);
    }

    /** The programme that a decision's id names. */
    public static String programmeOf(String decisionId) {
        int end = decisionId.indexOf(SEPARATOR);
        return end < 0 ? "" : decisionId.substring(0, end);
    }

    AppealCase withStatus(Status now) {
        return new AppealCase(id, kind, decisionId, term, now, credit);
    }

    AppealCase withCredit(long left) {
        return new AppealCase(id, kind, decisionId, term, status, left);
    }
}
