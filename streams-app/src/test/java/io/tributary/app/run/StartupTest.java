package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.schemas.fault.Waits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupTest {
    private final Waits waits = new Waits();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    /** An alert on what is waited for is all that tells of an instance that never starts: nobody has beats or lag to show yet. */
    @Test
    void shouldBeSeenToWaitForBrokersAndRegistry() {
        Settings nobody = Settings.of(Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "http://127.0.0.1:1"));
        List<String> seen = new CopyOnWriteArrayList<>();
        Thread starting = Thread.currentThread();

        assertThatThrownBy(() -> Startup.prepare(
                        nobody,
                        line -> {
                            await().until(() -> waits.now().size() == 2);
                            waits.now().forEach(wait -> seen.add(wait.what()));
                            starting.interrupt();
                        },
                        waits))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("stopped while waiting for");

        assertThat(Set.copyOf(seen)).isEqualTo(Set.of(WaitMeters.BROKERS, WaitMeters.REGISTRY));
    }
}
