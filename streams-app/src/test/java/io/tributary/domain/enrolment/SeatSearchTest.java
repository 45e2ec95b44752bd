package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.enrolment.SeatSearch.Sums;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeatSearchTest {
    /** Beats in which every search comes to its end: places have 127 bits, and what was found is reported a beat later. */
    private static final int SEARCH = 300;

    @Test
    void shouldGiveSeatsToTheFirstOfTheOrder() {
        SeatWorld world = new SeatWorld(2, 3, new Random(1), 0);
        long[] orders = {70, 10, 50, 30, 20, 60};
        for (int i = 0; i < orders.length; i++) {
            world.come(i, orders[i]);
        }
        world.beats(SEARCH);
        assertThat(world.seated()).containsExactly(1, 3, 4);
        world.leave(4);
        world.beats(SEARCH);
        assertThat(world.seated()).as("the next one has the seat").containsExactly(1, 2, 3);
    }

    @Test
    void shouldLetAllInWhereThereAreSeatsEnough() {
        SeatWorld world = new SeatWorld(3, 10, new Random(1), 0);
        IntStream.range(0, 9).forEach(i -> world.come(i, 1_000 - i));
        world.beats(5);
        assertThat(world.seated()).hasSize(9);
    }

    @Test
    void shouldBreakTiesByTheHashOfIdsAndLeaveNoSeatEmpty() {
        SeatWorld world = new SeatWorld(4, 300, new Random(1), 0);
        IntStream.range(0, 2_000).forEach(i -> world.come(i, 5));
        world.beats(SEARCH);
        List<Integer> first = IntStream.range(0, 2_000)
                .boxed()
                .sorted(Comparator.comparing(i -> Place.of("m" + i, 5)))
                .limit(300)
                .sorted()
                .toList();
        assertThat(world.seated()).containsExactlyElementsOf(first);
    }

    /**
     * Tasks that lag, restart, lack rules and whose reports come late; merchants that come, leave, come again and change their place at
     * any time.
     */
    @Property(tries = 300)
    void shouldNeverSeatMoreThanThereAreSeats(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int tasks,
            @ForAll @IntRange(min = 1, max = 12) int seats,
            @ForAll @IntRange(min = 0, max = 5) int lag) {
        Random random = new Random(seed);
        SeatWorld world = new SeatWorld(tasks, seats, random, lag);
        int spread = 1 + random.nextInt(62);
        for (int beat = 0; beat < 400; beat++) {
            int merchant = random.nextInt(40);
            switch (random.nextInt(6)) {
                case 0, 1 -> world.come(merchant, random.nextLong() >>> spread);
                case 2 -> world.leave(merchant);
                default -> {}
            }
            world.beats(1);
            assertThat(world.seated()).hasSizeLessThanOrEqualTo(seats);
        }
        world.keepUp();
        for (int beat = 0; beat < 2 * SEARCH; beat++) {
            world.beats(1);
            assertThat(world.seated()).hasSizeLessThanOrEqualTo(seats);
        }
        assertThat(world.seated())
                .as("no seat stays empty while somebody waits")
                .hasSize(Math.min(seats, world.seated().size() + world.waiting()));
    }

    @Test
    void shouldWaitForATaskThatSaysNothing() {
        SeatSearch begun = SeatSearch.CLOSED.next(new Sums(0, 0, 9), 5, 10);
        assertThat(begun.next(new Sums(0, 1, 0), 5, 11)).isEqualTo(begun);
        assertThat(begun.next(new Sums(0, 1, 9), 5, 11))
                .as("of a beat before the candidate was named")
                .isEqualTo(begun);
        assertThat(begun.next(new Sums(0, 1, 10), 5, 11).place()).isEqualTo(Place.LAST);
    }

    @Test
    void shouldOrderByTimeAndByTheHighestValue() {
        assertThat(Seats.orderOf(1_000)).isLessThan(Seats.orderOf(1_001));
        List<Double> values = List.of(1e300, 4.6, 4.59, 0.0, -0.5, -3.0, -1e300);
        for (int i = 1; i < values.size(); i++) {
            assertThat(Seats.orderOf(values.get(i - 1)))
                    .as("%s before %s", values.get(i - 1), values.get(i))
                    .isNotNegative()
                    .isLessThan(Seats.orderOf(values.get(i)));
        }
        assertThat(Seats.orderOf(-0.0)).isEqualTo(Seats.orderOf(0.0));
        assertThat(Seats.orderOf((Double) null)).isGreaterThan(Seats.orderOf(-1e300));
    }

    @Property
    void shouldFindTheMiddleOfTwoPlaces(@ForAll long left, @ForAll long right, @ForAll boolean near) {
        Place one = new Place(left >>> 1, right >>> 1);
        Place other = new Place(near ? one.order() : right >>> 1, left >>> 1);
        Place lower = one.isAfter(other) ? other : one;
        Place higher = one.isAfter(other) ? one : other;
        Place middle = lower.middle(higher);
        assertThat(middle).isBetween(lower, higher);
        assertThat(Place.NONE.middle(higher)).isBetween(Place.NONE, higher);
        assertThat(new Place(5, 7).middle(new Place(5, 8))).isEqualTo(new Place(5, 7));
        assertThat(Place.NONE.middle(new Place(0, 0))).isEqualTo(Place.NONE);
    }

    @Test
    void shouldRefuseSeatsThatCannotBeMeant() {
        assertThatThrownBy(() -> new Seats(0, null, Long.MIN_VALUE)).hasMessageContaining("enrolment.seats.number");
        assertThatThrownBy(() -> new Seats(1, "score", Long.MIN_VALUE)).hasMessageContaining("selectsAt");
    }
}
