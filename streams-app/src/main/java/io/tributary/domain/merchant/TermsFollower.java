package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.allocation.DeliveryShape;
import io.tributary.domain.ledger.RateEstimate;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.RuleBook;
import java.util.HashSet;
import java.util.Set;

/** Takes over what a beat says of the programmes, and has the next sweep visit the members whom it concerns. */
final class TermsFollower {
    private final TaskState state;
    private final TaskProgrammes programmes;
    private final VisitQueue visits;

    TermsFollower(TaskState state, TaskProgrammes programmes, VisitQueue visits) {
        this.state = state;
        this.programmes = programmes;
        this.visits = visits;
    }

    /** Takes over what the last beat said, after a restart: it concerned its members then. */
    void restore() {
        for (ProgrammeTerms terms : state.lastBeat().programmes()) {
            programmes.members(terms.programmeId()).terms(terms);
            allow(terms);
        }
    }

    /**
     * Follows a beat, when it is not the last one yet.
     *
     * @return whether a period of any programme began
     */
    boolean follow(BeatTerms beat) {
        dropTermsOfMissing(beat);
        boolean newPeriod = false;
        for (ProgrammeTerms now : beat.programmes()) {
            newPeriod |= follow(now, beat.time());
        }
        if (!beat.stopped().equals(state.lastBeat().stopped())) {
            programmes.all().forEach(group -> group.all().forEach(visits::enqueue));
        }
        return newPeriod;
    }

    private boolean follow(ProgrammeTerms now, long time) {
        Members group = programmes.members(now.programmeId());
        ProgrammeTerms before = group.terms();
        group.terms(now);
        boolean periodBegan = before == null || before.periodStart() != now.periodStart();
        startTally(now, time);
        allow(now);
        boolean changed = periodBegan
                || before.grantRate() != now.grantRate()
                || before.floorScale() != now.floorScale()
                || before.active() != now.active()
                || now.schedule() < before.schedule();
        if (changed) {
            group.all().forEach(visits::enqueue);
        }
        group.newlyRated().forEach(visits::enqueue);
        for (MerchantState seated : group.seated()) {
            seated.undecided(true);
            visits.enqueue(seated);
        }
        double due = due(now);
        for (MerchantState next = group.nextResumed(due); next != null; next = group.nextResumed(due)) {
            visits.enqueue(next);
        }
        return periodBegan;
    }

    /** Part of every grant that is due by now, 0..1. */
    private double due(ProgrammeTerms now) {
        ProgrammeRules rules = programmes.rules(now.programmeId());
        DeliveryShape shape =
                rules == null ? DeliveryShape.EVEN : rules.delivery().boost().shape();
        return shape.due(now.planned());
    }

    private void dropTermsOfMissing(BeatTerms beat) {
        Set<String> named = new HashSet<>();
        beat.programmes().forEach(terms -> named.add(terms.programmeId()));
        for (Members group : programmes.all()) {
            if (group.terms() != null && !named.contains(group.programmeId())) {
                group.withoutTerms();
                group.all().forEach(visits::enqueue);
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
}
