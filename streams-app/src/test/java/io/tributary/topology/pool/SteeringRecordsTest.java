package io.tributary.topology.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.allocation.TrafficCurve;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.grant.Lagging;
import io.tributary.domain.pool.OrderRate;
import io.tributary.domain.pool.Period;
import io.tributary.domain.pool.ProgrammeSteering;
import io.tributary.domain.pool.RunningPart;
import io.tributary.state.v1.SteeringState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteeringRecordsTest {
    @Test
    void shouldKeepWhatHoldsForTasksThatLag() {
        GrantState grant = new GrantState(3, 1, 90, 2, 1, 88, 4, new Lagging(Map.of(2, 70L, 5, 0L), 7, 1));
        Place place = new Place(5, 7);
        SeatSearch seats = new SeatSearch(place, 4, new Place(6, 0), 9, new SeatSearch.Range(place, Place.LAST));
        ProgrammeSteering kept = new ProgrammeSteering(
                new Period(0, 60_000),
                new RunningPart(0.25, 0.2, 1_000, 0.1, true),
                grant,
                RelevanceBudget.initial(1),
                new OrderRate(0, 0, 0),
                new TrafficCurve(0, 60_000).snapshot(),
                seats);

        SteeringState stored = SteeringRecords.steering(kept);

        assertThat(SteeringRecords.steering(stored).grant()).isEqualTo(grant);
        assertThat(SteeringRecords.steering(stored).seats()).isEqualTo(seats);
    }
}
