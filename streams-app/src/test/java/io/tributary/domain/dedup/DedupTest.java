package io.tributary.domain.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DedupTest {
    private static final long SPAN = 600_000;

    @Property(tries = 300)
    void shouldBeASet(
            @ForAll @Size(max = 400) List<@IntRange(min = -60, max = 60) Integer> steps, @ForAll boolean spread) {
        IdSet ids = new IdSet();
        Set<Integer> expected = new HashSet<>();
        for (int step : steps) {
            int id = Math.abs(step) + 1;
            long first = first(id, spread);
            if (step >= 0 && expected.add(id)) {
                ids.add(first, id);
            } else if (step < 0) {
                expected.remove(id);
                ids.remove(first, id);
            }
            assertThat(ids.size()).isEqualTo(expected.size());
        }
        for (int id = 1; id <= 61; id++) {
            assertThat(ids.contains(first(id, spread), id)).isEqualTo(expected.contains(id));
        }
    }

    /** Either well spread, or crowded into a few places of the table so that they wrap around its end. */
    private static long first(int id, boolean spread) {
        return spread ? IdHash.first("id" + id) : 13 + id % 4;
    }

    @Test
    void shouldGrowAndShrinkWithoutLosingIds() {
        IdSet ids = new IdSet();
        for (int i = 0; i < 10_000; i++) {
            ids.add(IdHash.first("i" + i), i);
        }
        for (int i = 0; i < 9_990; i++) {
            ids.remove(IdHash.first("i" + i), i);
        }
        assertThat(ids.size()).isEqualTo(10);
        for (int i = 9_990; i < 10_000; i++) {
            assertThat(ids.contains(IdHash.first("i" + i), i)).isTrue();
        }
    }

    /** Random impressions, repeated ids, expiry, commits and restarts; every id seen within the span is caught. */
    @Property(tries = 60)
    void shouldCatchEveryImpressionIdWithinTheSpan(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, byte[]> stored = new HashMap<>();
        Map<Integer, Long> lastAdded = new HashMap<>();
        ImpressionWindow window = new ImpressionWindow();
        long time = 1_000_000;
        long watermark = 0;
        for (int step = 0; step < 1_500; step++) {
            time += random.nextInt(random.nextInt(20) == 0 ? 200_000 : 1_000);
            long at = time - random.nextInt(60_000);
            int id = random.nextInt(700);
            Long before = lastAdded.get(id);
            boolean known = window.contains(IdHash.first("i" + id), IdHash.second("i" + id));
            if (before != null && watermark - before <= SPAN) {
                assertThat(known).as("step %d", step).isTrue();
            }
            assertThat(known && before == null).isFalse();
            if (!known) {
                watermark = Math.max(watermark, at);
                window.add(IdHash.first("i" + id), IdHash.second("i" + id), at);
                window.expire(SPAN);
                lastAdded.put(id, watermark);
            }
            if (random.nextInt(50) == 0) {
                window = restart(window, stored);
            }
        }
    }

    private static ImpressionWindow restart(ImpressionWindow window, Map<Long, byte[]> stored) {
        StateWriter writer = new StateWriter();
        window.writeChanges(writer, (number, bytes) -> keep(stored, number, bytes));
        window.writeIndex(writer.reset());
        ImpressionWindow read = ImpressionWindow.read(new StateReader(writer.toByteArray()), stored::get);
        assertThat(read.size()).isEqualTo(window.size());
        assertThat(stored).hasSize(window.segmentCount());
        return read;
    }

    private static void keep(Map<Long, byte[]> stored, long number, byte[] bytes) {
        if (bytes == null) {
            stored.remove(number);
        } else {
            stored.put(number, bytes);
        }
    }

    @Property(tries = 60)
    void shouldRememberOrderLinesAcrossCommits(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, byte[]> stored = new HashMap<>();
        Map<Integer, Set<Integer>> statuses = new HashMap<>();
        Map<Integer, Long> paid = new HashMap<>();
        OrderWindow window = new OrderWindow();
        for (int step = 0; step < 600; step++) {
            int line = random.nextInt(200);
            int status = random.nextInt(4);
            OrderMemo known = window.find(line + 1, line);
            boolean seen = known != null && known.seen(status);
            assertThat(seen).isEqualTo(statuses.getOrDefault(line, Set.of()).contains(status));
            if (!seen) {
                OrderMemo memo = window.see(line + 1, line, status, step * 1_000L);
                statuses.computeIfAbsent(line, key -> new HashSet<>()).add(status);
                if (status == 1) {
                    memo.paid(step, Surface.LIVE, Arm.HOLDOUT, line);
                    paid.put(line, (long) step);
                }
            }
            if (random.nextInt(40) == 0) {
                window = restart(window, stored);
            }
        }
        for (int line : statuses.keySet()) {
            OrderMemo memo = window.find(line + 1, line);
            assertThat(memo.paidAt()).isEqualTo(paid.getOrDefault(line, -1L));
            assertThat(memo.bucket()).isEqualTo(memo.isPaid() ? line : -1);
        }
    }

    private static OrderWindow restart(OrderWindow window, Map<Long, byte[]> stored) {
        StateWriter writer = new StateWriter();
        window.writeChanges(writer, (number, bytes) -> keep(stored, number, bytes));
        window.writeIndex(writer.reset());
        return OrderWindow.read(new StateReader(writer.toByteArray()), stored::get);
    }

    @Test
    void shouldDropOrderLinesAfterTheSpan() {
        OrderWindow window = new OrderWindow();
        window.see(1, 1, 0, 1_000);
        window.see(2, 2, 0, 1_000 + OrderWindow.SEGMENT_MILLIS + 1);
        window.expire(OrderWindow.SEGMENT_MILLIS);
        assertThat(window.find(1, 1)).isNull();
        assertThat(window.size()).isEqualTo(1);
        assertThat(window.segmentCount()).isEqualTo(1);
    }

    @Test
    void shouldNameASegmentThatIsMissing() {
        ImpressionWindow window = new ImpressionWindow();
        window.add(1, 1, 1_000);
        StateWriter writer = new StateWriter();
        window.writeIndex(writer);
        assertThatThrownBy(() -> ImpressionWindow.read(new StateReader(writer.toByteArray()), number -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("segment 0 is missing");
    }
}
