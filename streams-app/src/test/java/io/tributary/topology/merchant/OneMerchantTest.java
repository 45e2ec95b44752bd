package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.v1.OrderStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.topology.Extremes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.TestOutputTopic;

/**
 * One merchant sends anything at all. What is said of the others is the same as if it had been silent, and what merchants share differs by
 * no more than the page of bounds says.
 */
class OneMerchantTest {
    private static final String BAD = "bad";
    private static final double ALLOWANCE = 0.01;
    private static final long GRANT = 100;

    /** All that is said of the other merchants, and the last report. */
    private record Said(List<String> ofOthers, PoolReport report) {}

    @Property(tries = 15)
    void shouldNotMoveOthers(@ForAll long seed) {
        Said quiet = run(seed, false);
        Said loud = run(seed, true);

        assertThat(loud.ofOthers).isEqualTo(quiet.ofOthers);
        ProgrammeReport without = quiet.report.getProgrammes().get(0);
        ProgrammeReport with = loud.report.getProgrammes().get(0);
        assertThat(with.getRelevanceLoss() - without.getRelevanceLoss()).isBetween(-1e-9, ALLOWANCE * GRANT + 1e-9);
        assertThat(loud.report.getWatermark() - quiet.report.getWatermark()).isBetween(0L, 2 * SECOND);
        assertThat(loud.report.getDelayMillis())
                .isLessThanOrEqualTo(MerchantFixture.POLICY.directives().lifeMillis());
    }

    private static Said run(long seed, boolean loud) {
        try (MerchantFixture task = new MerchantFixture()) {
            task.put(MerchantSamples.programme(MerchantFixture.NEWCOMER, 2)
                    .setRelevanceBudget(ALLOWANCE)
                    .build());
            task.newcomer().setLossAllowance(ALLOWANCE);
            task.grant(NOON, 90, "m1", "m2", BAD);
            List<String> said = new ArrayList<>();
            String directive = task.lastBoost("m1").getDirectiveId();
            Random good = new Random(seed);
            Random any = new Random(~seed);
            Extremes extremes = new Extremes(any);
            PoolReport report = null;
            for (int second = 1; second <= 20; second++) {
                long time = NOON + second * SECOND;
                for (int i = 0; i < 4; i++) {
                    task.show(
                            "m" + (1 + good.nextInt(2)),
                            task.boosted(directive, time)
                                    .setImpressionId("good-" + second + "-" + i)
                                    .setRelevanceLoss(0.05 * good.nextDouble()));
                    if (loud) {
                        badRecord(task, directive, any, extremes, time);
                    }
                }
                report = task.beat(time);
                collect(task.directives, said);
                collect(task.entitlements, said);
                collect(task.ledger, said);
                collect(task.metrics, said);
            }
            return new Said(said, report);
        }
    }

    private static void badRecord(MerchantFixture task, String directive, Random random, Extremes extremes, long time) {
        switch (random.nextInt(5)) {
            case 0 ->
                task.orders.pipeInput(
                        BAD,
                        extremes.of(MerchantSamples.order("o" + random.nextInt(9), OrderStatus.PAID, 100, time)
                                .build()),
                        time);
            case 1 ->
                task.profiles.pipeInput(
                        BAD,
                        extremes.of(
                                MerchantSamples.profile(BAD).setUpdatedAt(time).build()),
                        time);
            default ->
                task.impressions.pipeInput(
                        BAD,
                        extremes.of(task.boosted(directive, time)
                                .setImpressionId("bad-" + random.nextInt())
                                .setRelevanceLoss(1e6 * random.nextDouble())
                                .build()),
                        time);
        }
    }

    private static void collect(TestOutputTopic<String, ? extends SpecificRecord> topic, List<String> said) {
        topic.readKeyValuesToList().forEach(record -> {
            if (!record.key.equals(BAD)) {
                said.add(record.key + " " + record.value);
            }
        });
    }
}
