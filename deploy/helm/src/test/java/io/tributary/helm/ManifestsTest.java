package io.tributary.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plain manifests, for clusters without Helm, are what the chart makes of its own values. */
class ManifestsTest {
    private static final Path MANIFESTS = Path.of("manifests", "tributary.yaml");
    private static final String HEAD = """
            # Made of the chart in deploy/helm/tributary with its own values; do not edit by hand.
            # kubectl -n support apply -f deploy/helm/manifests/tributary.yaml
            """;

    @Test
    void shouldBeWhatTheChartMakes() throws IOException {
        String made = HEAD + RenderedChart.with(Map.of()).text().strip() + "\n";
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(MANIFESTS, made);
        }
        assertThat(Files.readString(MANIFESTS))
                .as("run with -Dtest.argLine=-Dmanifests.write=true when the chart has changed")
                .isEqualTo(made);
    }
}
