package io.tributary.domain.pool;

import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.TrafficCurve;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.grant.GrantState;

/**
 * What the pool knows of one programme beyond its rules, to be kept over a restart.
 *
 * @param period the period of the last beat
 * @param part how far the programme is through the part of it in which it runs
 */
public record ProgrammeSteering(
        Period period,
        RunningPart part,
        GrantState grant,
        RelevanceBudget budget,
        OrderRate orders,
        TrafficCurve.Snapshot curve,
        SeatSearch seats) {}
