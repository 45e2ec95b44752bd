package io.tributary.domain.pool;

import io.tributary.domain.Surface;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.rules.ProgrammeRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pool: gathers rules and reports, and makes a beat of them. It decides everything at a beat and nothing in between,
 * so what it knows after a beat is what it knows after a restart. Not thread-safe.
 */
public final class Pool {
    /** A task that has answered none of the last beats is silent. */
    static final int SILENT_BEATS = 3;
    /** Rules are repeated for a task that does not answer, but not at each beat: lists may be long. */
    private static final int REPEAT_RULES = 30;
    /** Longest that a beat of the wall clock waits for the answers to the last one, milliseconds. */
    static final long LONGEST_WAIT = 1_000;

    /**
     * Reports of a pool that lost its state are ahead of it, and it goes on from there. One that is farther ahead than any was sent
     * would take its number or its traffic out of reach of all that follow.
     */
    private static final long FARTHEST_BEATS = 10_000_000_000L;

    private static final long FARTHEST_MILLIS = 86_400_000;

    private final PoolPolicy policy;
    private final Programmes programmes = new Programmes();
    private final Map<String, Steering> steerings = new HashMap<>();
    private final Map<Integer, TaskReport> reports = new TreeMap<>();
    private PoolHead head = PoolHead.INITIAL;

    public Pool(PoolPolicy policy) {
        this.policy = policy;
    }

    /** Goes on from a kept head. */
    public void restore(PoolHead kept) {
        head = kept;
    }

    /** Goes on from a programme's kept steering. */
    public void restore(String programmeId, ProgrammeSteering kept) {
        steerings.put(programmeId, new Steering(kept));
    }

    /** Takes a version of a programme from the next beat on, or from its own time; false when this or a higher version is known already. */
    public boolean put(ProgrammeRules programme) {
        return programmes.put(programme);
    }

    /** Takes a list from the next beat on; false when this or a higher version is known already. */
    public boolean put(ListVersion list) {
        return programmes.put(list);
    }

    /** Takes a report; false when a later one of that task is known already. */
    public boolean put(TaskReport report) {
        if (report.task() < 0 || report.task() >= policy.merchantTasks()) {
            throw new IllegalArgumentException("report of task " + report.task() + ": there are "
                    + policy.merchantTasks() + " tasks; set merchant.partitions to the number the topics have");
        }
        if (report.beat() > head.number() + FARTHEST_BEATS) {
            throw new IllegalArgumentException(
                    "beat: is " + report.beat() + ", must be one that was sent, the last is " + head.number());
        }
        if (head.begun() && report.time() > head.time() + FARTHEST_MILLIS) {
            throw new IllegalArgumentException(
                    "time: is " + report.time() + ", must be that of a beat, the last is of " + head.time());
        }
        TaskReport old = reports.get(report.task());
        if (old != null && old.beat() > report.beat()) {
            return false;
        }
        reports.put(report.task(), report);
        return true;
    }

    /** Forgets a programme and its steering. */
    public void removeProgramme(String id) {
        programmes.removeProgramme(id);
        steerings.remove(id);
    }

    /** Forgets a version of a programme: those that are left go on. */
    public void removeVersion(String id, int version) {
        programmes.removeVersion(id, version);
    }

    /** Whether that version of a programme is in force or will be: a beat forgets those that another has replaced. */
    public boolean holds(String programmeId, int version) {
        return programmes.holds(programmeId, version);
    }

    /** Forgets a version of a list. */
    public void removeList(String name, int version) {
        programmes.removeList(name, version);
    }

    /** Forgets the versions of lists that a higher one has replaced by a time, epoch milliseconds: no beat will bring them. */
    public void forgetReplacedLists(long time) {
        programmes.forgetReplacedLists(time);
    }

    /** Whether neither this nor a higher version of a list is known. */
    public boolean isNewList(String name, int version) {
        return programmes.isNewList(name, version);
    }

    /** Whether that version of a list is in force or will be: a beat forgets those that a higher one has replaced. */
    public boolean holdsList(String name, int version) {
        return programmes.holdsList(name, version);
    }

    /**
     * Kill switch on.
     *
     * @throws IllegalArgumentException for a scope that does not exist
     */
    public void stop(String scope) {
        programmes.stop(scope);
    }

    /** Scopes under the kill switch. */
    public List<String> stopped() {
        return programmes.stopped();
    }

    /** Kill switch off. */
    public void lift(String scope) {
        programmes.lift(scope);
    }

    /** The state apart from programmes, as of the last beat. */
    public PoolHead head() {
        return head;
    }

    /** A programme's steering as of the last beat. */
    public ProgrammeSteering steering(String programmeId) {
        return steerings.get(programmeId).kept();
    }

