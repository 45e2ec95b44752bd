package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.pool.ProgrammeSums;
import io.tributary.domain.rules.RuleBook;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a task does at a beat: it visits the merchants that changed or are due, and reports its sums. */
final class Sweep {
    /** Merchants that are asked whether a sweep concerns them in the time of a visit. */
    private static final long LOOKS_FOR_A_VISIT = 4;

    private final Agenda agenda;
    private final TaskState state;
    private final TaskEngine engine;
    private final MerchantRepository book;
    private final Visit visit;
    private final TaskProgrammes programmes;
    private final DeliveryHorizon horizon;
    /** Whom the sweep under way visits; null when that is still to be found out. */
    private List<MerchantState> visited;

    private int next;
    private long visits;
    /** Goes over all merchants for a sweep that concerns all; null for one that does not. */
    private MerchantRepository.Pass survey;

    Sweep(
            Agenda agenda,
            TaskState state,
            TaskEngine engine,
            TaskProgrammes programmes,
            Visit visit,
            DeliveryHorizon horizon) {
        this.agenda = agenda;
        this.state = state;
        this.engine = engine;
        this.book = engine.merchants();
        this.programmes = programmes;
        this.visit = visit;
        this.horizon = horizon;
        state.lastBeat().programmes().forEach(terms -> {
            programmes.members(terms.programmeId()).terms(terms);
            allow(terms);
        });
    }

    /** Completes a merchant that was read back from the store, once, and finds out what it is due for. */
    void hydrate(MerchantState merchant) {
        if (engine.hydrator().hydrate(merchant)) {
            restore(merchant);
        }
    }

    /**
     * Does that for so many more merchants at most.
     *
     * @return whether it is done for all
     */
    boolean hydrate(int most) {
        return engine.hydrator().hydrate(most, this::restore);
    }

    private void restore(MerchantState merchant) {
        for (Participation part : merchant.participations()) {
            programmes.members(part.programmeId()).restore(merchant, part);
        }
        agenda.restore(merchant);
    }

    void redecide(MerchantState merchant) {
        merchant.undecided(true);
        agenda.enqueue(merchant);
        if (merchant.profile() == null || merchant.profile().optOut()) {
            visit.withdraw(merchant);
        }
    }

    /** Begins a sweep, when none is under way: finds out whom to visit. Meets all merchants that are left to be met. */
    void begin(BeatTerms beat, RuleBook attached, MetricWindows.Clock at) {
        hydrate(Integer.MAX_VALUE);
        boolean newRules = programmes.follow(attached, beat.time());
        boolean newPeriod = takeTerms(beat);
        if (!beat.stopped().equals(state.lastBeat().stopped())) {
            programmes.all().forEach(each -> each.all().forEach(agenda::enqueue));
        }
        agenda.enqueueDue(beat.time());
        state.lastBeat(beat);
        state.sweeping(true);
        visit.begin(beat, at);
        if (newRules || newPeriod) {
            survey = book.pass();
        } else {
            visitQueue();
        }
    }

    private void visitQueue() {
        survey = null;
        visited = agenda.take();
        next = 0;
    }

    /**
     * Visits at most so many more.
     *
     * @param at the last beat's clock
     * @return the report when all are visited, else null
     */
    TaskReport goOn(int most, MetricWindows.Clock at) {
        if (visited == null) {
            if (survey == null) {
                // Begun before this task started. Whom it had visited is not stored: all would be written twice for it.
                hydrate(Integer.MAX_VALUE);
                visit.begin(state.lastBeat(), at);
                survey = book.pass();
            }
            if (survey.next((int) Math.min(Integer.MAX_VALUE, LOOKS_FOR_A_VISIT * most), this::concern)) {
                return null;
            }
            visitQueue();
        }
        for (int left = most; left > 0 && next < visited.size(); left--) {
            visit(visited.get(next++));
        }
        if (next < visited.size()) {
            return null;
        }
        visited = null;
        state.sweeping(false);
        return report(state.lastBeat());
    }

    /** Visits so far. */
    long visits() {
        return visits;
    }

