package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.stack.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {
    private static final String SCRIPT = Path.of("..", "prometheus", "prometheus")
            .toAbsolutePath()
            .normalize()
            .toString();
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** A host that boosts nobody, and an instance that is not there: by the rules that are deployed, in seconds instead of minutes. */
    @Test
    void shouldSeeAlertsFire() {
        AtomicReference<Double> age = new AtomicReference<>(Double.POSITIVE_INFINITY);
        try (WatchedHost host = WatchedHost.of(age, AtomicReference::get);
                Prometheus prometheus = start(host)) {
            assertThat(host.scrape()).contains("tributary_boost_table_age_seconds +Inf");
            long begin = System.currentTimeMillis();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(prometheus.range(
                                    "ALERTS{alertstate=\"firing\"}", begin, System.currentTimeMillis()))
                            .extracting(series -> series.labels().get("alertname") + " "
                                    + series.labels().get("instance"))
                            .containsExactlyInAnyOrder("TributaryHostsStale shoppers", "TributaryDown a"));
        }
    }

    private Prometheus start(WatchedHost host) {
        List<Prometheus.Job> jobs = List.of(
                new Prometheus.Job("tributary", Map.of("a", Ports.free())),
                new Prometheus.Job("hosts", Map.of("shoppers", host.port())));
        try {
            return Prometheus.start(SCRIPT, folder, folder.resolve("said"), ShortRules.of(ShortRules.shipped()), jobs);
        } catch (Prometheus.Unavailable e) {
            assumeTrue(false, "left out: " + e.getMessage());
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThatThrownBy(() ->
                        Prometheus.start("no-such-prometheus", folder, folder.resolve("said"), "groups: []", List.of()))
                .isInstanceOf(Prometheus.Unavailable.class)
                .hasMessageContaining("no-such-prometheus");
    }
}
