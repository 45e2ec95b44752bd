package io.tributary.engine.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.IdHash;
import io.tributary.domain.state.StateWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ImpressionWindowTest {
    private static final long SPAN = 600_000;
    private static final int MANY = 1_000_000;

    private final Map<Long, byte[]> stored = new HashMap<>();
    private ImpressionWindow.Index index;

    /** Ids in order of arrival, each with the time of the first beat after it, 0 before. */
    private final Map<Integer, Long> expected = new LinkedHashMap<>();

    private long droppedEarly;

    /** Random impressions, beats, commits and restarts: the window is exactly what the oracle says at every step. */
    @Property(tries = 80)
    void shouldHoldTheSameIdsWheneverItIsWrittenAndRead(@ForAll long seed) {
        stored.clear();
        expected.clear();
        droppedEarly = 0;
        Random random = new Random(seed);
        ImpressionWindow window = new ImpressionWindow();
        int most = random.nextBoolean() ? MANY : 100 + random.nextInt(300);
        long time = 1_000_000_000;
        for (int step = 0; step < 2_000; step++) {
            int id = random.nextInt(1_500);
            boolean known = expected.containsKey(id);
            assertThat(contains(window, id)).as("step %d", step).isEqualTo(known);
            if (!known) {
                add(window, id, most);
            }
            if (random.nextInt(30) == 0) {
                time += random.nextInt(10) == 0 ? random.nextInt(1_000_000) : random.nextInt(40_000);
                beat(window, time);
            }
            if (random.nextInt(25) == 0) {
                write(window);
                window = random.nextBoolean() ? read() : window;
            }
        }
        assertThat(window.size()).isEqualTo(expected.size());
        assertThat(window.droppedEarly()).isEqualTo(droppedEarly);
    }

    private void add(ImpressionWindow window, int id, int most) {
        window.add(IdHash.first("i" + id), IdHash.second("i" + id), most);
        if (expected.size() >= most) {
            expected.remove(expected.keySet().iterator().next());
            droppedEarly++;
        }
        expected.put(id, 0L);
    }

    private void beat(ImpressionWindow window, long time) {
        window.beat(time, SPAN);
        expected.replaceAll((id, beat) -> beat == 0 ? time : beat);
        Iterator<Long> each = expected.values().iterator();
        while (each.hasNext() && time - each.next() > SPAN) {
            each.remove();
        }
    }

    private static boolean contains(ImpressionWindow window, int id) {
        return window.contains(IdHash.first("i" + id), IdHash.second("i" + id));
    }

    /** A commit. @return the bytes of new segments */
    private int write(ImpressionWindow window) {
        StateWriter writer = new StateWriter();
        int[] written = {0};
        window.writeChanges(writer, (number, bytes) -> {
            if (bytes == null) {
                assertThat(stored.remove(number)).as("segment %d", number).isNotNull();
            } else {
                assertThat(stored.put(number, bytes)).as("segment %d", number).isNull();
                written[0] += bytes.length;
            }
        });
        assertThat(stored).hasSize(window.segmentCount());
        index = window.index();
        return written[0];
    }

    private ImpressionWindow read() {
        ImpressionWindow read = new ImpressionWindow();
        read.read(index, stored::get);
        return read;
    }

    @Test
    void shouldWriteAnIdOnceInSegmentsOfLimitedSize() {
        ImpressionWindow window = new ImpressionWindow();
        for (int i = 0; i < 10_000; i++) {
            window.add(IdHash.first("i" + i), IdHash.second("i" + i), MANY);
        }
        int first = write(window);
        assertThat(stored).hasSize(3);
        assertThat(stored.values()).allMatch(bytes -> bytes.length < 65_536 + 16);
        assertThat(first).isBetween(160_000, 160_100);
        assertThat(write(window)).isZero();
        window.add(1, 1, MANY);
        assertThat(write(window)).isLessThan(32);
    }

    @Test
    void shouldForgetNothingBeforeTheFirstBeatAndNothingNewAtABeatAfterALongPause() {
        ImpressionWindow window = new ImpressionWindow();
        window.add(1, 1, MANY);
        write(window);
        window = read();
        long begin = 1_800_000_000_000L;
        window.beat(begin, SPAN);
        assertThat(window.contains(1, 1)).isTrue();

        window.add(2, 2, MANY);
        long late = begin + 10 * SPAN;
        window.beat(late, SPAN);
        assertThat(window.contains(1, 1)).isFalse();
        assertThat(window.contains(2, 2)).isTrue();
        window.beat(late + SPAN, SPAN);
        assertThat(window.contains(2, 2)).isTrue();
        window.beat(late + SPAN + 1, SPAN);
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTooMany() {
        ImpressionWindow window = new ImpressionWindow();
        for (int i = 1; i <= 10; i++) {
            window.add(i, i, 4);
        }
        assertThat(window.size()).isEqualTo(4);
        assertThat(window.contains(6, 6)).isFalse();
        assertThat(window.contains(7, 7)).isTrue();
        assertThat(window.droppedEarly()).isEqualTo(6);
        write(window);
        assertThat(read().contains(7, 7)).isTrue();
        assertThat(read().droppedEarly()).isEqualTo(6);
    }

    @Test
    void shouldNameASegmentThatIsMissing() {
        ImpressionWindow window = new ImpressionWindow();
        window.add(1, 1, MANY);
        write(window);
        stored.clear();
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("segment 0 is missing");
    }
}
