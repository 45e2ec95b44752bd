package io.tributary.topology.experiment;

import io.tributary.domain.Stage;

/**
 * Which figures belong together: those of one record of uplift.
 *
 * @param programmeId {@link #ALL} for the merchants of all programmes
 * @param version 0 for all programmes
 * @param stage null for all stages
 * @param start of the window, epoch milliseconds
 */
record UpliftRow(String programmeId, int version, Stage stage, Window window, long start) {
    /** No programme's id has capitals. */
    static final String ALL = "ALL";

    /** The time that the figures are of. */
    enum Window {
        DAY,
        TO_DATE
    }

    boolean isOfAll() {
        return programmeId.equals(ALL);
    }

    /** The record's key. */
    String key() {
        return programmeId + "/" + version + "/" + (stage == null ? ALL : stage) + "/" + window + "/" + start;
    }

    static UpliftRow of(String key) {
        String[] parts = key.split("/");
        return new UpliftRow(
                parts[0],
                Integer.parseInt(parts[1]),
                parts[2].equals(ALL) ? null : Stage.valueOf(parts[2]),
                Window.valueOf(parts[3]),
                Long.parseLong(parts[4]));
    }
}
