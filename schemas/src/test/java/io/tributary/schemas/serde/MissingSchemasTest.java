package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MissingSchemasTest {
    private static final Duration LATER = Duration.ofSeconds(3);

    private final AtomicLong nanos = new AtomicLong(5);
    private final MissingSchemas missing = new MissingSchemas(LATER, nanos::get);

    @Test
    void shouldRememberForAMinuteWhatIsMissing() {
        missing.confirmed(9);
        assertThat(missing.isKnown(9)).isTrue();
        assertThat(missing.isKnown(8)).isFalse();
        nanos.addAndGet(MissingSchemas.REMEMBERED.toNanos());
        assertThat(missing.isKnown(9)).isFalse();
    }

    @Test
    void shouldNotWaitAgainForWhatWasMissingBefore() {
        assertThat(missing.confirmAfter(9)).isEqualTo(LATER);
        missing.confirmed(9);
        assertThat(missing.confirmAfter(9)).isZero();
        missing.found(9);
        assertThat(missing.confirmAfter(9)).isEqualTo(LATER);
    }

    /** Random bytes name random ids: a flood of them must not hold a partition up for seconds each. */
    @Test
    void shouldNotHoldAPartitionUpForAFloodOfIds() {
        Duration all = Duration.ZERO;
        for (int id = 0; id < 1_000_000; id++) {
            all = all.plus(missing.confirmAfter(id));
            missing.confirmed(id);
        }
        assertThat(all).isEqualTo(LATER.multipliedBy(MissingSchemas.MOST_CONFIRMED));
        nanos.addAndGet(MissingSchemas.REMEMBERED.toNanos() + 1);
        assertThat(missing.confirmAfter(-1)).isEqualTo(LATER);
    }
}
