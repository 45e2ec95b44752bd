package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.ListSamples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which versions of lists travel with beats: those in force and those to come. */
class PoolListsTest {
    private final PoolFixture pool = new PoolFixture(false);

    @AfterEach
    void close() {
        pool.close();
    }

    private void publish(ReferenceList list, long time) {
        pool.lists.pipeInput(ListKey.of(list), list, time);
    }

    private static ReferenceList list(int version, Long startsAt) {
        ReferenceList list = ListSamples.list("farms", version, List.of("a" + version));
        list.setStartsAt(startsAt);
        return list;
    }

    private static List<Integer> versions(Beat beat) {
        return beat.getLists().stream().map(ReferenceList::getVersion).toList();
    }

    @Test
    void shouldForgetAVersionAtTheBeatAtWhichAHigherOneBegins() {
        publish(list(1, null), DAWN);
        publish(list(2, DAWN + 3_000), DAWN);
        Beat first = pool.tick();
        assertThat(versions(first)).containsExactly(1, 2);
        assertThat(pool.tick().getRulesDigest()).isEqualTo(first.getRulesDigest());

        Beat third = pool.tick();

        assertThat(third.getTime()).isEqualTo(DAWN + 3_000);
        assertThat(versions(third)).containsExactly(2);
        assertThat(third.getRulesDigest()).isNotEqualTo(first.getRulesDigest());
    }

    /** A pool without its state reads all versions there ever were before its first beat. */
    @Test
    void shouldHaveRoomForAHistoryThatIsLargerThanWhatABeatBrings() {
        List<String> entries = IntStream.range(0, 4_500)
                .mapToObj(i -> "x".repeat(110) + String.format("%07d", i))
                .toList();
        int versions = 0;
        for (long bytes = 0; bytes <= RuleSizes.MOST_BYTES; versions++) {
            ReferenceList list = ListSamples.list("farms", versions + 1, entries);
            list.setStartsAt(DAWN - 1_000_000 + versions);
            bytes += RuleSizes.bytes(list);
            publish(list, DAWN - 1_000_000 + versions);
        }

        assertThat(versions(pool.tick())).containsExactly(versions);
    }
}
