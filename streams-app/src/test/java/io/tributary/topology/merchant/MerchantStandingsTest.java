package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.merchants.v1.SizeClass;
import io.tributary.metrics.v1.MerchantDay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How merchants stood in a period is told when it is over, also of those of whom nothing was shown. */
class MerchantStandingsTest {
    private static final long MIDNIGHT = DAWN + DAY;

    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldTellOfAPeriodWhenTheNextOneBegins() {
        task.grant(NOON, 90, "m1", "m2");
        String directive = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(directive, NOON + SECOND));
        task.beat(NOON + 2 * SECOND);
        assertThat(task.standings.isEmpty()).isTrue();

        nextDay();
        task.beat(MIDNIGHT);

        assertThat(task.standings.readKeyValuesToList())
                .extracting(
                        record -> record.key,
                        record -> record.value.getMerchantId(),
                        record -> record.value.getFloor(),
                        record -> record.value.getGranted(),
                        record -> record.value.getSpent(),
                        record -> record.value.getWindowStart(),
                        record -> record.value.getWindowEnd())
                .containsExactlyInAnyOrder(
                        tuple("newcomer", "m1", 10L, 100L, 1L, DAWN, MIDNIGHT),
                        tuple("newcomer", "m2", 10L, 100L, 0L, DAWN, MIDNIGHT));
    }

    @Test
    void shouldTellOfThePeriodThatAMerchantLeavesIn() {
        task.grant(NOON, 90, "m1");
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1")
                        .setSizeClass(SizeClass.LARGE)
                        .setUpdatedAt(NOON)
                        .build(),
                NOON + SECOND);
        task.beat(NOON + SECOND);

        MerchantDay told = task.standings.readValue();
        assertThat(told.getGranted()).as("before it was released").isEqualTo(100);
        assertThat(told.getTime()).isEqualTo(NOON + SECOND);
        nextDay();
        task.beat(MIDNIGHT);
        assertThat(task.standings.isEmpty()).isTrue();
    }

    private void nextDay() {
        task.plans.values().forEach(plan -> plan.setPeriodStart(MIDNIGHT).setPeriodEnd(MIDNIGHT + DAY));
    }
}
