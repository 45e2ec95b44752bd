package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static io.tributary.topology.pool.PoolFixture.assertRefused;
import static io.tributary.topology.pool.PoolFixture.only;
import static io.tributary.topology.pool.PoolFixture.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.GoldenTopology;
import io.tributary.topology.ListSamples;
import io.tributary.topology.StoreCopy;
import io.tributary.topology.TopologyObserver;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTopologyTest {
    private final PoolFixture pool = new PoolFixture(false);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void shouldSendABeatToEveryPartition() {
        assertThat(new PoolTopology.EveryPartition().partitions("beats", "beat", null, 4))
                .hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3));
    }

    @Test
    void shouldBeatEachSecondWithTheBeatsTime() {
        assertThat(pool.tick().getNumber()).isEqualTo(1);
        pool.pass(Duration.ofSeconds(1));

        TestRecord<String, Beat> second = pool.beats.readRecord();
        assertThat(second.key()).isEqualTo("beat");
        assertThat(second.timestamp()).isEqualTo(DAWN + 2_000);
        assertThat(second.value().getTime()).isEqualTo(DAWN + 2_000);
        assertThat(second.value().getNumber()).isEqualTo(2);
        assertThat(second.value().getIntervalMillis()).isEqualTo(1_000);
    }

    @Test
    void shouldAttachRulesWhenAProgrammeTakesEffectAndStopWhenAllHaveThem() {
        settle(5, 10);
        assertThat(pool.tick().getRules()).isNull();

        pool.apply(programme("newcomer", 1).build());
        pool.lists.pipeInput("farms@1", ListSamples.list("farms", 1, List.of("a")));
        Beat changed = pool.tick();
        assertThat(changed.getRules()).extracting(Programme::getProgrammeId).containsExactly("newcomer");
        assertThat(changed.getLists()).hasSize(1);
        assertThat(changed.getProgrammes()).hasSize(1);
        assertThat(pool.tick().getRules()).as("no task has answered yet").isNotNull();

        pool.answer(changed, 3);
        assertThat(pool.tick().getRules()).isNull();
    }

    @Test
    void shouldIgnoreALowerOrEqualVersion() {
        pool.apply(programme("newcomer", 2).setPool(5_000).build());
        String digest = pool.tick().getRulesDigest();
        pool.apply(programme("newcomer", 1).build());
        pool.apply(programme("newcomer", 2).build());

        Beat beat = pool.tick();
        assertThat(beat.getRulesDigest()).isEqualTo(digest);
        assertThat(beat.getRules().get(0).getPool()).isEqualTo(5_000);

        pool.apply(programme("newcomer", 3).build());
        Beat raised = pool.tick();
        assertThat(raised.getRulesDigest()).isNotEqualTo(digest);
        assertThat(raised.getProgrammes().get(0).getVersion()).isEqualTo(3);
    }

    @Test
    void shouldForgetAProgrammeOnItsTombstone() {
        pool.apply(programme("newcomer", 1).build());
        pool.tick();
        pool.programmes.pipeInput("newcomer", null);

        Beat beat = pool.tick();
        assertThat(beat.getProgrammes()).isEmpty();
        assertThat(beat.getRules()).isEmpty();
    }

    @Test
    void shouldAdoptARateOnlyWhenEveryTaskHasVerifiedIt() {
        pool.apply(programme("newcomer", 1).build());
        Beat first = pool.tick();
        assertThat(only(first).getGrantRate()).isEqualTo(-1);
        pool.answer(first, 0, 10);
        assertThat(only(pool.tick()).getGrantRate()).isEqualTo(-1);
        pool.answer(first, 1, 10);

        Beat third = pool.tick();
        assertThat(only(third).getGrantRate()).isZero();
        assertThat(only(third).getRatedBeat()).isEqualTo(1);
        assertThat(only(third).getCandidateRate()).isGreaterThan(400);
        pool.answer(third, 10);
        ProgrammeBeat adopted = only(pool.tick());
        assertThat(adopted.getGrantRate()).isEqualTo(only(third).getCandidateRate());
        assertThat(20 * (long) (10 + adopted.getGrantRate())).isBetween(9_960L, 10_000L);
    }

    @Test
    void shouldScaleFloorsAndSayOversubscribed() {
        pool.apply(programme("newcomer", 1).setPool(100).build());
        settle(6, 10);

        ProgrammeBeat beat = only(pool.tick());
        assertThat(beat.getFloorScale()).isEqualTo(0.5);
        assertThat(beat.getGrantRate()).isZero();
        assertThat(lastPacing().getOversubscribed()).isTrue();
    }

    @Test
    void shouldPublishPacingOfAllTasks() {
        pool.apply(programme("newcomer", 1).build());
        pool.committed = 7;
        settle(5, 10);
        ProgrammeBeat beat = only(pool.tick());

        Pacing pacing = lastPacing();
        assertThat(pacing.getCommitted())
                .as("on top of what members have spent")
                .isEqualTo(14);
        assertThat(pacing.getBeat()).isEqualTo(6);
        assertThat(pacing.getPool()).isEqualTo(10_000);
        assertThat(pacing.getMembers()).isEqualTo(20);
        assertThat(pacing.getSuspended()).isEqualTo(2);
        assertThat(pacing.getTreatmentTotal()).isEqualTo(60);
        assertThat(pacing.getGranted()).isEqualTo(beat.getGranted()).isPositive();
        assertThat(pacing.getPacingError()).isBetween(0.09, 0.11);
        assertThat(beat.getMeanProgress()).isBetween(0.09, 0.11);
        assertThat(pacing.getSilentTasks()).isEmpty();
    }

    @Test
    void shouldNameASilentTaskAndCarryItsSums() {
        pool.apply(programme("newcomer", 1).build());
        settle(4, 10);
        Beat last = pool.tick();
        double rate = only(last).getGrantRate();
        for (int i = 0; i < 4; i++) {
            pool.answer(last, 0, 500);
            last = pool.tick();
        }

        Pacing pacing = lastPacing();
        assertThat(pacing.getSilentTasks()).containsExactly(1);
        assertThat(pacing.getMembers()).isEqualTo(510);
        assertThat(only(last).getGrantRate())
                .as("new members of the other task")
                .isNotEqualTo(rate);
    }

    @Test
    void shouldPutStoppedScopesIntoTheBeat() {
        pool.apply(programme("newcomer", 1).build());
        assertThat(only(pool.tick()).getActive()).isTrue();
        pool.stop("programme:newcomer");
        pool.stop("merchant:m1");

        Beat stopped = pool.tick();
        assertThat(stopped.getStopped()).containsExactly("merchant:m1", "programme:newcomer");
        assertThat(only(stopped).getActive()).isFalse();
        pool.controls.pipeInput("programme:newcomer", null);
        assertThat(only(pool.tick()).getActive()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsInvalidAndGoOn() {
        assertRefused(() -> pool.apply(programme("newcomer", 1).setPool(0).build()), "pool");
        assertRefused(
                () -> pool.apply(programme("newcomer", 1).setTimeZone("Mars").build()), "timeZone");
        assertRefused(
                () -> pool.apply(programme("newcomer", 1)
                        .setEligibility(List.of(new Clause(
                                "young",
                                "merchant.ageDays <",
                                new LocalizedText("新", "Young"),
                                UnknownPolicy.NOT_MET,
                                0L)))
                        .build()),
                "eligibility.young");
        assertRefused(() -> pool.apply(withClause("merchant.violations == 'zero'")), "no matching overload");
        assertRefused(() -> pool.apply(withClause("merchant.violations")), "must be true or false");
        assertRefused(() -> pool.apply(withClause("merchant.sizeClass == 'MIRCO'")), "did you mean 'MICRO'?");
        assertRefused(() -> pool.stop("surfce:FEED"), "surfce:FEED");
        assertRefused(() -> pool.clock(DAWN), "beat.clock=event");
        assertRefused(
                () -> pool.controls.pipeInput("ALL", new Control("programme:x", ControlKind.STOP, null, 0L)), "key");
        assertRefused(
                () -> pool.programmes.pipeInput(
                        "other", programme("newcomer", 1).build()),
                "newcomer");

        Beat beat = pool.tick();
        assertThat(beat.getProgrammes()).isEmpty();
        assertThat(beat.getStopped()).isEmpty();
    }

    @Test
    void shouldEndAProgrammeWhoseClausesNobodyCanFulfil() {
        Programme ended = withClause("merchant.sizeClass == 'MIRCO'");
        ended.setStatus(io.tributary.programmes.v1.ProgrammeStatus.ENDED);
        pool.apply(ended);

        assertThat(only(pool.tick()).getActive()).isFalse();
    }

    @Test
    void shouldGoOnAfterARestartAsIfThereHadBeenNone() {
        pool.apply(programme("newcomer", 1).build());
        pool.lists.pipeInput("farms@1", ListSamples.list("farms", 1, List.of("a")));
        pool.stop("surface:LIVE");
        settle(40, 10);

        MockProcessorContext<String, SpecificRecord> restarted = new MockProcessorContext<>();
        restarted.addStateStore(StoreCopy.of(
                PoolTopology.STORE,
                pool.driver.getKeyValueStore(PoolTopology.STORE),
                restarted.getStateStoreContext()));
        Beat beat = PoolFixture.firstBeat(restarted, DAWN + 41_000);

        assertThat(beat).isEqualTo(pool.tick());
        assertThat(restarted.committed()).isTrue();
    }

    private static Programme withClause(String expression) {
        return programme("newcomer", 1)
                .setEligibility(List.of(
                        new Clause("young", expression, new LocalizedText("新", "Young"), UnknownPolicy.NOT_MET, 0L)))
                .build();
    }

    @Test
    void shouldTakeBackWhatATombstoneNamesInATopicWithAPrefix() {
        try (PoolFixture staging = new PoolFixture(false, new TopicNames("staging-"))) {
            staging.apply(programme("newcomer", 1).build());
            staging.stop("programme:newcomer");
            assertThat(staging.tick().getProgrammes()).hasSize(1);
            staging.controls.pipeInput("programme:newcomer", (Control) null);
            staging.lists.pipeInput("unknown", (ReferenceList) null);
            staging.programmes.pipeInput("newcomer", (Programme) null);
            assertThat(staging.tick().getProgrammes()).isEmpty();
        }
    }

    @Test
    void shouldMatchTheReviewedDescription() {
        GoldenTopology.assertUnchanged(
                "pool",
                PoolTopology.build(
                        new PoolPolicy(2, 1_000, false, 300_000),
                        AvroSerdes.inMemory(),
                        TopologyObserver.NONE,
                        BrokerClock.NONE));
    }

    private void settle(int beats, int members) {
        for (int i = 0; i < beats; i++) {
            pool.answer(pool.tick(), members);
        }
    }

    private Pacing lastPacing() {
        List<ProgrammeMetric> metrics = pool.metrics.readValuesToList();
        return metrics.get(metrics.size() - 1).getPacing();
    }
}
