package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpeningsTest {
    private static final long DAY = 86_400_000;

    /** Open for some days of every so many, for ever. */
    private static Openings.Calendar every(int days, int first, int open, double pace) {
        return (from, to) -> {
            List<Opening> all = new ArrayList<>();
            for (long day = Math.floorDiv(from, DAY) / days * days - 2L * days; day * DAY < to; day += days) {
                Opening each = new Opening((day + first) * DAY, (day + first + open) * DAY, pace);
                if (each.opensAt() < to && each.closesAt() > from) {
                    all.add(each);
                }
            }
            return all;
        };
    }

    @Test
    void shouldAlwaysBeOpenWithoutWindows() {
        assertThat(Openings.ALWAYS.isAlways()).isTrue();
        assertThat(Openings.ALWAYS.isOpenAt(Long.MAX_VALUE - 1)).isTrue();
        assertThat(Openings.ALWAYS.isOpenWithin(5, 5)).isFalse();
        assertThat(Openings.ALWAYS.closesAt(5, 10)).isEqualTo(10);
        assertThat(Openings.ALWAYS.lastClose(5, 10)).isEqualTo(10);
        assertThat(Openings.ALWAYS.pace(5, 10)).isEqualTo(1);
    }

    @Test
    void shouldBeHalfOpen() {
        Openings openings = new Openings(List.of(every(10, 2, 3, 1.5)));

        assertThat(openings.isOpenAt(2 * DAY - 1)).isFalse();
        assertThat(openings.isOpenAt(2 * DAY)).isTrue();
        assertThat(openings.isOpenAt(5 * DAY - 1)).isTrue();
        assertThat(openings.isOpenAt(5 * DAY)).isFalse();
        assertThat(openings.isOpenWithin(5 * DAY, 12 * DAY)).isFalse();
        assertThat(openings.isOpenWithin(5 * DAY, 12 * DAY + 1)).isTrue();
        assertThat(openings.closesAt(3 * DAY, 100 * DAY)).isEqualTo(5 * DAY);
        assertThat(openings.closesAt(3 * DAY, 4 * DAY)).isEqualTo(4 * DAY);
        assertThat(openings.lastClose(0, 20 * DAY)).isEqualTo(15 * DAY);
        assertThat(openings.lastClose(0, 13 * DAY)).isEqualTo(13 * DAY);
        assertThat(openings.lastClose(6 * DAY, 11 * DAY)).as("none opens").isEqualTo(11 * DAY);
        assertThat(openings.pace(0, 10 * DAY)).isEqualTo(1.5);
        assertThat(openings.pace(6 * DAY, 10 * DAY)).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhereOneWindowOpensAsAnotherCloses() {
        Openings openings = new Openings(List.of(every(10, 0, 5, 1), every(10, 5, 2, 2)));

        assertThat(openings.closesAt(DAY, 100 * DAY)).isEqualTo(7 * DAY);
        assertThat(openings.pace(4 * DAY, 6 * DAY)).as("the first to be open").isEqualTo(1);
        assertThat(openings.pace(5 * DAY, 6 * DAY)).isEqualTo(2);
    }

    @Test
    void shouldRefuseAnOpeningWithoutTime() {
        assertThatThrownBy(() -> new Opening(5, 5, 1)).hasMessageStartingWith("closesAt: is 5, must be later");
    }

    /** Years apart and in any order, on overlapping windows too: as the calendars say, whatever was asked before. */
    @Property(tries = 50)
    void shouldSayTheSameWheneverItIsAsked(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int open,
            @ForAll @IntRange(min = 1, max = 9) int other) {
        Openings.Calendar one = every(10, 1, open, 1);
        Openings.Calendar two = every(17, 3, other, 1);
        Openings openings = new Openings(List.of(one, two));
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            long time = (long) (random.nextDouble() * 20_000 * DAY);
            boolean isOpen = !one.openings(time, time + 1).isEmpty()
                    || !two.openings(time, time + 1).isEmpty();
            assertThat(openings.isOpenAt(time)).isEqualTo(isOpen);
            assertThat(openings.within(time, time + 30 * DAY))
                    .isEqualTo(new Openings(List.of(one, two)).within(time, time + 30 * DAY));
            if (isOpen) {
                long close = openings.closesAt(time, time + 3_000 * DAY);
                assertThat(openings.isOpenAt(close - 1)).isTrue();
                assertThat(close == time + 3_000 * DAY || !openings.isOpenAt(close))
                        .isTrue();
            }
        }
    }
}
