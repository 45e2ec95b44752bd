package io.tributary.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.tributary.app.config.SettingKeys;
import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsLoader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The compose file runs what the chart runs, as far as one machine allows. */
class ComposeTest {
    private static final Yaml YAML = new Yaml();
    /** There is one broker, and its registry is the one that tests use. */
    private static final Map<String, String> OF_ONE_MACHINE = Map.of(
            SettingKeys.REPLICATION_FACTOR, "1",
            SettingKeys.SCHEMA_REGISTRY_URL, "http://schema-registry:8080/apis/ccompat/v7");

    private static final Path FILE = Path.of("..", "compose", "compose.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"tributary-0", "tributary-1"})
    void shouldGiveTheServiceSettingsThatItTakes(String name) throws IOException {
        Settings settings =
                new SettingsLoader().addEnvironment(environment(name)).load();
        assertThat(settings.shown())
                .containsEntry(SettingKeys.INSTANCE_ID, name)
                .containsEntry(SettingKeys.BOOTSTRAP_SERVERS, "kafka:9092")
                .containsEntry(SettingKeys.STATE_DIR, "/var/lib/tributary");
    }

    @Test
    void shouldSetWhatTheChartSets() throws IOException {
        Properties chart = new Properties();
        chart.load(new StringReader(
                RenderedChart.with(Map.of()).only(ConfigMap.class).getData().get("tributary.properties")));
        Map<String, String> compose = environment("tributary-0");
        chart.forEach((key, value) -> {
            String name = "TRIBUTARY_" + key.toString().toUpperCase(Locale.ROOT).replace('.', '_');
            assertThat(compose).containsEntry(name, OF_ONE_MACHINE.getOrDefault(key.toString(), value.toString()));
        });
    }

    @Test
    void shouldRunTheChartsImage() throws IOException {
        Container container = RenderedChart.with(Map.of())
                .only(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(service("tributary-0"))
                .containsEntry("image", "${TRIBUTARY_IMAGE:-" + container.getImage() + "}")
                .containsEntry("command", container.getArgs())
                .containsEntry("read_only", true);
    }

    /** The token lies in one file, which the service takes and Prometheus shows. */
    @Test
    void shouldScrapeWithTheTokenThatTheServiceTakes() throws IOException {
        String inContainer = "/run/secrets/http-token";
        Map<String, Object> scrape = YAML.load(Files.readString(Path.of("..", "compose", "prometheus.yaml")));
        assertThat(scrape.toString())
                .contains("credentials_file=" + inContainer)
                .contains("job_name=tributary", "tributary-0:8080", "tributary-1:8080");
        for (String name : List.of("tributary-0", "tributary-1")) {
            assertThat(environment(name)).containsEntry("TRIBUTARY_HTTP_TOKEN_FILE", inContainer);
            assertThat(service(name)).containsEntry("secrets", List.of("http-token"));
        }
        assertThat(service("prometheus")).containsEntry("secrets", List.of("http-token"));
        assertThat(Files.readString(FILE)).contains("file: ${HTTP_TOKEN_FILE:-./http-token}");
    }

    private static Map<String, String> environment(String name) throws IOException {
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) service(name).get("environment"))
                .forEach((key, value) -> environment.put(key.toString(), value.toString()));
        return environment;
    }

    private static Map<String, Object> service(String name) throws IOException {
        Map<String, Map<?, ?>> file = YAML.load(Files.readString(FILE));
        Map<?, ?> services = file.get("services");
        Map<String, Object> service = new HashMap<>();
        ((Map<?, ?>) services.get(name)).forEach((key, value) -> service.put(key.toString(), value));
        return service;
    }
}
