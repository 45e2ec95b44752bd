package io.tributary.demo.evaluate.pacing;

/** Watches how the grants of merchants that run dry at noon pass to the others. */
final class PassingOn implements Replay.Watcher {
    private static final int NOON = Replay.BEATS / 2;
    /** Beats within which it is to be done. */
    static final int SOON = 10;

    private final Market market;
    private final Tributary method;
    private final double[] freed = new double[Replay.BEATS + 1];
    private final double[] passed = new double[Replay.BEATS + 1];
    private double unusable;
    private double grantedAtNoon;

    PassingOn(Market market, Tributary method) {
        this.market = market;
        this.method = method;
    }

    @Override
    public void beat(int beat, long[] shown) {
        if (beat < NOON) {
            return;
        }
        double others = 0;
        double dry = 0;
        for (int m = 0; m < market.size(); m++) {
            if (!market.runsDry(m)) {
                others += method.grant(m) - market.budget(m);
                continue;
            }
            dry += method.grant(m);
            if (beat == NOON) {
                unusable += Math.max(0, method.grant(m) - shown[m]);
                grantedAtNoon += method.grant(m);
            }
        }
        freed[beat] = grantedAtNoon - dry;
        passed[beat] = others;
    }

    /** Exposures granted at noon to merchants that can have no more. */
    double unusable() {
        return unusable;
    }

    /** Exposures that the others were granted in addition ten beats after noon. */
    double passedOnSoon() {
        return passed[NOON + SOON];
    }

    /** The same at the end of the day. */
    double passedOn() {
        return passed[Replay.BEATS];
    }

    /** Most exposures that were taken from the dry ones and not granted to the others ten beats later. */
    double mostLeft() {
        double most = 0;
        for (int beat = NOON; beat + SOON <= Replay.BEATS; beat++) {
            most = Math.max(most, freed[beat] - passed[beat + SOON]);
        }
        return most;
    }
}
