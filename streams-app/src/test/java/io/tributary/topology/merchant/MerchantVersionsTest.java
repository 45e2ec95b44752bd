package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Programme;
import org.junit.jupiter.api.Test;

/** A version that is announced is in force from its time on, though no beat brings it again. */
class MerchantVersionsTest {
    private static final long LATER = NOON + 60_000;

    @Test
    void shouldDecideByAnAnnouncedVersionFromItsTimeOn() {
        try (MerchantFixture task = announced()) {
            task.beat(LATER - 1_000);
            assertThat(task.entitlements.isEmpty()).isTrue();

            task.beat(LATER);
            assertThat(version(task)).isEqualTo(2);
        }
    }

    @Test
    void shouldDoSoAfterARestartInBetween() {
        try (MerchantFixture before = announced();
                MerchantFixture task = before.restarted()) {
            task.beat(LATER - 1_000);
            assertThat(task.entitlements.isEmpty()).isTrue();

            task.beat(LATER);
            assertThat(version(task)).isEqualTo(2);
        }
    }

    /** Enrolled under version 1, which a beat has brought together with the announced version 2. */
    private static MerchantFixture announced() {
        MerchantFixture task = new MerchantFixture();
        task.grant(NOON, 100, "shop");
        assertThat(version(task)).isEqualTo(1);
        Programme second =
                MerchantSamples.programme(NEWCOMER, 2).setEffectiveFrom(LATER).build();
        task.announce(second);
        task.beat(NOON + 1_000);
        task.entitlements.readValuesToList();
        return task;
    }

    private static int version(MerchantFixture task) {
        var rows = task.entitlements.readValuesToList();
        return rows.get(rows.size() - 1).getDecisions().get(0).getVersion();
    }
}
