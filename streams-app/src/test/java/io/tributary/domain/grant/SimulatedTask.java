package io.tributary.domain.grant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A merchant task as the solver's contract demands it: lower terms at once, higher terms when they are covered. */
final class SimulatedTask {
    record Terms(long floor, double weight, long cap) {
        Terms min(Terms other) {
            return new Terms(Math.min(floor, other.floor), Math.min(weight, other.weight), Math.min(cap, other.cap));
        }

        long at(double k, double scale) {
            return GrantRule.grant(k, scale, floor, weight, cap);
        }
    }

    record Report(
            long beat, double k, double scale, long members, double floors, long sum, double free, long committed) {}

    private static final class Member {
        Terms rated = new Terms(0, 0, 0);
        Terms terms;
        long changedBeat;
    }

    private final Map<Integer, Member> members = new HashMap<>();
    private double rate = GrantRule.NONE;
    private double scale = 1;
    private long beat;
    private long committed;

    void put(int id, Terms terms) {
        Member member = members.computeIfAbsent(id, any -> new Member());
        member.rated = member.rated.min(terms);
        member.terms = terms;
        member.changedBeat = beat + 1;
    }

    void remove(int id, double spentPart) {
        Member member = members.remove(id);
        if (member != null) {
            committed += (long) (member.rated.at(rate, scale) * spentPart);
        }
    }

    Report answer(long number, GrantState state) {
        beat = number;
        rate = state.rate();
        scale = state.floorScale();
        long sum = 0;
        double floors = 0;
        double free = 0;
        for (Member member : members.values()) {
            if (member.changedBeat <= state.ratedBeat()) {
                member.rated = member.terms;
            }
            long grant = member.terms.at(state.candidateRate(), state.candidateScale());
            sum += grant;
            floors += member.terms.floor;
            free += grant < member.terms.cap ? member.terms.weight : 0;
        }
        return new Report(
                number, state.candidateRate(), state.candidateScale(), members.size(), floors, sum, free, committed);
    }

    long inForce() {
        return members.values().stream()
                .mapToLong(member -> member.rated.at(rate, scale))
                .sum();
    }

    static GrantSums merge(List<Report> reports, GrantState state, long pool) {
        long oldest = Long.MAX_VALUE;
        long[] longs = new long[3];
        double floors = 0;
        double free = 0;
        boolean verified = true;
        for (Report report : new ArrayList<>(reports)) {
            if (report == null || report.k != state.candidateRate() || report.scale != state.candidateScale()) {
                verified = false;
                continue;
            }
            oldest = Math.min(oldest, report.beat);
            longs[0] += report.members;
            longs[1] += report.sum;
            longs[2] += report.committed;
            floors += report.floors;
            free += report.free;
        }
        return new GrantSums(pool, longs[2], longs[0], floors, longs[1], free, oldest, verified);
    }
}
