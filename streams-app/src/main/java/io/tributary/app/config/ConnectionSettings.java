package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

import io.tributary.schemas.TopicNames;
import io.tributary.text.SecretMask;
import java.net.URI;
import java.util.Map;

/**
 * How Kafka and the Schema Registry are reached.
 *
 * @param bootstrapServers host:port[,host:port...] of the brokers
 * @param schemaRegistryUrl http or https address of a registry with Confluent's API
 * @param topics what the topics are called there
 * @param kafka passed through to every Kafka client, without the prefix {@code kafka.}
 * @param registry passed through to the registry client, without the prefix {@code registry.}
 */
public record ConnectionSettings(
        String bootstrapServers,
        String schemaRegistryUrl,
        TopicNames topics,
        Map<String, String> kafka,
        Map<String, String> registry) {
    public ConnectionSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        for (String server : bootstrapServers.split(",", -1)) {
            require(
                    server.trim().matches("(\\[[0-9a-fA-F:.%]+]|[^\\s:/]+):\\d{1,5}"),
                    SettingKeys.BOOTSTRAP_SERVERS,
                    bootstrapServers,
                    "expected host:port, several separated by commas, for example localhost:9092");
        }
        for (String url : schemaRegistryUrl.split(",", -1)) {
            require(
                    isHttp(url.trim()),
                    SettingKeys.SCHEMA_REGISTRY_URL,
                    SecretMask.url(schemaRegistryUrl),
                    "expected an http or https address, for example http://localhost:8081");
        }
    }

    /** Without secrets: this may come into a log. */
    @Override
    public String toString() {
        return "Kafka " + bootstrapServers + ", schema registry " + SecretMask.url(schemaRegistryUrl) + ", kafka.*: "
                + kafka.keySet() + ", registry.*: " + registry.keySet();
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
