package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EarlyVerdictsTest {
    private final EarlyVerdicts early = new EarlyVerdicts();

    private static VerdictEvent verdict(long id) {
        ImpressionEvent impression =
                new ImpressionEvent(id, -id, Surface.FEED, -1, -1, true, false, null, Double.NaN, 7, 1_000, null, true);
        return new VerdictEvent(impression, 2_000);
    }

    private static long id(EarlyVerdicts.Held held) {
        return held.verdict().impression().idFirst();
    }

    @Test
    void shouldHoldNoMoreThanItHasRoomFor() {
        for (int i = 0; i < EarlyVerdicts.MOST; i++) {
            assertThat(early.add("m", verdict(i))).isTrue();
        }
        assertThat(early.add("m", verdict(-1))).isFalse();
        assertThat(early.held()).hasSize(EarlyVerdicts.MOST);
    }

    @Test
    void shouldSayWhenItHasToBeWritten() {
        assertThat(early.isChanged()).isFalse();
        early.add("m", verdict(1));
        assertThat(early.isChanged()).isTrue();
        early.written();
        assertThat(early.take(held -> false)).isEmpty();
        assertThat(early.isChanged()).isFalse();
        assertThat(early.take(held -> true)).hasSize(1);
        assertThat(early.isChanged()).isTrue();
    }

    /** Each is handed out once, in the order in which they came of those that are ready, and the others go on waiting in theirs. */
    @Property
    void shouldHandOutEachOnceInItsOrder(
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> ids, @ForAll @IntRange(max = 5) int first) {
        EarlyVerdicts waiting = new EarlyVerdicts();
        ids.forEach(id -> waiting.add("m", verdict(id)));
        EarlyVerdicts restored = new EarlyVerdicts();
        restored.restore(waiting.held());
        List<EarlyVerdicts.Held> taken = new ArrayList<>(restored.take(held -> id(held) <= first));
        taken.addAll(restored.take(held -> true));
        List<Long> expected = ids.stream()
                .sorted(Comparator.comparing(id -> id > first))
                .map(Integer::longValue)
                .toList();
        assertThat(taken).extracting(EarlyVerdictsTest::id).isEqualTo(expected);
        assertThat(restored.held()).isEmpty();
    }
}
