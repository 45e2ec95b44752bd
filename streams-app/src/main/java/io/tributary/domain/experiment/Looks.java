package io.tributary.domain.experiment;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The confidence sequences of a window's figures. Each is made narrowest where its standard error will be when the window is as long as it is
 * planned to be, as its first look lets expect: noise falls with the root of time. That is fixed at the first look and never moved, or the
 * sequence would not hold.
 */
public final class Looks {
    private final Map<String, Double> narrowest = new HashMap<>();
    private final double elapsed;
    private final double planned;

    /**
     * @param narrowest standard errors of looks before, by the figure's path
     * @param elapsed days of the window by now, above 0
     * @param planned days that it is expected to be long, above 0
     */
    public Looks(Map<String, Double> narrowest, double elapsed, double planned) {
        this.narrowest.putAll(narrowest);
        this.elapsed = elapsed;
        this.planned = planned;
    }

    /** The interval at this look; null when there is no variance yet. */
    Interval at(FigureKey key, Uplift estimate) {
        if (!(estimate.standardError() > 0)) {
            return null;
        }
        double expected = narrowest.computeIfAbsent(
                key.path(), first -> estimate.standardError() * Math.sqrt(Math.min(1, elapsed / planned)));
        return ConfidenceSequence.narrowestAt(expected).at(estimate.difference(), estimate.standardError());
    }

    /** Standard errors at which the sequences are narrowest, by the figure's path. */
    public Map<String, Double> narrowest() {
        return Collections.unmodifiableMap(narrowest);
    }
}
