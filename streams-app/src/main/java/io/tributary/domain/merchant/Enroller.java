package io.tributary.domain.merchant;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.Decisions;
import io.tributary.domain.enrolment.EnrolmentHistory;
import io.tributary.domain.enrolment.Seating;
import io.tributary.domain.ledger.Ledger;
import io.tributary.domain.ledger.ProgrammeAccount;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.Review;

/** Enrols a merchant in the programmes that it is eligible for, takes it out of the others by what is decided about it. */
final class Enroller {
    private final TaskState state;
    private final TaskProgrammes programmes;
    private final Ledger ledger;
    private final DecisionLog log;
    private final StageKeeper stages;
    private final StandingReporter standings;

    Enroller(TaskState state, TaskProgrammes programmes, Ledger ledger, DecisionLog log, StandingReporter standings) {
        this.state = state;
        this.programmes = programmes;
        this.ledger = ledger;
        this.log = log;
        this.stages = new StageKeeper(programmes, log);
        this.standings = standings;
    }

    /**
     * Decides about the merchant by the rules in force, and takes it out of programmes and into others accordingly.
     *
     * @param beat number and time of it
     * @return whether it came into one, left one or got other terms
     */
    boolean decide(MerchantState merchant, BeatTerms beat) {
        stages.endSupport(merchant, beat.time());
        Decisions before = merchant.decisions();
        EnrolmentHistory remembered = merchant.enrolments();
        Seating seating = new Seating(merchant.id(), beat.number(), beat.time(), this::seats);
        Review.Candidate candidate = new Review.Candidate(merchant.facts(), merchant.history(), before, seating);
        merchant.decided(Review.of(candidate, programmes.rules(), beat.time()));
        follow(merchant, remembered);
        log.decided(merchant, before);
        Decisions decisions = merchant.decisions();
        boolean changed = merchant.removeParticipations(part -> {
            boolean leaves = !decisions.isEligible(part.programmeId());
            if (leaves) {
                leave(merchant, part);
            }
            return leaves;
        });
        for (Decision each : decisions.all()) {
            if (each.eligible()) {
                changed |= enrol(merchant, programmes.rules().rules(each.programmeId(), each.version()), beat);
            }
        }
        return changed;
    }

    private Seating.Terms seats(String programmeId) {
        ProgrammeTerms terms = programmes.members(programmeId).terms();
        return terms == null ? Seating.Terms.NONE : terms.seats();
    }

    /** Tells programmes who waits for a seat of theirs, and who does not any more. */
    private void follow(MerchantState merchant, EnrolmentHistory before) {
        EnrolmentHistory after = merchant.enrolments();
        if (after != before) {
            before.awaited().forEach(id -> programmes.members(id).waits(merchant));
            after.awaited().forEach(id -> programmes.members(id).waits(merchant));
        }
    }

    private boolean enrol(MerchantState merchant, ProgrammeRules rules, BeatTerms beat) {
        Members group = programmes.members(rules.id());
        Participation enrolled = merchant.participation(rules.id());
        boolean changed;
        if (enrolled == null) {
            Participation part = comeIn(merchant, rules);
            merchant.addParticipation(part);
            changed = follow(merchant, part, rules, beat);
            group.join(merchant, part);
        } else {
            changed = group.update(merchant, enrolled, () -> follow(merchant, enrolled, rules, beat));
        }
        if (changed) {
            group.changed(merchant);
        }
        return changed;
    }

    private boolean follow(MerchantState merchant, Participation part, ProgrammeRules rules, BeatTerms beat) {
        Stage stage = stages.stage(merchant, part, rules, beat.time());
        boolean anew = part.enrolment().follow(rules.version(), stage);
        return part.budget().agree(OwnerShares.terms(merchant, rules, stage), anew, beat.number());
    }

    /** Takes a merchant out of a programme; for exposures that come late its part is kept among the departed for a while. */
    private void leave(MerchantState merchant, Participation part) {
        standings.tell(merchant, part);
        programmes.members(part.programmeId()).leave(merchant, part);
        ledger.close(merchant, part.budget(), account(part.programmeId()));
        part.controller().stop();
        merchant.addDeparted(part);
    }

    /** The part to enrol with: the one that was closed in this period, with what it has spent, or a new one. */
    private Participation comeIn(MerchantState merchant, ProgrammeRules rules) {
        Participation closed = merchant.departed(rules.id());
        ProgrammeAccount account = account(rules.id());
        if (closed == null || !ledger.canReopen(closed.budget(), account)) {
            Participation first =
                    Participation.first(rules.id(), 1 + rules.delivery().boost().initialStrength());
            if (closed != null) {
                ledger.carryCoupons(merchant, closed.budget(), first.budget());
            }
            return first;
        }
        merchant.removeDeparted(each -> each == closed);
        ledger.reopen(closed.budget(), account);
        return closed;
    }

    private ProgrammeAccount account(String programmeId) {
        ProgrammeTally tally = state.tallies().get(programmeId);
        return tally == null ? null : tally.account();
    }
}
