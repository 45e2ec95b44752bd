package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an instance says of itself is true: while it starts, works, has no pool to listen to, and is cut off from the brokers. */
@ExtendWith(LogsOnFailure.class)
class HealthIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of("merchant.partitions", "2", "commit.interval.ms", "100", "beat.interval.ms", "500");

    @Test
    void shouldBeReadyOnlyWhileItDoesItsWork() {
        try (Deployment deployment = Deployment.start("health", SETTINGS)) {
            Instance merchants = deployment.run("merchants", Map.of("roles", "merchant"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(merchants.readiness()).contains("waits for the first beat"));
            Instance pool = deployment.run("pool", Map.of("roles", "pool,rollup"));
            Instance.awaitReady(PATIENCE, merchants, pool);
            List<String> events = List.of(Topics.IMPRESSIONS.name(), Topics.ORDERS.name(), Topics.MERCHANTS.name());
            List<String> rules = List.of(Topics.PROGRAMMES.name(), Topics.CONTROLS.name());
            await().atMost(PATIENCE).untilAsserted(() -> checkMeters(merchants, events));
            await().atMost(PATIENCE).untilAsserted(() -> checkMeters(pool, rules));
            assertThat(pool.log()).as("brokers tell their time").doesNotContain("cannot be compared");

            pool.close();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(merchants.readiness()).contains("no beat for"));

            Instance again = deployment.run("pool", Map.of("roles", "pool,rollup"));
            Instance.awaitReady(PATIENCE, merchants, again);
            deployment.stack().killBroker(1);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(merchants.readiness()).contains("WAITING").containsAnyOf("no contact", "no beat");
                assertThat(again.readiness()).contains("WAITING").containsAnyOf("no contact", "no beat");
            });
            deployment.stack().startBroker(1);
            Instance.awaitReady(PATIENCE, merchants, again);
            assertThat(pool.log() + again.log())
                    .as("answers that were late are no wrong clock")
                    .doesNotContain("This host's clock is");
        }
    }

    private static void checkMeters(Instance instance, List<String> inputs) {
        String meters = instance.metrics();
        assertThat(meters)
                .contains("tributary_build_info{")
                .contains("tributary_restore_total_records{")
                .containsPattern("tributary_beat_age_seconds \\d");
        for (String input : inputs) {
            assertThat(meters).containsPattern("tributary_dead_letters_total\\{[^}]*topic=\"" + input + "\"[^}]*} 0");
        }
    }
}
