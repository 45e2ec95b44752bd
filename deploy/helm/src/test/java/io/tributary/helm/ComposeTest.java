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
            boolean isOfOneMachine = key.equals(SettingKeys.REPLICATION_FACTOR);
            assertThat(compose).containsEntry(name, isOfOneMachine ? "1" : value.toString());
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
                .containsEntry("image", container.getImage())
                .containsEntry("command", container.getArgs())
                .containsEntry("read_only", true);
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
