package io.tributary.topology.pool;

import io.tributary.domain.Surface;
import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.TrafficCurve;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.grant.Lagging;
import io.tributary.domain.pool.OrderRate;
import io.tributary.domain.pool.Period;
import io.tributary.domain.pool.PoolHead;
import io.tributary.domain.pool.ProgrammeSteering;
import io.tributary.domain.pool.RunningPart;
import io.tributary.domain.pool.TrafficMark;
import io.tributary.state.v1.BudgetMemory;
import io.tributary.state.v1.CurveState;
import io.tributary.state.v1.GrantSearchState;
import io.tributary.state.v1.PoolHeadState;
import io.tributary.state.v1.RunningPartState;
import io.tributary.state.v1.SeatPlaceState;
import io.tributary.state.v1.SeatSearchState;
import io.tributary.state.v1.SteeringState;
import io.tributary.state.v1.TrafficMarkState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pool's own state, between the domain and what is stored. Doubles go through unchanged: a restart changes nothing. */
final class SteeringRecords {
    private SteeringRecords() {}

    static PoolHeadState head(PoolHead head) {
        List<TrafficMarkState> marks = new ArrayList<>();
        head.marks().forEach((task, mark) -> {
            Map<String, Long> traffic = new HashMap<>();
            mark.traffic().forEach((surface, count) -> traffic.put(surface.name(), count));
            marks.add(new TrafficMarkState(task, mark.time(), traffic));
        });
        return new PoolHeadState(head.number(), head.time(), head.intervalMillis(), head.rulesDigest(), marks);
    }

    static PoolHead head(PoolHeadState state) {
        Map<Integer, TrafficMark> marks = new HashMap<>();
        for (TrafficMarkState mark : state.getMarks()) {
            Map<Surface, Long> traffic = new EnumMap<>(Surface.class);
            mark.getTraffic().forEach((surface, count) -> traffic.put(Surface.valueOf(surface), count));
            marks.put(mark.getTask(), new TrafficMark(mark.getTime(), traffic));
        }
        return new PoolHead(
                state.getNumber(), state.getTime(), state.getIntervalMillis(), state.getRulesDigest(), marks);
    }

    static SteeringState steering(ProgrammeSteering steering) {
        GrantState grant = steering.grant();
        RelevanceBudget budget = steering.budget();
        TrafficCurve.Snapshot curve = steering.curve();
        return new SteeringState(
                steering.period().start(),
                steering.period().end(),
                part(steering.part()),
                new GrantSearchState(
                        grant.rate(),
                        grant.floorScale(),
                        grant.ratedBeat(),
                        grant.candidateRate(),
                        grant.candidateScale(),
                        grant.settledBeat(),
                        grant.misses(),
                        tasks(grant.lagging().rated()),
                        grant.lagging().rate(),
                        grant.lagging().scale()),
                new BudgetMemory(
                        budget.lever(),
                        budget.loss(),
                        budget.shown(),
                        budget.schedule(),
                        budget.recentLoss(),
                        budget.recentEffort()),
                steering.orders().exposures(),
                steering.orders().orders(),
                steering.orders().last(),
                new CurveState(
                        curve.start(), curve.end(), list(curve.learnt()), list(curve.counts()), list(curve.observed())),
                seats(steering.seats()));
    }

    static ProgrammeSteering steering(SteeringState state) {
        GrantSearchState grant = state.getGrant();
        BudgetMemory budget = state.getBudget();
        CurveState curve = state.getCurve();
        return new ProgrammeSteering(
                new Period(state.getPeriodStart(), state.getPeriodEnd()),
                part(state.getPart()),
                new GrantState(
                        grant.getRate(),
                        grant.getFloorScale(),
                        grant.getRatedBeat(),
                        grant.getCandidateRate(),
                        grant.getCandidateScale(),
                        grant.getSettledBeat(),
                        grant.getMisses(),
                        lagging(grant)),
                new RelevanceBudget(
                        budget.getLever(),
                        budget.getLoss(),
                        budget.getShown(),
                        budget.getSchedule(),
                        budget.getRecentLoss(),
                        budget.getRecentEffort()),
                new OrderRate(state.getMemberExposures(), state.getMemberOrders(), state.getOrderRate()),
                new TrafficCurve.Snapshot(
                        curve.getStart(),
                        curve.getEnd(),
                        array(curve.getLearnt()),
                        array(curve.getCounts()),
                        array(curve.getObserved())),
                seats(state.getSeats()));
    }

    private static SeatSearchState seats(SeatSearch search) {
        return search.equals(SeatSearch.CLOSED)
                ? null
                : new SeatSearchState(
                        place(search.place()),
                        search.coveredBeat(),
                        place(search.candidate()),
                        search.candidateBeat(),
                        place(search.range().fits()),
                        place(search.range().exceeds()));
    }

    private static SeatPlaceState place(Place place) {
        return new SeatPlaceState(place.order(), place.tie());
    }

    private static SeatSearch seats(SeatSearchState state) {
        return state == null
                ? SeatSearch.CLOSED
                : new SeatSearch(
                        place(state.getPlace()),
                        state.getCoveredBeat(),
                        place(state.getCandidate()),
                        state.getCandidateBeat(),
                        new SeatSearch.Range(place(state.getFits()), place(state.getExceeds())));
    }

    private static Place place(SeatPlaceState state) {
        return new Place(state.getOrder(), state.getTie());
    }

    private static Map<String, Long> tasks(Map<Integer, Long> rated) {
        Map<String, Long> named = new HashMap<>();
        rated.forEach((task, beat) -> named.put(Integer.toString(task), beat));
        return named;
    }

    private static Lagging lagging(GrantSearchState grant) {
        Map<Integer, Long> rated = new HashMap<>();
        grant.getLaggingRated().forEach((task, beat) -> rated.put(Integer.parseInt(task), beat));
        return new Lagging(rated, grant.getLaggingRate(), grant.getLaggingScale());
    }

    private static RunningPartState part(RunningPart part) {
        return new RunningPartState(part.share(), part.run(), part.end(), part.from(), part.boosts());
    }

    private static RunningPart part(RunningPartState state) {
        return new RunningPart(state.getShare(), state.getRun(), state.getEnd(), state.getFrom(), state.getBoosts());
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
