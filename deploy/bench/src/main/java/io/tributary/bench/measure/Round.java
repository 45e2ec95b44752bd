package io.tributary.bench.measure;

/**
 * One run of a job over the workload, its warm half measured. Figures per event and per second are NaN where that half was committed
 * at once with the half before: too few events to be timed.
 *
 * @param job name of the job
 * @param round number, from 1
 * @param eventsPerSecond committed events, wall time
 * @param cpuMicrosPerEvent processor time of the job's process, microseconds
 * @param brokerCpuMicrosPerEvent processor time of the broker's process, microseconds
 * @param otherCpuPercent share of the machine that processes took that have no part in it; NaN where nobody can tell
 * @param jitCpuMicrosPerEvent part of cpuMicrosPerEvent that the JVM's compilers took, which a job that has run for some minutes does
 *     not pay any more; NaN where nobody can tell
 */
public record Round(
        String job,
        int round,
        double eventsPerSecond,
        double cpuMicrosPerEvent,
        double brokerCpuMicrosPerEvent,
        double otherCpuPercent,
        double jitCpuMicrosPerEvent) {
    /** Whether other processes left the machine alone; where nobody can tell, they are taken to have. */
    public boolean isQuiet(double mostOtherPercent) {
        return !(otherCpuPercent > mostOtherPercent);
    }

    /** Whether there were enough events to be timed. */
    public boolean timed() {
        return !Double.isNaN(eventsPerSecond);
    }

    /** Processor time of job and broker together, microseconds per event. */
    public double allCpuMicrosPerEvent() {
        return cpuMicrosPerEvent + brokerCpuMicrosPerEvent;
    }
}
