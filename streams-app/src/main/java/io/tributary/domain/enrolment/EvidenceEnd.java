package io.tributary.domain.enrolment;

/**
 * When support ends because it does not help: as a period begins, once the floor of the period before was delivered, so much was charged
 * in all, and the chance is low that the merchant sells better on its exposure than members do on theirs.
 *
 * @param afterExposures exposures charged under the programme since the merchant came in; 0: the floor is enough
 * @param chanceBelow above 0 and below 1
 * @param returnAfterDays days of 24 hours after which the merchant may come in again; {@link HardExit#FOR_GOOD}: never
 */
public record EvidenceEnd(long afterExposures, double chanceBelow, int returnAfterDays) {
    public EvidenceEnd {
        StageStep.require(afterExposures >= 0, "endsWhen.afterExposures", afterExposures, "0 or more");
        StageStep.require(
                chanceBelow > 0 && chanceBelow < 1, "endsWhen.chanceBelow", chanceBelow, "above 0 and below 1");
        StageStep.require(
                returnAfterDays >= HardExit.FOR_GOOD,
                "endsWhen.returnAfterDays",
                returnAfterDays,
                "0 or more, or -1 for never");
    }

    /**
     * Whether support ends.
     *
     * @param delivered exposures charged since the merchant came in
     * @param evidence null while nothing is known of the members: then nothing ends
     */
    public boolean isMet(long delivered, StageEvidence evidence) {
        return evidence != null && delivered >= afterExposures && evidence.chance() < chanceBelow;
    }
}
