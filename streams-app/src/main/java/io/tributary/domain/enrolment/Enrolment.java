package io.tributary.domain.enrolment;

import io.tributary.domain.Stage;

/** That a merchant takes part in a programme: under which version of the rules, and at which stage. */
public final class Enrolment {
    private final String programmeId;
    private int version;
    private Stage stage = Stage.SEED;

    /**
     * @param programmeId one string for all enrolments of a programme: it saves memory, and is quick to compare
     */
    public Enrolment(String programmeId) {
        this.programmeId = programmeId;
    }

    public String programmeId() {
        return programmeId;
    }

    /** Version of the rules that decided last; 0 before the first. */
    public int version() {
        return version;
    }

    public Stage stage() {
        return stage;
    }

    /**
     * Follows a decision.
     *
     * @return whether version or stage is another than before
     */
    public boolean follow(int rulesVersion, Stage step) {
        boolean changes = version != rulesVersion || stage != step;
        version = rulesVersion;
        stage = step;
        return changes;
    }

    /** An enrolment as it was. */
    public static Enrolment restored(String programmeId, int version, Stage stage) {
        Enrolment enrolment = new Enrolment(programmeId);
        enrolment.version = version;
        enrolment.stage = stage;
        return enrolment;
    }
}
