package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static io.tributary.topology.pool.PoolFixture.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.topology.ListSamples;
import io.tributary.topology.StoreCopy;
import io.tributary.topology.TopicKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that were withdrawn while no pool ran, and whose tombstones are gone. */
class PoolReviewTest {
    @TempDir
    Path folder;

    private final PoolFixture pool = new PoolFixture(false);
    private final List<Topic<?>> asked = new ArrayList<>();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldWithdrawProgrammesListsAndStopsThatAreNotOnTheirTopicAnyMore() {
        pool.apply(programme("kept", 1).build());
        pool.apply(programme("gone", 1).build());
        pool.lists.pipeInput("kept@1", ListSamples.list("kept", 1, List.of("a")));
        pool.lists.pipeInput("gone@1", ListSamples.list("gone", 1, List.of("a")));
        pool.stop("merchant:kept");
        pool.stop("merchant:gone");
        Map<Topic<?>, Set<String>> there = Map.of(
                Topics.PROGRAMMES, Set.of("kept", "unread"),
                Topics.REFERENCE_LISTS, Set.of("kept@1"),
                Topics.CONTROLS, Set.of("merchant:kept", "CLOCK"));

        Beat first = firstBeatAfterARestart((topic, partition) -> {
            asked.add(topic);
            return Optional.of(there.get(topic));
        });

        assertThat(first.getProgrammes())
                .extracting(ProgrammeBeat::getProgrammeId)
                .containsExactly("kept");
        assertThat(first.getLists()).extracting(ReferenceList::getName).containsExactly("kept");
        assertThat(first.getStopped()).containsExactly("merchant:kept");
        assertThat(asked).containsExactly(Topics.PROGRAMMES, Topics.REFERENCE_LISTS, Topics.CONTROLS);
    }

    @Test
    void shouldAskNothingWhereItHoldsNothing() {
        firstBeatAfterARestart((topic, partition) -> {
            throw new AssertionError("asked for " + topic.name());
        });
    }

    private Beat firstBeatAfterARestart(TopicKeys keys) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "pool-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(TopicKeys.CONFIG, keys);
        MockProcessorContext<String, SpecificRecord> context =
                new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
        context.addStateStore(StoreCopy.of(
                PoolTopology.STORE, pool.driver.getKeyValueStore(PoolTopology.STORE), context.getStateStoreContext()));
        return PoolFixture.firstBeat(context, DAWN + 41_000);
    }
}
