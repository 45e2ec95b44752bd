package io.tributary.engine.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.IdHash;
import io.tributary.domain.merchant.SeenImpressions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdTableTest {
    private IdLog log = new IdLog();
    private IdTable table = new IdTable(log);

    /** A positive step adds an id that is not held, a negative one drops that many of the oldest. */
    @Property(tries = 300)
    void shouldFindWhatTheLogHolds(
            @ForAll @Size(max = 400) List<@IntRange(min = -9, max = 90) Integer> steps, @ForAll boolean spread) {
        log = new IdLog();
        table = new IdTable(log);
        Deque<Integer> held = new ArrayDeque<>();
        for (int step : steps) {
            if (step >= 0 && !held.contains(step)) {
                add(first(step, spread), step);
                held.addLast(step);
            } else if (step < 0) {
                int count = Math.min(-step, held.size());
                log.drop(count);
                for (int i = 0; i < count; i++) {
                    held.removeFirst();
                }
                table.tidy();
            }
            assertThat(log.size()).isEqualTo(held.size());
        }
        for (int id = 0; id <= 90; id++) {
            assertThat(table.contains(first(id, spread), id)).isEqualTo(held.contains(id));
        }
    }

    /** Either well spread, or crowded into few places of one shard so that they wrap around its end. */
    private static long first(int id, boolean spread) {
        return spread ? IdHash.first("id" + id) : 13 + id % 4;
    }

    @Test
    void shouldHoldAsManyAsCanBeAskedFor() {
        assertThat(IdLog.MOST).isEqualTo(SeenImpressions.MOST);
    }

    @Test
    void shouldTellIdsApartThatDifferInOneHalfOnly() {
        add(7, 1);
        assertThat(table.contains(7, 1)).isTrue();
        assertThat(table.contains(7, 2)).isFalse();
        assertThat(table.contains(8, 1)).isFalse();
    }

    @Test
    void shouldGrowAndShrinkWithItsIds() {
        int empty = table.slots();
        for (int i = 0; i < 1_000_000; i++) {
            add(IdHash.first("i" + i), i);
        }
        assertThat(table.slots()).isBetween(1_333_333, 4_000_000);
        log.drop(999_000);
        for (int i = 0; i < 64; i++) {
            table.tidy();
        }
        assertThat(table.slots()).isLessThan(2 * empty);
        assertThat(table.contains(IdHash.first("i998999"), 998_999)).isFalse();
        for (int i = 999_000; i < 1_000_000; i++) {
            assertThat(table.contains(IdHash.first("i" + i), i)).isTrue();
        }
    }

    /** Positions are kept to 26 bits: they come round after 67 million ids. */
    @Test
    void shouldNotTakeAnOldPositionForANewOne() {
        add(IdHash.first("old"), 1);
        log.drop(1);
        long until = (1L << IdLog.POSITION_BITS) - 50_000;
        while (log.end() < until) {
            log.append(log.end(), log.end());
            log.drop(log.size() > 50 ? 50 : 0);
        }
        for (int i = 0; i < 100_000; i++) {
            add(IdHash.first("new" + i), i);
        }
        assertThat(table.contains(IdHash.first("old"), 1)).isFalse();
        for (int i = 0; i < 100_000; i++) {
            assertThat(table.contains(IdHash.first("new" + i), i)).isTrue();
        }
    }

    private void add(long first, long second) {
        table.add(first, log.end());
        log.append(first, second);
    }
}
