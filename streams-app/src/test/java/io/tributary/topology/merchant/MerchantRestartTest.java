package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that continues from its stores says what it would have said without the interruption. */
class MerchantRestartTest {
    private static final int STEPS = 120;
    private static final long START = DAWN + DAY - 20 * MINUTE;

    private final Map<String, String> directiveIds = new HashMap<>();
    private Random random;
    private long now;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldGoOnAsIfNothingHadHappened(int seed) {
        Map<String, List<Object>> uninterrupted = run(seed, false);
        Map<String, List<Object>> interrupted = run(seed, true);

        assertThat(uninterrupted.values().toString()).contains("CHARGE", "RELEASE", "TERMS_CHANGED", "FINAL");
        uninterrupted.forEach(
                (key, said) -> assertThat(interrupted.get(key)).as(key).isEqualTo(said));
        assertThat(interrupted).hasSameSizeAs(uninterrupted);
    }

    /** Everything said, by topic and key. */
    private Map<String, List<Object>> run(int seed, boolean restarts) {
        random = new Random(seed);
        now = START;
        directiveIds.clear();
        Map<String, List<Object>> said = new TreeMap<>();
        MerchantFixture task = new MerchantFixture();
        task.put(MerchantSamples.programme("farm", 1).setFloor(3).build());
        try {
            for (int step = 0; step < STEPS; step++) {
                step(task);
                collect(task, said);
                if (restarts && step % 25 == 24) {
                    MerchantFixture next = task.restarted();
                    task.close();
                    task = next;
                }
            }
        } finally {
            task.close();
        }
        return said;
    }

    private void step(MerchantFixture task) {
        now += random.nextInt(3_000);
        String merchant = "m" + random.nextInt(5);
        switch (random.nextInt(12)) {
            case 0 ->
                task.profiles.pipeInput(
                        merchant, MerchantSamples.profile(merchant).build());
            case 1 -> {
                boolean optOut = random.nextInt(4) == 0;
                task.profiles.pipeInput(
                        merchant,
                        MerchantSamples.profile(merchant).setOptOut(optOut).build());
            }
            case 2, 3 -> sell(task, merchant);
            case 4, 5, 6, 7 -> show(task, merchant);
            default -> beat(task);
        }
    }

    private void show(MerchantFixture task, String merchant) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            String id = directiveIds.get(merchant);
            task.show(merchant, task.boosted(id, now - random.nextInt(2_000)).setBucket(random.nextInt(60)));
        }
    }

    private void sell(MerchantFixture task, String merchant) {
        OrderStatus status = OrderStatus.values()[1 + random.nextInt(4)];
        task.sell(merchant, MerchantSamples.order("o" + random.nextInt(10), status, random.nextInt(900), now));
    }

    private void beat(MerchantFixture task) {
        if (random.nextInt(4) == 0) {
            now += 5 * MINUTE;
        }
        long start = now < DAWN + DAY ? DAWN : DAWN + DAY;
        double rate = random.nextInt(4) == 0 ? random.nextInt(40) : 20;
        task.plans.values().forEach(plan -> {
            boolean newPeriod = plan.getPeriodStart() != start;
            plan.setPeriodStart(start).setPeriodEnd(start + DAY);
            plan.setGrantRate(newPeriod ? -1 : rate).setRatedBeat(task.lastBeat());
            plan.setCandidateRate(rate).setSchedule((now - start) / (double) DAY);
        });
        task.stopped.clear();
        if (random.nextInt(8) == 0) {
            task.stopped.add("surface:FEED");
        }
        now += SECOND;
        task.beats.pipeInput("0", task.nextBeat(now));
    }

    private void collect(MerchantFixture task, Map<String, List<Object>> said) {
        int[] topic = {0};
        outputs(task).forEach(output -> {
            topic[0]++;
            output.readKeyValuesToList().forEach(record -> {
                if (record.value instanceof BoostDirective directive) {
                    directiveIds.put(record.key, directive.getBoosts().get(0).getDirectiveId());
                }
                said.computeIfAbsent(topic[0] + " " + record.key, key -> new ArrayList<>())
                        .add(String.valueOf(record.value));
            });
        });
    }

    private static Stream<TestOutputTopic<String, ?>> outputs(MerchantFixture task) {
        return Stream.of(task.directives, task.metrics, task.entitlements, task.ledger, task.reports);
    }
}
