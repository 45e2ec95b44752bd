package io.tributary.domain.merchant;

import io.tributary.domain.allocation.Controller;
import io.tributary.domain.enrolment.EnrolmentRecord;
import io.tributary.domain.experiment.BucketTotals;
import io.tributary.domain.ledger.Budget;
import io.tributary.domain.merchant.BeatTerms.ProgrammeTerms;
import io.tributary.domain.pool.ProgrammeSum;
import io.tributary.domain.pool.ProgrammeSums;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The merchants of one task that are enrolled in one programme, with sums that are kept as things change, so that a beat
 * costs what changed and not what is enrolled.
 */
final class Members {
    private record Resume(double schedule, String merchantId) {}

    private final String programmeId;
    private final Map<String, MerchantState> byId = new LinkedHashMap<>();
    private final PriorityQueue<Resume> resumes = new PriorityQueue<>((a, b) -> Double.compare(a.schedule, b.schedule));
    private final WaitingList waiting = new WaitingList();
    private final List<MerchantState> unrated = new ArrayList<>();
    private ProgrammeTerms terms;
    private long floors;
    private long granted;
    private long spent;
    private long dueGrants;
    private long suspended;
    private long directed;
    /** Null when they are to be made up from all members, as for another candidate. */
    private CandidateSums candidate;

    Members(String programmeId) {
        this.programmeId = programmeId;
    }

    /** What the last beat said of the programme; null before the first, and when it said nothing. */
    ProgrammeTerms terms() {
        return terms;
    }

    void terms(ProgrammeTerms now) {
        if (candidate != null && !candidate.isOf(now.candidateRate(), now.candidateFloorScale())) {
            candidate = null;
        }
        terms = now;
    }

    /** The last beat did not name the programme: as after a restart, its earlier terms no longer hold. */
    void withoutTerms() {
        terms = null;
    }

    String programmeId() {
        return programmeId;
    }

    Collection<MerchantState> all() {
        return byId.values();
    }

    /** Takes in a member. */
    void join(MerchantState merchant, Participation part) {
        byId.put(merchant.id(), merchant);
        include(merchant, part);
    }

    /**
     * Changes a member, so that the sums follow. Whatever the sums are of is only changed so, but for a {@link #charged charge}.
     *
     * @param change what happens to the member; whether it did something, or what else the caller asks
     * @return what the change returns
     */
    boolean update(MerchantState merchant, Participation part, BooleanSupplier change) {
        exclude(part);
        try {
            return change.getAsBoolean();
        } finally {
            include(merchant, part);
        }
    }

    /** Lets a member go. */
    void leave(MerchantState merchant, Participation part) {
        exclude(part);
        byId.remove(merchant.id());
    }

    /** Follows how a merchant waits for a seat, or that it does not any more. */
    void waits(MerchantState merchant) {
        EnrolmentRecord record = merchant.enrolments().of(programmeId);
        waiting.put(merchant, record == null ? null : record.waiting());
    }

    /** Those who wait for a seat and have one by the last beat. */
    List<MerchantState> seated() {
        return waiting.seated(terms.seats());
    }

    private void include(MerchantState merchant, Participation part) {
        add(part, 1);
        if (candidate != null) {
            candidate.add(part.budget());
        }
        Controller controller = part.controller();
        if (controller.awaitResumption()) {
            resumes.add(new Resume(controller.resumesAt(), merchant.id()));
        }
    }

    private void exclude(Participation part) {
        add(part, -1);
        if (candidate != null) {
            candidate.remove(part.budget());
        }
    }

    /** Notes that the terms of a member changed: they take effect when a grant rate covers them. */
    void changed(MerchantState merchant) {
        unrated.add(merchant);
    }

    /** The members whose changed terms are covered now; each is returned once. */
    List<MerchantState> newlyRated() {
        List<MerchantState> covered = new ArrayList<>();
        unrated.removeIf(merchant -> {
            Participation part = merchant.participation(programmeId);
            boolean rated = part == null || part.budget().changedAtBeat() <= terms.ratedBeat();
            if (rated && part != null) {
                covered.add(merchant);
            }
            return rated;
        });
        return covered;
    }

