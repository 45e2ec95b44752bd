package io.tributary.chaos;

import java.util.List;

/**
 * What a run has shown; there is none of a run in which something was lost or doubled.
 *
 * @param seed which repeats the plan
 * @param episodes all faults, in order
 * @param endedByThemselves how often an instance ended although nobody killed it, and was started again
 * @param compared what the oracle compared, in a line
 */
record ChaosResult(long seed, List<Episode> episodes, int endedByThemselves, String compared) {
    ChaosResult {
        episodes = List.copyOf(episodes);
    }
}
