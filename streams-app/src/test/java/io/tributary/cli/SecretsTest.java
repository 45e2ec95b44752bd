package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsLoader;
import io.tributary.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret is seen anywhere: every setting that Kafka's clients keep as a password, and those of the registry and of the service. */
class SecretsTest extends CapturedCommands {
    private static final String SECRET = "s3cr3t-never-to-be-seen";

    static Set<String> secrets() {
        Set<String> keys = new TreeSet<>();
        Stream.of(
                        ProducerConfig.configDef(),
                        ConsumerConfig.configDef(),
                        AdminClientConfig.configDef(),
                        StreamsConfig.configDef())
                .flatMap(def -> def.configKeys().values().stream())
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .forEach(key -> keys.add("kafka." + key.name));
        keys.addAll(Set.of(
                "kafka.producer.sasl.jaas.config",
                "registry.basic.auth.user.info",
                "registry.bearer.auth.token",
                "registry.ssl.key.password",
                "registry.ssl.keystore.key",
                "registry.ssl.keystore.password",
                "registry.ssl.truststore.password"));
        return keys;
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldBeSeenNowhere(String key, @TempDir Path folder) throws Exception {
        Settings settings =
                new SettingsLoader().add("test", Map.of(key, SECRET)).load();
        Path file = Files.writeString(folder.resolve("tributary.properties"), key + "=" + SECRET);

        // What /config answers, and what a log may say of settings.
        assertThat(Json.write(settings.shown())).contains(key).doesNotContain(SECRET);
        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThat(settings.connection().toString()).doesNotContain(SECRET);
        run("config", "--config", file.toString());
        run("config", "--json", "--config", file.toString());
        run("--verbose", "topics", "plan", "--config", file.toString(), "--set", "beat.interval.ms=none");
        assertThat(out.toString()).contains(key).doesNotContain(SECRET);
        assertThat(err.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldNotBeTakenFromACommandLine(String key) {
        assertThat(run("config", "--set", key + "=" + SECRET)).isEqualTo(Main.ASKED_WRONGLY);

        assertThat(err.toString()).contains(key).contains("--config").doesNotContain(SECRET);
    }
}
