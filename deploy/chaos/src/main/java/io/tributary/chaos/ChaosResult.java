package io.tributary.chaos;

import java.util.List;

/**
 * What a run has shown; there is none of a run in which something was lost or doubled.
 *
 * @param seed which repeats the plan
 * @param episodes all faults, in order
 * @param endedByThemselves how often an instance ended although nobody killed it, and was started again
 * @param compared what the oracle compared, in a line
 * @param alerts what a Prometheus has seen, where one watched
 */
record ChaosResult(long seed, List<Episode> episodes, int endedByThemselves, String compared, AlertReport alerts) {
    ChaosResult {
        episodes = List.copyOf(episodes);
    }

    ChaosResult with(AlertReport seen) {
        return new ChaosResult(seed, episodes, endedByThemselves, compared, seen);
    }
}
