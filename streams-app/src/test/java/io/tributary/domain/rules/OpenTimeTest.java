package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenTimeTest {
    private static final long FROM = 1_000;

    @Test
    void shouldCountAllTimeWithoutWindows() {
        OpenTime time = new OpenTime(Openings.ALWAYS, FROM);
        assertThat(time.between(500, 1_500)).isEqualTo(1_000);
        assertThat(time.after(500, 100)).isEqualTo(600);
    }

    @Test
    void shouldCountTheTimeBeforeTheProgramme() {
        OpenTime time = new OpenTime(open(new Opening(1_200, 1_300, 1)), FROM);
        assertThat(time.between(900, 1_250)).isEqualTo(150);
        assertThat(time.after(900, 100)).isEqualTo(1_000);
        assertThat(time.after(900, 101)).isEqualTo(1_201);
        assertThat(time.after(900, 201)).isEqualTo(Long.MAX_VALUE);
    }

    /** Against a count of each millisecond. */
    @Property(tries = 300)
    void shouldBeWhatCountingEachMomentGives(@ForAll Random random) {
        boolean[] isOpen = new boolean[200];
        java.util.ArrayList<Opening> openings = new java.util.ArrayList<>();
        for (int at = random.nextInt(20); at < 180; at += 1 + random.nextInt(30)) {
            int end = at + 1 + random.nextInt(20);
            openings.add(new Opening(FROM + at, FROM + end, 1));
            for (int i = at; i < Math.min(end, isOpen.length); i++) {
                isOpen[i] = true;
            }
            at = end;
        }
        OpenTime time = new OpenTime(open(openings.toArray(Opening[]::new)), FROM);
        int start = random.nextInt(isOpen.length);
        int end = start + random.nextInt(isOpen.length - start);
        long sum = 0;
        for (int i = start; i < end; i++) {
            sum += isOpen[i] ? 1 : 0;
        }
        assertThat(time.between(FROM + start, FROM + end)).isEqualTo(sum);
        if (sum > 0) {
            long ends = time.after(FROM + start, sum);
            assertThat(ends).isLessThanOrEqualTo(FROM + end);
            assertThat(isOpen[(int) (ends - FROM - 1)])
                    .as("the first such moment")
                    .isTrue();
            assertThat(time.between(FROM + start, ends)).isEqualTo(sum);
        }
    }

    private static Openings open(Opening... all) {
        return new Openings(List.of((from, to) -> List.of(all).stream()
                .filter(each -> each.opensAt() < to && each.closesAt() > from)
                .toList()));
    }
}
