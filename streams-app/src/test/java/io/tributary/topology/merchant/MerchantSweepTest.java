package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ledger.v1.Entitlement;
import io.tributary.pool.v1.PoolReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A beat at which more merchants are to be visited than may be at once. */
class MerchantSweepTest {
    private static final int AT_FIRST = 64;
    private static final int NEXT = AT_FIRST + 16;
    private static final int LOOKED_AT_ONCE = 1_000;
    private static final int REST = 20;
    private static final int MERCHANTS = AT_FIRST + NEXT + REST;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldReportWhenAllMerchantsAreVisited() {
        introduce(MERCHANTS);

        assertThat(task.beat(NOON)).as("too many for once").isNull();
        assertThat(told()).hasSize(AT_FIRST);
        task.driver.advanceWallClockTime(PAUSE);
        assertThat(told()).hasSize(NEXT);
        assertThat(task.reports.isEmpty()).isTrue();
        task.driver.advanceWallClockTime(PAUSE);
        assertThat(told()).hasSize(REST);
        PoolReport report = task.reports.readValue();
        assertThat(report.getBeat()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getMembers()).isEqualTo(MERCHANTS);
        task.driver.advanceWallClockTime(PAUSE);
        assertThat(task.reports.isEmpty()).as("once").isTrue();
        assertThat(task.beat(NOON + SECOND)).isNotNull();
    }

    @Test
    void shouldPickMerchantsUpInPartsAfterARestart() {
        introduce(LOOKED_AT_ONCE + 100);
        task.beat(NOON);
        for (int i = 0; i < 20; i++) {
            task.driver.advanceWallClockTime(PAUSE);
        }
        assertThat(task.reports.readValue().getBeat()).isEqualTo(1);

        try (MerchantFixture next = task.restarted()) {
            assertThat(next.beat(NOON + SECOND)).as("not all are picked up").isNull();
            next.show("merchant-" + LOOKED_AT_ONCE, next.impression(NOON + SECOND));
            next.driver.advanceWallClockTime(PAUSE);

            PoolReport report = next.reports.readValue();
            assertThat(report.getBeat()).isEqualTo(2);
            assertThat(report.getCounters().getImpressions()).isEqualTo(1);
            assertThat(report.getProgrammes().get(0).getMembers()).isEqualTo(LOOKED_AT_ONCE + 100);
        }
    }

    @Test
    void shouldCountEventsBetweenTheVisits() {
        introduce(MERCHANTS);
        task.beat(NOON);
        task.show("merchant-" + (MERCHANTS - 1), task.impression(NOON));
        finish();

        assertThat(task.reports.readValue().getCounters().getImpressions()).isEqualTo(1);
    }

    @Test
    void shouldAnswerABeatThatComesBeforeTheLastIsAnswered() {
        introduce(MERCHANTS);
        task.beat(NOON);
        assertThat(task.beat(NOON + SECOND)).isNull();
        assertThat(task.beat(NOON + 2 * SECOND)).isNull();
        for (int i = 0; i < 5; i++) {
            task.driver.advanceWallClockTime(PAUSE);
        }

        assertThat(task.reports.readValuesToList())
                .extracting(PoolReport::getBeat)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldAnswerAfterItWasStoppedInBetween() {
        introduce(MERCHANTS);
        task.beat(NOON);
        List<Entitlement> told = new ArrayList<>(told());
        try (MerchantFixture next = task.restarted()) {
            for (int i = 0; i < 6; i++) {
                next.driver.advanceWallClockTime(PAUSE);
            }
            told.addAll(next.entitlements.readValuesToList());

            PoolReport report = next.reports.readValue();
            assertThat(report.getBeat()).isEqualTo(1);
            assertThat(report.getProgrammes().get(0).getMembers()).isEqualTo(MERCHANTS);
            assertThat(next.beat(NOON + SECOND).getBeat()).isEqualTo(2);
        }
        assertThat(told)
                .extracting(Entitlement::getMerchantId)
                .hasSize(MERCHANTS)
                .doesNotHaveDuplicates();
    }

    private void introduce(int merchants) {
        for (int i = 0; i < merchants; i++) {
            String id = "merchant-" + i;
            task.profiles.pipeInput(id, MerchantSamples.profile(id).build());
        }
    }

    private List<Entitlement> told() {
        return task.entitlements.readValuesToList();
    }

    private void finish() {
        for (int i = 0; i < 3; i++) {
            task.driver.advanceWallClockTime(PAUSE);
        }
    }
}
