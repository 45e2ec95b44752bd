package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.schemas.fault.Waits;
import org.junit.jupiter.api.Test;

class WaitMetersTest {
    @Test
    void shouldSayForHowLongSomethingIsWaitedFor() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Waits waits = new Waits();
        WaitMeters.bindTo(meters, waits);

        assertThat(seconds(meters)).isZero();
        try (Waits.Wait wait = waits.begin("schema-registry", "refused")) {
            assertThat(wait.toString()).startsWith("waiting for schema-registry since ");
            assertThat(Readiness.awaited(waits)).isEmpty();
        }
        assertThat(seconds(meters)).isZero();
    }

    private static double seconds(SimpleMeterRegistry meters) {
        return meters.get("tributary.waiting.seconds")
                .tag("for", "schema-registry")
                .gauge()
                .value();
    }
}
