package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ToldMinutesTest {
    private static final long NOON = 1_767_326_400_000L;
    private static final long MINUTE = 60_000;

    @Property(tries = 200)
    void shouldTakeEachMinuteOnceInAnyOrderUnlessItIsTooFarBehind(
            @ForAll @Size(max = 200) List<@IntRange(min = -100, max = 100) Integer> numbers) {
        ToldMinutes minutes = ToldMinutes.NONE;
        Set<Integer> told = new HashSet<>();
        int latest = Integer.MIN_VALUE;
        for (int number : numbers) {
            long minute = NOON + number * MINUTE;
            boolean isForgotten = !told.isEmpty() && latest - number >= 64;
            assertThat(minutes.isForgotten(minute)).isEqualTo(isForgotten);
            if (!isForgotten) {
                assertThat(minutes.contains(minute)).isEqualTo(told.contains(number));
                minutes = minutes.with(minute);
                told.add(number);
                latest = Math.max(latest, number);
            }
        }
    }
}
