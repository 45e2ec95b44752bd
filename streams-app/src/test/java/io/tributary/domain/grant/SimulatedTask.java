package io.tributary.domain.grant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A merchant task as the solver's contract demands it: lower terms at once, higher terms when they are covered. */
final class SimulatedTask {
    record Terms(long floor, double weight, long cap) {
        long at(double k, double scale) {
            return GrantRule.grant(k, scale, floor, weight, cap);
        }
    }

    record Report(
            long beat, double k, double scale, long members, double floors, long sum, double free, long committed) {}

    private static final class Member {
        Terms terms;
        long changedBeat;
        long granted;
        long spent;

        /** What was spent of a grant cannot be taken back. */
        long at(double k, double scale) {
            return Math.max(terms.at(k, scale), Math.min(spent, granted));
        }
    }

    private final Map<Integer, Member> members = new HashMap<>();
    private long beat;
    private long committed;

    void put(int id, Terms terms) {
        Member member = members.computeIfAbsent(id, any -> new Member());
        member.terms = terms;
        member.changedBeat = beat + 1;
    }

    void remove(int id) {
        Member member = members.remove(id);
        if (member != null) {
            committed += member.spent;
        }
    }

    /** Every member spends a part of its grant. */
    void spend(double part) {
        members.values().forEach(member -> member.spent = Math.max(member.spent, (long) (member.granted * part)));
    }

    Report answer(long number, GrantState state) {
        beat = number;
        long sum = 0;
        double floors = 0;
        double free = 0;
        for (Member member : members.values()) {
            long grant = member.at(state.rate(), state.floorScale());
            boolean covered = member.changedBeat <= state.ratedBeat();
            member.granted = covered ? grant : Math.min(member.granted, grant);
            sum += member.at(state.candidateRate(), state.candidateScale());
            floors += member.terms.floor;
            boolean capped = member.terms.at(state.candidateRate(), state.candidateScale()) >= member.terms.cap;
            free += capped ? 0 : member.terms.weight;
        }
        return new Report(
                number, state.candidateRate(), state.candidateScale(), members.size(), floors, sum, free, committed);
    }

    long granted(int id) {
        return members.get(id).granted;
    }

    long inForce() {
        return members.values().stream().mapToLong(member -> member.granted).sum();
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
