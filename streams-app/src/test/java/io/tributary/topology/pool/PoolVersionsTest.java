package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static io.tributary.topology.pool.PoolFixture.assertRefused;
import static io.tributary.topology.pool.PoolFixture.only;
import static io.tributary.topology.pool.PoolFixture.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.topology.StoreCopy;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a programme that are announced before they are in force. Beats come each second from DAWN + 1 s on. */
class PoolVersionsTest {
    @TempDir
    Path folder;

    private final PoolFixture pool = new PoolFixture(false);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldPutAnAnnouncedVersionInForceAtTheBeatOfItsTime() {
        apply(programme("farm", 1).build());
        apply(programme("farm", 2).setEffectiveFrom(DAWN + 3_000).build());

        Beat first = pool.tick();
        assertThat(only(first).getVersion()).isEqualTo(1);
        assertThat(first.getRules()).extracting(Programme::getVersion).containsExactly(1, 2);
        assertThat(only(pool.tick()).getVersion()).isEqualTo(1);
        Beat third = pool.tick();
        assertThat(only(third).getVersion()).isEqualTo(2);
        assertThat(third.getRules())
                .as("the one replaced is forgotten")
                .extracting(Programme::getVersion)
                .containsExactly(2);
    }

    @Test
    void shouldNotRunAProgrammeBeforeItsFirstVersionIsInForce() {
        apply(programme("farm", 1).setEffectiveFrom(DAWN + 2_000).build());

        assertThat(pool.tick().getProgrammes()).isEmpty();
        assertThat(only(pool.tick()).getVersion()).isEqualTo(1);
    }

    @Test
    void shouldDropWhatIsAnnouncedWhenAHigherVersionTakesEffectBefore() {
        apply(programme("farm", 1).build());
        apply(programme("farm", 2).setEffectiveFrom(DAWN + 3_000).build());
        apply(programme("farm", 3).build());

        Beat beat = pool.tick();
        assertThat(only(beat).getVersion()).isEqualTo(3);
        assertThat(beat.getRules()).hasSize(1);
        pool.tick();
        assertThat(only(pool.tick()).getVersion()).isEqualTo(3);
    }

    @Test
    void shouldWithdrawAnAnnouncedVersionByItsKeyAndTheWholeProgrammeByItsOwn() {
        apply(programme("farm", 1).build());
        apply(programme("farm", 2).setEffectiveFrom(DAWN + 2_000).build());
        apply(programme("farm", 3).setEffectiveFrom(DAWN + 9_000).build());
        pool.programmes.pipeInput("farm@2", null);
        pool.programmes.pipeInput("farm@7", null);

        pool.tick();
        assertThat(only(pool.tick()).getVersion()).isEqualTo(1);
        pool.programmes.pipeInput("farm", null);
        pool.programmes.pipeInput("farm@3", null);
        Beat beat = pool.tick();
        assertThat(beat.getProgrammes()).isEmpty();
        assertThat(beat.getRules()).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatWouldReplaceTheVersionInForce() {
        Programme announced =
                programme("farm", 2).setEffectiveFrom(DAWN + 2_000).build();

        assertRefused(() -> pool.programmes.pipeInput("farm", announced), "farm@2");
    }

    @Test
    void shouldGoOnAfterARestartWithTheVersionOfTheTime() {
        for (int version = 1; version <= 12; version++) {
            apply(programme("farm", version)
                    .setEffectiveFrom(version == 1 ? null : DAWN + version * 10_000L)
                    .build());
        }
        pool.tick();

        assertThat(only(firstBeatAfterARestart(DAWN + 19_999)).getVersion()).isEqualTo(1);
        assertThat(only(firstBeatAfterARestart(DAWN + 20_000)).getVersion()).isEqualTo(2);
        assertThat(only(firstBeatAfterARestart(DAWN + 119_999)).getVersion()).isEqualTo(11);
        assertThat(firstBeatAfterARestart(DAWN + 20_000).getRules()).hasSize(11);
    }

    private void apply(Programme programme) {
        pool.programmes.pipeInput(ProgrammeKey.of(programme), programme);
    }

    private Beat firstBeatAfterARestart(long time) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "pool-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        MockProcessorContext<String, SpecificRecord> context =
                new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
        context.addStateStore(StoreCopy.of(
                PoolTopology.STORE, pool.driver.getKeyValueStore(PoolTopology.STORE), context.getStateStoreContext()));
        return PoolFixture.firstBeat(context, time);
    }
}
