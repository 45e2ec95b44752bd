package io.tributary.demo.evaluate.pacing;

/**
 * Stops a merchant near the end of its grant while what is in flight may use up the rest.
 *
 * <p>Two risks are held: that one more decision leads beyond the grant at all, and that it leads beyond what is tolerated.
 * For a grant below 1 / tolerance the second leaves no room for a single exposure too many, so that a small merchant waits
 * until its last decisions have come back or are as good as lost; a large one goes on at the expected pace.
 *
 * @param risk chance of one exposure beyond the grant that is borne per decision, 0..1
 * @param grossRisk chance of more than the tolerance beyond the grant that is borne per decision, 0..1
 * @param tolerance part of the grant, 0..1
 */
record EndGate(double risk, double grossRisk, double tolerance) {
    public static final EndGate STANDARD = new EndGate(0.2, 3e-4, 0.02);

    public EndGate {
        if (!(risk >= 0 && risk <= 1 && grossRisk >= 0 && grossRisk <= 1 && tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("end gate: risk " + risk + ", gross risk " + grossRisk + ", tolerance "
                    + tolerance + ": need 0..1");
        }
    }

    /**
     * Whether one more exposure may be decided.
     *
     * @param spent exposures charged
     * @param grant exposures
     */
    public boolean admits(InFlight.Reading inFlight, long spent, long grant) {
        double left = (double) grant - spent;
        return inFlight.chanceAtLeast(left) <= risk
                && inFlight.chanceAtLeast(left + Math.floor(tolerance * grant)) <= grossRisk;
    }
}