    /** Takes in a member that was read back from the store. */
    void restore(MerchantState merchant, Participation part) {
        join(merchant, part);
        if (terms == null || part.budget().changedAtBeat() > terms.ratedBeat()) {
            unrated.add(merchant);
        }
    }

    /** Follows a charge to the current period of a member. */
    void charged(Budget budget) {
        spent++;
        if (budget.spent() == budget.granted()) {
            dueGrants -= budget.granted();
        }
        if (candidate != null) {
            candidate.charged(budget);
        }
    }

    private void add(Participation part, int sign) {
        Budget budget = part.budget();
        floors += sign * budget.floor();
        granted += sign * budget.granted();
        spent += sign * budget.spent();
        dueGrants += budget.isSpent() ? 0 : sign * budget.granted();
        suspended += part.controller().isSuspended() ? sign : 0;
        directed += part.controller().isDirected() ? sign : 0;
    }

    /**
     * The next suspended merchant that is due at this schedule, or null. Who has left or waits for another time by now is passed
     * over: a task that comes back from its store does not know of them, and is to visit whom it would have visited.
     */
    MerchantState nextResumed(double schedule) {
        while (!resumes.isEmpty() && resumes.peek().schedule <= schedule) {
            Resume next = resumes.poll();
            MerchantState merchant = byId.get(next.merchantId);
            if (merchant != null && isAwaited(merchant.participation(programmeId), next.schedule)) {
                return merchant;
            }
        }
        return null;
    }

    private static boolean isAwaited(Participation part, double schedule) {
        return part != null
                && part.controller().isSuspended()
                && part.controller().resumesAt() == schedule;
    }

    /**
     * @param inFlight exposures that are shown or about to be and not yet seen
     */
    ProgrammeSums report(ProgrammeTally tally, BucketTotals totals, double inFlight) {
        if (candidate == null) {
            sumAtCandidate();
        }
        ProgrammeSums.Candidate of = new ProgrammeSums.Candidate(terms.candidateRate(), terms.candidateFloorScale());
        return ProgrammeSums.of(terms.periodStart(), of)
                .set(ProgrammeSum.MEMBERS, byId.size())
                .set(ProgrammeSum.FLOORS, floors)
                .set(ProgrammeSum.CANDIDATE_SUM, candidate.grants())
                .set(ProgrammeSum.FREE_WEIGHT, candidate.freeWeight())
                .set(ProgrammeSum.GRANTED, granted)
                .set(ProgrammeSum.SPENT, spent)
                .set(ProgrammeSum.IN_FLIGHT, inFlight)
                .set(ProgrammeSum.COMMITTED, tally.account().committed())
                .set(ProgrammeSum.SUSPENDED, suspended)
                .set(ProgrammeSum.DUE_GRANTS, dueGrants)
                .set(ProgrammeSum.DIRECTED, directed)
                .set(ProgrammeSum.TREATMENT_EXPOSURES, tally.arms().treatmentExposures())
                .set(ProgrammeSum.TREATMENT_TOTAL, tally.arms().treatmentTotal(totals))
                .set(ProgrammeSum.HOLDOUT_EXPOSURES, tally.arms().holdoutExposures())
                .set(ProgrammeSum.HOLDOUT_TOTAL, tally.arms().holdoutTotal(totals))
                .set(ProgrammeSum.TREATMENT_ORDERS, tally.arms().treatmentOrders())
                .set(ProgrammeSum.HOLDOUT_ORDERS, tally.arms().holdoutOrders())
                .set(ProgrammeSum.RELEVANCE_LOSS, tally.account().relevanceLoss())
                .set(ProgrammeSum.WAITING, waiting.size())
                .set(ProgrammeSum.SEATS_WANTED, byId.size() + waiting.wanted(terms.seats()))
                .build();
    }

    private void sumAtCandidate() {
        candidate = new CandidateSums(terms.candidateRate(), terms.candidateFloorScale());
        for (MerchantState merchant : byId.values()) {
            candidate.add(merchant.participation(programmeId).budget());
        }
    }
}
