package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestReplayTest {
    private static final ScoreMatrix FOUR =
            Matrices.of(2, new double[] {1, 2}, new double[] {1, 2, 3}, new double[] {1, 2}, new double[] {3, 2});

    /** Writes down what it is asked, and shows the first candidates. */
    private static final class Diary implements ReRanker {
        private final List<String> entries = new ArrayList<>();

        @Override
        public void choose(Request request, int[] places) {
            entries.add("choose " + request.user() + " " + places.length);
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
        }

        @Override
        public void observe(Request request, int[] places) {
            entries.add("observe " + request.user());
        }

        @Override
        public void refresh() {
            entries.add("refresh");
        }
    }

    @Test
    void shouldFeedBackBeforeTheNextDecision() {
        assertThat(entries(1, 0))
                .containsExactly(
                        "refresh",
                        "choose u0 2",
                        "observe u0",
                        "refresh",
                        "choose u1 3",
                        "observe u1",
                        "refresh",
                        "choose u2 2",
                        "observe u2",
                        "refresh",
                        "choose u3 2");
    }

    @Test
    void shouldFeedBackLateAndRefreshSeldom() {
        assertThat(entries(2, 2))
                .containsExactly(
                        "refresh", "choose u0 2", "choose u1 3", "refresh", "choose u2 2", "observe u0", "choose u3 2");
    }

    @Test
    void shouldRefuseSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new RequestReplay(FOUR, 0, 1, 0)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new RequestReplay(FOUR, 1, 0, 0)).hasMessageContaining("must be above 0");
        assertThatThrownBy(() -> new RequestReplay(FOUR, 1, 1, -1)).hasMessageContaining("0 or more");
    }

    @Test
    void shouldShuffleTheSameEachTime() {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        RequestOrder order = RequestOrder.parse("shuffle:7");

        assertThat(order.of(numbers)).isNotEqualTo(numbers).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(order.of(numbers)).isEqualTo(order.of(numbers));
        assertThat(order.of(numbers))
                .isNotEqualTo(RequestOrder.parse("shuffle:8").of(numbers));
        assertThat(RequestOrder.parse("file").of(numbers)).isEqualTo(numbers);
    }

    @Test
    void shouldSplitUsersInHalves() {
        List<Integer> users = List.of(0, 1, 2, 3, 4);

        assertThat(UserHalf.EVEN.of(users)).containsExactly(0, 2, 4);
        assertThat(UserHalf.ODD.of(users)).containsExactly(1, 3);
        assertThat(UserHalf.ALL.of(users)).isEqualTo(users);
    }

    private static List<String> entries(int refresh, int delay) {
        Diary diary = new Diary();
        new RequestReplay(FOUR, 3, refresh, delay).run(diary);
        return diary.entries;
    }
}
