package io.tributary.chaos;

/**
 * One fault as it went.
 *
 * @param step what was done
 * @param what which part was broken
 * @param takeoverMillis from the fault until every merchant task had answered a beat made after it, with what was broken still broken;
 *     {@value #HEALED_BEFORE} where it was healed before that
 * @param recoveryMillis from the healing until all instances were ready and every merchant task had answered a later beat
 */
record Episode(FaultPlan.Step step, String what, long takeoverMillis, long recoveryMillis) {
    static final long HEALED_BEFORE = -1;

    boolean isTakenOver() {
        return takeoverMillis != HEALED_BEFORE;
    }
}