    private void visit(MerchantState merchant) {
        visits++;
        merchant.queued(false);
        book.changed(merchant);
        agenda.schedule(merchant, visit.visit(merchant));
    }

    /**
     * Follows the beat's terms and queues the members that they concern.
     *
     * @return whether a period began
     */
    private boolean takeTerms(BeatTerms beat) {
        dropTermsOfMissing(beat);
        boolean newPeriod = false;
        for (ProgrammeTerms now : beat.programmes()) {
            Members group = programmes.members(now.programmeId());
            ProgrammeTerms before = group.terms();
            group.terms(now);
            boolean periodBegan = before == null || before.periodStart() != now.periodStart();
            newPeriod |= periodBegan;
            startTally(now, beat.time());
            allow(now);
            endWith(group, state.beatTime(), beat.time());
            boolean changed = periodBegan
                    || before.grantRate() != now.grantRate()
                    || before.floorScale() != now.floorScale()
                    || before.active() != now.active()
                    || now.schedule() < before.schedule();
            if (changed) {
                group.all().forEach(agenda::enqueue);
            }
            group.newlyRated().forEach(agenda::enqueue);
            for (MerchantState next = group.nextResumed(now.planned());
                    next != null;
                    next = group.nextResumed(now.planned())) {
                agenda.enqueue(next);
            }
        }
        return newPeriod;
    }

    private void dropTermsOfMissing(BeatTerms beat) {
        Set<String> named = new HashSet<>();
        beat.programmes().forEach(terms -> named.add(terms.programmeId()));
        for (Members group : programmes.all()) {
            if (group.terms() != null && !named.contains(group.programmeId())) {
                group.withoutTerms();
                group.all().forEach(agenda::enqueue);
            }
        }
    }

    private void allow(ProgrammeTerms now) {
        ProgrammeTally tally = state.tallies().get(now.programmeId());
        if (tally != null) {
            tally.account().lossAllowance(now.lossAllowance());
        }
    }

    private void startTally(ProgrammeTerms now, long time) {
        ProgrammeTally tally = state.tallies().get(now.programmeId());
        RuleBook.Version entry = programmes.rules().entry(now.programmeId());
        if (entry == null) {
            return;
        }
        BucketRange holdout = entry.rules().delivery().holdout();
        if (tally == null || tally.periodStart() != now.periodStart()) {
            RateEstimate rate = tally == null ? new RateEstimate() : tally.rate();
            state.tally(now.programmeId(), new ProgrammeTally(now.periodStart(), time, holdout, state.buckets(), rate));
        } else {
            tally.arms().holdout(holdout, state.buckets());
        }
    }

    /** Has its members decided anew when a programme ends, which may be within its period. */
    private void endWith(Members group, long from, long to) {
        RuleBook.Version entry = programmes.rules().entry(group.programmeId());
        if (entry != null
                && entry.rules().term().endsAt() > from
                && entry.rules().term().endsAt() <= to) {
            group.all().forEach(this::concern);
        }
    }

    /** Has a merchant decided anew, unless there is nothing to decide. */
    private void concern(MerchantState merchant) {
        boolean concerned = merchant.profile() != null
                || !merchant.participations().isEmpty()
                || !merchant.departed().isEmpty();
        if (concerned) {
            merchant.undecided(true);
            agenda.enqueue(merchant);
        }
    }

    private TaskReport report(BeatTerms beat) {
        Map<String, ProgrammeSums> sums = new LinkedHashMap<>();
        for (ProgrammeTerms terms : beat.programmes()) {
            RuleBook.Version entry = programmes.rules().entry(terms.programmeId());
            ProgrammeTally tally = state.tallies().get(terms.programmeId());
            if (entry != null && tally != null) {
                double inFlight = tally.rate().at(beat.time(), horizon.rateMemory()) * horizon.delayMillis();
                Members group = programmes.members(terms.programmeId());
                sums.put(terms.programmeId(), group.report(tally, state.buckets(), inFlight));
            }
        }
        return new TaskReport(beat.number(), beat.time(), programmes.rules().digest(), sums);
    }
}
