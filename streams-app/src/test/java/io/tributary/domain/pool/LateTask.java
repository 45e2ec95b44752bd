package io.tributary.domain.pool;

import io.tributary.domain.grant.GrantRule;
import io.tributary.domain.grant.GrantState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** A merchant task as the pool must be able to rely on it, which takes its beats when the test says. */
final class LateTask {
    record Terms(long floor, double weight, long cap) {
        long at(double k, double scale) {
            return GrantRule.grant(k, scale, floor, weight, cap);
        }
    }

    static final class Member {
        Terms terms;
        long changedBeat;
        long granted;
        long spent;

        private long at(double k, double scale) {
            return Math.max(terms.at(k, scale), Math.min(spent, granted));
        }
    }

    private final int number;
    private final Deque<BeatPlan> inbox = new ArrayDeque<>();
    final Map<Integer, Member> members = new TreeMap<>();
    private long beat;
    private long periodStart = Long.MIN_VALUE;
    private long committed;

    LateTask(int number) {
        this.number = number;
    }

    void send(BeatPlan plan) {
        inbox.add(plan);
    }

    int waiting() {
        return inbox.size();
    }

    void enrol(int id, Terms terms) {
        Member member = members.computeIfAbsent(id, any -> new Member());
        member.terms = terms;
        member.changedBeat = beat + 1;
    }

    void leave(int id) {
        Member member = members.remove(id);
        committed += member == null ? 0 : member.spent;
    }

    /** One exposure, if the grant allows it. */
    void spend(int id) {
        Member member = members.get(id);
        if (member != null && member.spent < member.granted) {
            member.spent++;
        }
    }

    /** In force, and spent by those that left. */
    long inForce() {
        return committed
                + members.values().stream().mapToLong(each -> each.granted).sum();
    }

    long periodStart() {
        return periodStart;
    }

    /** Takes the next beat. */
    TaskReport answer() {
        BeatPlan plan = inbox.remove();
        beat = plan.number();
        ProgrammePlan programme = plan.programmes().get(0);
        if (programme.period().start() != periodStart) {
            periodStart = programme.period().start();
            committed = 0;
            members.values().forEach(each -> {
                each.granted = 0;
                each.spent = 0;
            });
        }
        GrantState grant = programme.grant();
        if (grant.rate() >= 0) {
            for (Member each : members.values()) {
                long exposures = each.at(grant.rate(), grant.floorScale());
                boolean covered = each.changedBeat <= grant.ratedBeat(number);
                each.granted = covered ? exposures : Math.min(exposures, each.granted);
            }
        }
        return new TaskReport(
                number,
                plan.number(),
                plan.time(),
                plan.rulesDigest(),
                Map.of(programme.rules().id(), sums(grant)),
                Map.of());
    }

    private ProgrammeSums sums(GrantState grant) {
        double k = grant.candidateRate();
        double scale = grant.candidateScale();
        long floors = 0;
        long sum = 0;
        double free = 0;
        for (Member each : members.values()) {
            floors += each.terms.floor;
            sum += each.at(k, scale);
            free += each.terms.floor * scale + k * each.terms.weight < each.terms.cap ? each.terms.weight : 0;
        }
        long granted = members.values().stream().mapToLong(each -> each.granted).sum();
        long spent = members.values().stream().mapToLong(each -> each.spent).sum();
        return ProgrammeSums.of(periodStart, new ProgrammeSums.Candidate(k, scale))
                .set(ProgrammeSum.MEMBERS, members.size())
                .set(ProgrammeSum.FLOORS, floors)
                .set(ProgrammeSum.CANDIDATE_SUM, sum)
                .set(ProgrammeSum.FREE_WEIGHT, free)
                .set(ProgrammeSum.GRANTED, granted)
                .set(ProgrammeSum.SPENT, spent)
                .set(ProgrammeSum.COMMITTED, committed)
                .build();
    }
}
