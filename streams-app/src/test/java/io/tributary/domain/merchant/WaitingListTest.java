package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import io.tributary.domain.enrolment.Place;
import io.tributary.domain.enrolment.Seating;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingListTest {
    private final WaitingList list = new WaitingList();

    WaitingListTest() {
        put("c", new Waiting(30, 1, 0));
        put("a", new Waiting(10, 1, 0));
        put("b", new Waiting(20, 5, 0));
    }

    @Test
    void shouldSeatThoseThatAreCoveredInTheirOrder() {
        assertThat(seated(terms(30, 4, 0))).containsExactly("a", "c");
        assertThat(seated(terms(30, 5, 0))).containsExactly("a", "b", "c");
        assertThat(seated(terms(20, 5, 0))).containsExactly("a", "b");
        assertThat(seated(Seating.Terms.NONE)).isEmpty();
    }

    @Test
    void shouldCountWhoWaitsUpToTheCandidateOrMayComeInAnyway() {
        assertThat(list.wanted(terms(0, 0, 20))).isEqualTo(2);
        assertThat(list.wanted(terms(30, 4, 10))).as("c has a seat").isEqualTo(2);
        assertThat(list.wanted(new Seating.Terms(Place.NONE, 0, Place.LAST))).isEqualTo(3);
        assertThat(list.wanted(Seating.Terms.NONE)).isZero();
    }

    @Test
    void shouldFollowWhoMovesAndWhoWaitsNoMore() {
        put("a", new Waiting(25, 6, 0));
        put("c", null);
        put("unknown", null);
        assertThat(list.size()).isEqualTo(2);
        assertThat(seated(terms(30, 9, 0))).containsExactly("b", "a");
    }

    private void put(String id, Waiting waiting) {
        list.put(new MerchantState(id), waiting);
    }

    private List<String> seated(Seating.Terms terms) {
        return list.seated(terms).stream().map(MerchantState::id).toList();
    }

    private static Seating.Terms terms(long order, long coveredBeat, long candidate) {
        return new Seating.Terms(new Place(order, Long.MAX_VALUE), coveredBeat, new Place(candidate, Long.MAX_VALUE));
    }
}
