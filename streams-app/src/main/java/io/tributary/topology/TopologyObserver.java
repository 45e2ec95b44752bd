package io.tributary.topology;

import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.PoolReport;

/** Sees what the topologies do, for metrics and the console. Called on stream threads: must be quick and not throw. */
public interface TopologyObserver {
    /** Sees nothing. */
    TopologyObserver NONE = new TopologyObserver() {};

    /** A merchant task answered a beat; the counters inside are totals. */
    default void reported(PoolReport report, int directives, long sweepNanos) {}

    /** The pool published a programme's pacing. */
    default void paced(ProgrammeMetric metric) {}

    /** Beat time minus event time of the oldest event a directive reacts to, milliseconds. */
    default void decided(long latencyMillis) {}
}
