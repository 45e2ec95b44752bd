package io.tributary.chaos;

import io.tributary.chaos.FaultPlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts a fault has to raise, and which it may. Whatever else fires is a failure of the run: somebody would have been woken for
 * nothing. That brokers are gone is told by their own monitoring; here it is seen only when the service suffers.
 */
final class AlertExpectations {
    static final String DOWN = "TributaryDown";
    static final String NO_BEAT = "TributaryNoBeat";
    static final String SILENT = "TributaryTaskSilent";
    static final String HOSTS_STALE = "TributaryHostsStale";
    static final String RESTORE_STUCK = "TributaryRestoreStuck";
    static final String THREADS_FAIL = "TributaryThreadsFail";
    static final String FENCED = "TributaryFenced";
    static final String DISK = "TributaryDisk";
    static final String REGISTRY_AWAY = "TributaryRegistryAway";
    static final String WAITING = "TributaryWaiting";
    static final String CLOCK = "TributaryClock";
    static final String DEAD_LETTERS = "TributaryDeadLetters";
    static final String MANY_DEAD_LETTERS = "TributaryManyDeadLetters";

    static final String FLOOR_AT_RISK = "TributaryFloorAtRisk";
    static final String PACING = "TributaryPacing";

    /**
     * What is wrong with the traffic itself, whatever else is broken: shoppers send bytes that nobody can read, and they are fewer than
     * the pools are made for, of which a period is a minute.
     */
    static final Set<String> OF_TRAFFIC = Set.of(DEAD_LETTERS, FLOOR_AT_RISK, PACING);

    /** Until others have the tasks of an instance, merchants and hosts hear nothing. */
    private static final Set<String> TAKEOVER = Set.of(NO_BEAT, SILENT, HOSTS_STALE);
    /** An instance that starts beside others on a small machine may wait for more than four seconds until it is answered. */
    private static final Set<String> RESTART = Set.of(REGISTRY_AWAY, WAITING);
    /** What does not answer for eight seconds is down; before that, a scrape is waited for, and an evaluation. */
    private static final long DOWN_AFTER = 12_000;
    /** What accepts a question and gives no answer is waited for. */
    private static final long HELD_AFTER = 15_000;
    /** The disk has to be full for forty seconds. */
    private static final long DISK_AFTER = 45_000;
    /** A wait of more than four seconds has to last for another four, once an instance of Java has begun to start. */
    private static final long REGISTRY_AFTER = 20_000;

    private AlertExpectations() {}

    /**
     * What one fault raises.
     *
     * @param must alerts, each with how long the fault has to last for it, milliseconds
     * @param may alerts that depend on which task was where
     */
    record Expected(Map<String, Long> must, Set<String> may) {
        Expected {
            must = Map.copyOf(must);
            may = Set.copyOf(may);
        }

        boolean allows(String alert) {
            return must.containsKey(alert) || may.contains(alert);
        }

        /** Those that have to fire when it lasts for so long. */
        List<String> after(long millis) {
            return must.entrySet().stream()
                    .filter(alert -> millis >= alert.getValue())
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        private Expected and(Expected other) {
            Map<String, Long> all = new HashMap<>(must);
            all.putAll(other.must);
            Set<String> any = new HashSet<>(may);
            any.addAll(other.may);
            return new Expected(all, any);
        }
    }

    static Expected of(Step step) {
        Expected fault = of(step.fault());
        if (!step.killOnTop()) {
            return fault;
        }
        if (step.fault() == Fault.REGISTRY_AWAY) {
            // It is started at once, so that it asks: what waits answers who scrapes it.
            return fault.and(new Expected(Map.of(REGISTRY_AWAY, REGISTRY_AFTER), with(TAKEOVER, RESTART, DOWN)));
        }
        return fault.and(of(Fault.KILL_INSTANCE));
    }

    private static Expected of(Fault fault) {
        return switch (fault) {
            case KILL_INSTANCE, KILL_TWO_INSTANCES, STOP_INSTANCE, WIPE_DISK ->
                new Expected(Map.of(DOWN, DOWN_AFTER), with(TAKEOVER, RESTART));
            // Threads that find a table damaged make it anew.
            case DAMAGE_DISK -> new Expected(Map.of(DOWN, DOWN_AFTER), with(TAKEOVER, RESTART, THREADS_FAIL));
            case HOLD_INSTANCE -> new Expected(Map.of(DOWN, HELD_AFTER), with(TAKEOVER, FENCED, WAITING));
            // An instance that cannot write ends, or its threads do, and others have its tasks.
            case FULL_DISK ->
                new Expected(Map.of(DISK, DISK_AFTER), with(TAKEOVER, RESTART, DOWN, THREADS_FAIL, RESTORE_STUCK));
            // What is given up is read again, and its dead letters count again. Who takes over restores from brokers.
            case KILL_BROKER, STOP_BROKER, HOLD_BROKER ->
                new Expected(Map.of(), with(TAKEOVER, WAITING, FENCED, RESTORE_STUCK, MANY_DEAD_LETTERS));
            // What runs knows all schemas; who starts without the registry waits.
            case REGISTRY_AWAY -> new Expected(Map.of(), with(Set.of(), REGISTRY_AWAY));
            // It goes on until the metric has told of it for long enough. Whichever way the clock goes back, the
            // instance ends.
            case JUMP_CLOCK -> new Expected(Map.of(CLOCK, 0L), with(TAKEOVER, RESTART, DOWN, FENCED));
            case SLOW_DISK -> new Expected(Map.of(), with(TAKEOVER, RESTORE_STUCK, WAITING, FENCED));
            // It is still seen by who watches it.
            case CUT_INSTANCE, CUT_LINK, SLOW_NETWORK -> new Expected(Map.of(), with(TAKEOVER, WAITING, FENCED));
        };
    }

    private static Set<String> with(Set<String> some, Set<String> others, String... more) {
        Set<String> both = new HashSet<>(some);
        both.addAll(others);
        return with(both, more);
    }

    private static Set<String> with(Set<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /** Every alert that any fault or the traffic is to raise or may. */
    static Set<String> all() {
        Set<String> all = new HashSet<>(OF_TRAFFIC);
        for (Fault fault : Fault.values()) {
            Expected expected = of(fault);
            all.addAll(expected.must.keySet());
            all.addAll(expected.may);
        }
        return all;
    }
}
