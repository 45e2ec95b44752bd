package io.tributary.topology.pool;

import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.pool.BeatPlan;
import io.tributary.domain.pool.ProgrammePlan;
import io.tributary.domain.pool.ProgrammeSum;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.SeatPlace;
import io.tributary.pool.v1.SeatTerms;
import io.tributary.pool.v1.TaskCoverage;
import io.tributary.pool.v1.TaskLag;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.topology.Digests;
import io.tributary.topology.EnumFields;
import java.util.ArrayList;
import java.util.Collection;

/** The pool's outputs, from the domain to records. */
public final class BeatRecords {
    /** Largest count of the contract: what tasks report is within it each, and their sum need not be. */
    private static final long MOST_COUNT = 1_000_000_000_000_000L;

    /** The sums that are published. */
    private static final EnumFields<ProgrammeSum> PUBLISHED =
            EnumFields.known(ProgrammeSum.class, Pacing.getClassSchema());

    private BeatRecords() {}

    public static Beat beat(BeatPlan plan, Collection<Programme> rules, Collection<ReferenceList> lists) {
        return Beat.newBuilder()
                .setNumber(plan.number())
                .setTime(plan.time())
                .setIntervalMillis(plan.intervalMillis())
                .setProgrammes(
                        plan.programmes().stream().map(BeatRecords::programme).toList())
                .setStopped(plan.stopped())
                .setRulesDigest(Digests.text(plan.rulesDigest()))
                .setRules(plan.attachRules() ? new ArrayList<>(rules) : null)
                .setLists(plan.attachRules() ? new ArrayList<>(lists) : null)
                .setAnsweredTime(plan.answered().most())
                .setLagging(plan.answered().lagging().entrySet().stream()
                        .map(each -> new TaskLag(each.getKey(), each.getValue()))
                        .toList())
                .build();
    }

    private static ProgrammeBeat programme(ProgrammePlan plan) {
        return ProgrammeBeat.newBuilder()
                .setProgrammeId(plan.rules().id())
                .setVersion(plan.rules().version())
                .setPeriodStart(plan.period().start())
                .setPeriodEnd(plan.period().end())
                .setRunsUntil(plan.part().end())
                .setFinish(plan.part().finish())
                .setActive(plan.active())
                .setStrength(plan.budget().lever())
                .setGrantRate(plan.grant().rate())
                .setRatedBeat(plan.grant().ratedBeat())
                .setCandidateRate(plan.grant().candidateRate())
                .setFloorScale(plan.grant().floorScale())
                .setCandidateFloorScale(plan.grant().candidateScale())
                .setMeanProgress(plan.meanProgress())
                .setSchedule(plan.schedule())
                .setScheduleAhead(plan.scheduleAhead())
                .setGranted(Math.min(MOST_COUNT, plan.sums().count(ProgrammeSum.GRANTED)))
                .setSpent(Math.min(MOST_COUNT, plan.sums().count(ProgrammeSum.SPENT)))
                .setOrderRate(plan.orderRate())
                .setLossAllowance(plan.lossAllowance())
                .setSeats(seats(plan.seats()))
                .setRatedTasks(plan.grant().lagging().rated().entrySet().stream()
                        .map(each -> new TaskCoverage(each.getKey(), each.getValue()))
                        .toList())
                .build();
    }

    private static SeatTerms seats(SeatSearch search) {
        return search.equals(SeatSearch.CLOSED)
                ? null
                : new SeatTerms(place(search.place()), search.coveredBeat(), place(search.candidate()));
    }

    private static SeatPlace place(Place place) {
        return new SeatPlace(place.order(), place.tie());
    }

    public static ProgrammeMetric metric(BeatPlan beat, ProgrammePlan plan) {
        return ProgrammeMetric.newBuilder()
                .setProgrammeId(plan.rules().id())
                .setWindowSize(WindowSize.UNKNOWN)
                .setWindowStart(plan.period().start())
                .setWindowEnd(plan.period().end())
                .setTime(beat.time())
                .setRevision((int) Math.min(Integer.MAX_VALUE, beat.number()))
                .setMerchants(plan.sums().count(ProgrammeSum.MEMBERS))
                .setPacing(pacing(beat, plan))
                .build();
    }

    private static Pacing pacing(BeatPlan beat, ProgrammePlan plan) {
        Pacing pacing = new Pacing();
        PUBLISHED.write(pacing, plan.sums()::value);
        pacing.setBeat(beat.number());
        pacing.setPool(plan.part().pool());
        pacing.setPlanned(plan.planned());
        pacing.setPacingError(plan.pacingError());
        pacing.setStrength(plan.budget().lever());
        pacing.setOversubscribed(plan.grant().oversubscribed());
        pacing.setSilentTasks(beat.silentTasks());
        // The mean, and not the sum that has its name.
        pacing.setRelevanceLoss(plan.budget().mean());
        pacing.setRelevanceBudget(plan.rules().delivery().relevance().budget());
        pacing.setRuns(plan.part().runs());
        pacing.setInfeasible(plan.infeasible());
        return pacing;
    }
}
