package io.tributary.domain.merchant;

import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.domain.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a task does at a beat, a part at a time: it visits the merchants that changed or are due, and reports its sums.
 *
 * <pre>
 *   IDLE ---- begin, the beat concerns all merchants ----> SURVEY -- all were asked --> VISIT -- all were visited --> IDLE, with a report
 *     |                                                      ^                            ^
 *     +------ begin, it concerns those in the queue ---------|----------------------------+
 *                                                            |
 *   INTERRUPTED: the task stopped in a sweep ---- resume ----+
 * </pre>
 */
final class Sweep {
    /** Merchants that are asked whether a sweep concerns them in the time of a visit. */
    private static final long LOOKS_FOR_A_VISIT = 4;

    private enum Phase {
        IDLE,
        /** A sweep was begun before this task started. Whom it had visited is not stored: that would be written twice for each. */
        INTERRUPTED,
        SURVEY,
        VISIT
    }

    private final TaskState state;
    private final MerchantRepository repository;
    private final TaskProgrammes programmes;
    private final VisitQueue queue;
    private final Visit visit;
    private final TermsFollower terms;
    private Phase phase;
    private MerchantRepository.Pass survey;
    private List<MerchantState> visited = List.of();
    private int next;
    private long visits;

    Sweep(TaskState state, MerchantRepository repository, TaskProgrammes programmes, VisitQueue queue, Visit visit) {
        this.state = state;
        this.repository = repository;
        this.programmes = programmes;
        this.queue = queue;
        this.visit = visit;
        this.terms = new TermsFollower(state, programmes, queue);
        this.phase = state.isSweeping() ? Phase.INTERRUPTED : Phase.IDLE;
        terms.restore();
    }

    /** Begins a sweep, when none is under way and all merchants are hydrated: finds out whom it concerns. */
    void begin(BeatTerms beat, RuleBook attached, MetricWindows.Clock clock) {
        boolean newRules = programmes.follow(attached, beat.time());
        boolean newPeriod = terms.follow(beat);
        queue.enqueueDue(beat.time());
        state.lastBeat(beat);
        state.sweeping(true);
        visit.begin(beat, clock);
        if (newRules || newPeriod) {
            beginSurvey();
        } else {
            beginVisits();
        }
    }

    /**
     * Goes on with the sweep under way, when all merchants are hydrated.
     *
     * @param most merchants to visit
     * @param clock the last beat's
     * @return the report when all are visited, else null
     */
    TaskReport goOn(int most, MetricWindows.Clock clock) {
        if (phase == Phase.INTERRUPTED) {
            visit.begin(state.lastBeat(), clock);
            beginSurvey();
        }
        if (phase == Phase.SURVEY) {
            survey(most);
        }
        if (phase == Phase.VISIT) {
            visit(most);
        }
        return phase == Phase.IDLE ? report(state.lastBeat()) : null;
    }

    private void beginSurvey() {
        phase = Phase.SURVEY;
        survey = repository.pass();
    }

    private void survey(int most) {
        int looks = (int) Math.min(Integer.MAX_VALUE, LOOKS_FOR_A_VISIT * most);
        if (!survey.next(looks, queue::reconsider)) {
            survey = null;
            beginVisits();
        }
    }

    private void beginVisits() {
        phase = Phase.VISIT;
        visited = queue.take();
        next = 0;
    }

    private void visit(int most) {
        for (int left = most; left > 0 && next < visited.size(); left--) {
            visit(visited.get(next++));
        }
        if (next == visited.size()) {
            phase = Phase.IDLE;
            visited = List.of();
            state.sweeping(false);
        }
    }

    private void visit(MerchantState merchant) {
        visits++;
        long due = merchant.dueAt();
        if (merchant.isQueued()) {
            merchant.queued(false);
            due = visit.visit(merchant);
        } else {
            visit.publish(merchant);
        }
        repository.changed(merchant);
        queue.schedule(merchant, due, visit.correctionsDueAt(merchant));
    }

    /** Visits so far. */
    long visits() {
        return visits;
    }

    private TaskReport report(BeatTerms beat) {
        Map<String, ProgrammeSums> sums = new LinkedHashMap<>();
        for (ProgrammeTerms each : beat.programmes()) {
            RuleBook.Version entry = programmes.rules().entry(each.programmeId());
            ProgrammeTally tally = state.tallies().get(each.programmeId());
            if (entry != null && tally != null) {
                Members group = programmes.members(each.programmeId());
                sums.put(each.programmeId(), group.report(tally, state.buckets(), visit.inFlight(tally)));
            }
        }
        return new TaskReport(beat.number(), beat.time(), programmes.rules().digest(), sums);
    }
}