    /**
     * Makes the next beat.
     *
     * @param time epoch milliseconds, not before the last beat's
     * @throws IllegalArgumentException when time goes back
     */
    public BeatPlan beat(long time) {
        if (time < head.time()) {
            throw new IllegalArgumentException("clock went back from " + head.time() + " to " + time
                    + ": beats need times that do not fall; start from a fresh state to replay an earlier time");
        }
        long number = Math.max(head.number(), latestReportedBeat()) + 1;
        long sinceLast = head.begun() ? Math.max(1, time - head.time()) : policy.beatIntervalMillis();
        long interval =
                policy.eventClock() ? Math.max(sinceLast, policy.beatIntervalMillis()) : policy.beatIntervalMillis();
        Map<Integer, TrafficMark> marks = marks();
        List<Integer> silent = silent(number);
        boolean heard = silent.size() < policy.merchantTasks();
        Moment moment = new Moment(number, time, sinceLast, head.intervalMillis(), interval);
        List<ProgrammePlan> plans = new ArrayList<>();
        for (ProgrammeRules rules : programmes.inForceAt(time)) {
            Steering steering = steerings.computeIfAbsent(rules.id(), id -> new Steering(rules, time));
            observe(steering, rules, marks);
            steering.enter(rules, time, lastHeard(time, sinceLast));
            Gathered gathered = Gathered.of(rules.id(), steering, policy.merchantTasks(), reports, silent);
            boolean active = rules.runsAt(time) && !programmes.isStopped(rules);
            plans.add(steering.plan(moment, rules, active, heard, gathered, policy));
        }
        programmes.forgetReplacedLists(time);
        programmes.forgetReplacedVersions(time);
        long digest = programmes.digest();
        boolean attach = attachRules(number, digest, silent);
        head = new PoolHead(number, time, interval, digest, marks);
        TaskTimes answered = TaskTimes.of(policy.merchantTasks(), reports);
        return new BeatPlan(number, time, interval, plans, programmes.stopped(), digest, attach, silent, answered);
    }

    /** When beats were last heard; now, when they stopped so long ago that nobody was boosted in between. */
    private long lastHeard(long time, long sinceLast) {
        return sinceLast <= Math.max(policy.directiveLifeMillis(), head.intervalMillis()) ? time - sinceLast : time;
    }

    /** The merchant tasks that have yet to answer the last beat; none before the first. */
    public List<Integer> awaited() {
        List<Integer> awaited = new ArrayList<>();
        for (int task = 0; head.begun() && task < policy.merchantTasks(); task++) {
            TaskReport report = reports.get(task);
            if (report == null || report.beat() < head.number()) {
                awaited.add(task);
            }
        }
        return awaited;
    }

    /**
     * Whether the next beat is to wait: tasks that keep up have yet to answer the last one. Beats that are closer together than
     * tasks can answer would only queue up before them, and each be answered late. Beats a second apart, or more, do not wait.
     *
     * @param now epoch milliseconds
     */
    public boolean isToWait(long now) {
        // Beats come a little early or late: what is due before the next one could be is due now.
        if (now - head.time() >= LONGEST_WAIT - policy.beatIntervalMillis() / 2) {
            return false;
        }
        List<Integer> awaited = awaited();
        awaited.removeAll(silent(head.number()));
        return !awaited.isEmpty();
    }

    /** Number, time and time since the last beat, how long that was expected to be, and how long the next is. */
    record Moment(long number, long time, long sinceLast, long expected, long interval) {}

    private long latestReportedBeat() {
        return reports.values().stream().mapToLong(TaskReport::beat).max().orElse(0);
    }

    private List<Integer> silent(long number) {
        List<Integer> silent = new ArrayList<>();
        for (int task = 0; task < policy.merchantTasks(); task++) {
            TaskReport report = reports.get(task);
            long answered = report == null ? 0 : report.beat();
            if (answered + SILENT_BEATS < number) {
                silent.add(task);
            }
        }
        return silent;
    }

    private boolean attachRules(long number, long digest, List<Integer> silent) {
        if (digest != head.rulesDigest() || number <= SILENT_BEATS) {
            return true;
        }
        for (int task = 0; task < policy.merchantTasks(); task++) {
            TaskReport report = reports.get(task);
            boolean lacks = report == null || report.rulesDigest() != digest;
            if (lacks && (!silent.contains(task) || number % REPEAT_RULES == 0)) {
                return true;
            }
        }
        return false;
    }

    /** The marks after this beat. A report of the same moment as the mark waits until there is time to put it on. */
    private Map<Integer, TrafficMark> marks() {
        Map<Integer, TrafficMark> marks = new HashMap<>(head.marks());
        reports.forEach((task, report) -> {
            TrafficMark old = head.marks().get(task);
            if (old == null || report.time() > old.time()) {
                marks.put(task, new TrafficMark(report.time(), report.traffic()));
            }
        });
        return marks;
    }

    private void observe(Steering steering, ProgrammeRules rules, Map<Integer, TrafficMark> marks) {
        steering.observe(
                rules,
                head,
                curve -> marks.forEach((task, mark) -> {
                    TrafficMark old = head.marks().get(task);
                    if (old != null && mark.time() > old.time()) {
                        curve.observe(rules.term().zone(), old.time(), mark.time(), seen(rules, old, mark));
                    }
                }));
    }

    /** Impressions on the programme's surfaces; a count that fell (a task that lost its state) starts anew. */
    private static double seen(ProgrammeRules rules, TrafficMark from, TrafficMark to) {
        long sum = 0;
        for (Surface surface : rules.delivery().surfaces()) {
            long before = from.traffic().getOrDefault(surface, 0L);
            long after = to.traffic().getOrDefault(surface, 0L);
            sum += after >= before ? after - before : after;
        }
        return sum;
    }
}
