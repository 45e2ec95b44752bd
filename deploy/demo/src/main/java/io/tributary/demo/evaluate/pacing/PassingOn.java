package io.tributary.demo.evaluate.pacing;

/** Watches how the grants of merchants that run dry at noon pass to the others. */
final class PassingOn implements Replay.Watcher {
    private static final int NOON = Replay.BEATS / 2;
    /** Beats within which it is to be done. */
    static final int SOON = 10;

    private final Market market;
    private final Tributary method;
    private double unusable;
    private double soon;
    private double last;

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
        for (int m = 0; m < market.size(); m++) {
            if (!market.runsDry(m)) {
                others += method.grant(m) - market.budget(m);
            } else if (beat == NOON) {
                unusable += Math.max(0, method.grant(m) - shown[m]);
            }
        }
        last = others;
        if (beat == NOON + SOON) {
            soon = others;
        }
    }

    /** Exposures granted at noon to merchants that can have no more. */
    double unusable() {
        return unusable;
    }

    /** Exposures that the others were granted in addition ten beats later. */
    double passedOnSoon() {
        return soon;
    }

    /** The same at the end of the day. */
    double passedOn() {
        return last;
    }
}
