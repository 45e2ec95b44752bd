package io.tributary.domain.pool;

import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.grant.GrantSums;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the tasks' last reports say about one programme at a beat. Tasks that keep up are waited for until they have reported on the
 * candidate; those that are silent are carried with what they reported last.
 */
final class Gathered {
    private final GrantState grant;
    /** Of all tasks, also those that are silent; 0 when one says nothing of the period. */
    private long earliestBeat = Long.MAX_VALUE;

    private final Map<Integer, Long> counted = new HashMap<>();
    private ProgrammeSums sums;
    private boolean verified = true;
    private long oldestBeat = Long.MAX_VALUE;
    private long members;
    private double floors;
    private long grants;
    private long most;
    private long latestSilent;
    private double freeWeight;
    /** Tasks that say nothing of this period, and their members as far as these are known. */
    private int absent;

    private int unknown;
    private long absentMembers;

    private Gathered(long periodStart, GrantState grant) {
        this.grant = grant;
        this.sums = ProgrammeSums.none(periodStart);
    }

    /**
     * @param reports the last one of each task
     * @param silent tasks that are not waited for
     */
    static Gathered of(
            String programmeId,
            Steering steering,
            int tasks,
            Map<Integer, TaskReport> reports,
            Collection<Integer> silent) {
        Gathered all = new Gathered(steering.period().start(), steering.grant());
        for (int task = 0; task < tasks; task++) {
            TaskReport report = reports.get(task);
            ProgrammeSums part = report == null ? null : report.programmes().get(programmeId);
            all.add(task, report, part, silent.contains(task));
        }
        return all;
    }

    private void add(int task, TaskReport report, ProgrammeSums part, boolean silent) {
        boolean current = part != null && part.periodStart() == sums.periodStart();
        if (part != null) {
            sums = sums.plus(current ? part : part.membersOnly(sums.periodStart()));
        }
        if (!current) {
            verified &= silent;
            absent++;
            unknown += part == null ? 1 : 0;
            absentMembers += part == null ? 0 : part.count(ProgrammeSum.MEMBERS);
            counted.put(task, 0L);
            earliestBeat = 0;
            return;
        }
        boolean exact = part.candidate().rate() == grant.candidateRate()
                && part.candidate().floorScale() == grant.candidateScale();
        members += part.count(ProgrammeSum.MEMBERS);
        floors += part.amount(ProgrammeSum.FLOORS);
        counted.put(task, report.beat());
        earliestBeat = Math.min(earliestBeat, report.beat());
        if (silent) {
            latestSilent = Math.max(latestSilent, report.beat());
            carry(part, report.beat());
        } else {
            verified &= exact;
            oldestBeat = Math.min(oldestBeat, report.beat());
            grants += part.count(ProgrammeSum.CANDIDATE_SUM);
            most += part.count(ProgrammeSum.CANDIDATE_SUM);
            freeWeight += part.amount(ProgrammeSum.FREE_WEIGHT);
        }
    }

    /** A task that a lower rate may not have reached keeps what it has: the others have to make do with the rest. */
    private void carry(ProgrammeSums part, long answered) {
        long bound = most(part, grant.highestRate(answered), grant.highestScale(answered));
        boolean keeps = grant.mayBeHigher(answered);
        most += bound;
        grants += keeps
                ? bound
                : Math.max(
                        0,
                        part.count(ProgrammeSum.CANDIDATE_SUM)
                                + growth(part, grant.candidateRate(), grant.candidateScale()));
        freeWeight += keeps ? 0 : part.amount(ProgrammeSum.FREE_WEIGHT);
    }

    /**
     * The most that the members may be granted at a rate, by what was reported at another: grants grow with the rate no faster than
     * there, and each is rounded down.
     */
    private static long most(ProgrammeSums part, double rate, double scale) {
        long growth = growth(
                part,
                Math.max(part.candidate().rate(), rate),
                Math.max(part.candidate().floorScale(), scale));
        return part.count(ProgrammeSum.CANDIDATE_SUM) + (growth > 0 ? part.count(ProgrammeSum.MEMBERS) + growth : 0);
    }

    private static long growth(ProgrammeSums part, double rate, double scale) {
        return (long) Math.ceil((scale - part.candidate().floorScale()) * part.amount(ProgrammeSum.FLOORS)
                + (Math.max(0, rate) - Math.max(0, part.candidate().rate())) * part.amount(ProgrammeSum.FREE_WEIGHT));
    }

    /** All tasks' sums, those that are silent with their last. */
    ProgrammeSums sums() {
        return sums;
    }

    /** What the search for seats goes on with: it waits for all tasks, since what one that is silent has let in is not known. */
    SeatSearch.Sums seatSums() {
        return new SeatSearch.Sums(
                sums.count(ProgrammeSum.MEMBERS), sums.count(ProgrammeSum.SEATS_WANTED), earliestBeat);
    }

    /** What the search for the grant rate goes on with. For tasks that say nothing of this period room is left, as for the others. */
    GrantSums grantSums(long pool, long committed) {
        int present = counted.size() - absent;
        // Nobody answers: what does not fit is not to be searched for with what was said before.
        boolean answers = verified && present > 0 && (oldestBeat < Long.MAX_VALUE || most <= pool - committed);
        double missing = absentMembers + (present == 0 ? 0 : unknown * (double) members / present);
        double part = members == 0 ? 1 : 1 + missing / members;
        return new GrantSums(
                pool,
                committed,
                members + (long) Math.ceil(missing),
                floors * part,
                (long) Math.ceil(grants * part),
                freeWeight * part,
                oldestBeat == Long.MAX_VALUE ? latestSilent : oldestBeat,
                answers,
                most,
                counted);
    }
}
