package io.tributary.domain.rules;

import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.enrolment.ClockState;
import io.tributary.domain.enrolment.Clocks;
import io.tributary.domain.enrolment.History;
import io.tributary.domain.enrolment.Milestones;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Looks at a merchant's clocks for one review, and notes what is to be kept of them.
 *
 * <pre>
 *   CLOCK_NOT_BEGUN ── its beginning happened, its start has come ──> clauses decide ── its end has come, so much is sold ──> CLOCK_OVER
 * </pre>
 *
 * A clock that is counted from the enrolment begins when the clauses hold first. While a programme is paused a clock that carries over
 * stands still.
 */
final class ClockReview {
    private final Situation situation;
    private final History history;
    private final Map<String, ClockState> kept = new LinkedHashMap<>();
    /** Start and end of the clocks that were looked at, by programme. */
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /**
     * @param from epoch milliseconds
     * @param to epoch milliseconds; the largest long while the end is not known
     */
    private record Run(long from, long to) {}

    ClockReview(Situation situation, History history) {
        this.situation = situation;
        this.history = history;
    }

    /**
     * What the clock and then the clauses come to.
     *
     * @param clauses asked when the clock lets them decide
     */
    Outcome decide(ProgrammeRules rules, Supplier<Outcome> clauses) {
        SupportClock clock = rules.admission().clock();
        if (clock == null) {
            return clauses.get();
        }
        ClockState state = state(rules.id());
        kept.put(rules.id(), state);
        long anchor = anchor(clock, state);
        if (anchor == Milestones.NOT_YET && clock.isFromEnrolment()) {
            Outcome first = clauses.get();
            if (!first.eligible()) {
                return first;
            }
            anchor = situation.now();
            state = state.enrolled(anchor);
        }
        return anchor == Milestones.NOT_YET
                ? Outcome.CLOCK_NOT_BEGUN
                : run(rules, state, clock.startsAt(anchor), clauses);
    }

    private Outcome run(ProgrammeRules rules, ClockState before, long startsAt, Supplier<Outcome> clauses) {
        SupportClock clock = rules.admission().clock();
        long now = situation.now();
        ClockState state = before.paused(pause(rules, before.pause(), startsAt));
        long endsAt = clock.endsAt(startsAt, state.pause().carried());
        boolean isOver = now >= endsAt;
        if (state.pause().isOn() && endsAt > state.pause().since()) {
            endsAt = SupportClock.NEVER;
            isOver = false;
        }
        // Most merchants' time is over, and nothing is kept of it.
        ClockState after = isOver ? before : state.selling(sold(clock, before, startsAt));
        kept.put(rules.id(), after);
        runs.put(rules.id(), new Run(startsAt, endsAt));
        if (now < startsAt) {
            return Outcome.CLOCK_NOT_BEGUN;
        }
        SupportClock.Limit until = clock.end().until();
        boolean isSold = until != null && after.sold() != null && until.isReached(after.sold());
        return isOver || isSold ? Outcome.CLOCK_OVER : clauses.get();
    }

    private ClockState state(String programmeId) {
        ClockState known = history.clocks().of(programmeId);
        return known == null ? ClockState.of(programmeId) : known;
    }

    private long anchor(SupportClock clock, ClockState state) {
        return switch (clock.start().from()) {
            case SupportClock.JOINED -> situation.merchant().joinedAt();
            case SupportClock.ENROLLED -> state.enrolledAt();
            case SupportClock.FIRST_SALE -> history.firstSaleAt();
            default -> history.milestones().firstAt(clock.start().from());
        };
    }

    private ClockState.Pause pause(ProgrammeRules rules, ClockState.Pause before, long startsAt) {
        SupportClock clock = rules.admission().clock();
        boolean paused = rules.identity().status() == ProgrammeStatus.PAUSED;
        if (!clock.end().carryOver() || paused == before.isOn()) {
            return before;
        }
        long now = situation.now();
        return paused
                ? new ClockState.Pause(now, before.carried())
                : new ClockState.Pause(
                        Milestones.NOT_YET,
                        before.carried() + clock.calendar().open().between(Math.max(before.since(), startsAt), now));
    }

    /** A limit of another currency counts anew. */
    private static ClockState.Sold sold(SupportClock clock, ClockState before, long startsAt) {
        SupportClock.Limit until = clock.end().until();
        if (until == null) {
            return null;
        }
        boolean counts = before.sold() != null && before.sold().currency().equals(until.currency());
        return counts ? before.sold() : ClockState.Sold.from(startsAt, until.currency());
    }

    /** Has what is known of a programme's clock kept, which is not looked at. */
    void keep(ProgrammeRules rules) {
        ClockState known = history.clocks().of(rules.id());
        if (known != null && rules.admission().clock() != null) {
            kept.put(rules.id(), known);
        }
    }

    /** Something else than clock and clauses keeps the merchant out: a clock that would begin with its enrolment does not. */
    void takesNoPart(ProgrammeRules rules) {
        SupportClock clock = rules.admission().clock();
        if (clock != null && clock.isFromEnrolment() && state(rules.id()).enrolledAt() == Milestones.NOT_YET) {
            kept.put(rules.id(), state(rules.id()));
            runs.remove(rules.id());
        }
    }

    /** When time alone changes what the clock says, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long reviewAt(String programmeId) {
        Run run = runs.get(programmeId);
        if (run == null) {
            return Long.MAX_VALUE;
        }
        long now = situation.now();
        return now < run.from ? run.from : now < run.to ? run.to : Long.MAX_VALUE;
    }

    /** What is to be kept: nothing of a clock to which nothing happened yet. */
    Clocks clocks() {
        Clocks after = Clocks.of(kept.values().stream()
                .filter(each -> !each.equals(ClockState.of(each.programmeId())))
                .toList());
        return after.equals(history.clocks()) ? history.clocks() : after;
    }

    /** Adds start and end of the clocks that were looked at to the facts. */
    void addTo(SortedMap<String, String> facts) {
        runs.forEach((programmeId, run) -> {
            facts.put("clock." + programmeId + ".startsAt", Long.toString(run.from));
            if (run.to != Long.MAX_VALUE) {
                facts.put("clock." + programmeId + ".endsAt", Long.toString(run.to));
            }
            ClockState state = kept.get(programmeId);
            if (state.sold() != null) {
                facts.put(
                        "clock." + programmeId + ".orders",
                        Long.toString(state.sold().most().orders()));
                facts.put(
                        "clock." + programmeId + ".sales",
                        Long.toString(state.sold().most().sales()));
            }
        });
    }
}
