package io.tributary.topology;

import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.PoolReport;
import java.util.Set;

/** Sees what the topologies do, for metrics and the console. Called on stream threads: must be quick and not throw. */
public interface TopologyObserver {
    /** Sees nothing. */
    TopologyObserver NONE = new TopologyObserver() {};

    /** A merchant task became this instance's. */
    default void taskOpened(int task) {}

    /** A merchant task is this instance's no more. */
    default void taskClosed(int task) {}

    /** The pool became this instance's. */
    default void poolOpened() {}

    /** The pool is this instance's no more. */
    default void poolClosed() {}

    /** The pool sent a beat, of these programmes. */
    default void sentBeat(Set<String> programmeIds) {}

    /** The pool compared this instance's clock with others'. */
    default void clock(boolean distrusted) {}

    /** A merchant task answered a beat; the counters inside are totals. */
    default void reported(PoolReport report, int directives, long sweepNanos) {}

    /** The pool published a programme's pacing. */
    default void paced(ProgrammeMetric metric) {}

    /** Beat time minus event time of the oldest event a directive reacts to, milliseconds. */
    default void decided(long latencyMillis) {}
}
