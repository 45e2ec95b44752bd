package io.tributary.schemas.boost;

import io.tributary.schemas.ClientConnections;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.security.ClientSecurity;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of a {@link BoostTable}.
 *
 * @param bootstrapServers brokers, as Kafka's clients take them
 * @param registryUrl address of the schema registry
 * @param silenceMillis longest time without a live beat before boosting stops, milliseconds, above 0; {@link #SILENCE_MILLIS} is usual
 * @param clock the host's: {@link HostClock#system()}, in a replay {@link HostClock#replay}
 * @param consumerOverrides settings of Kafka's consumer (for example security, which {@link ClientSecurity} completes); those that begin with {@code registry.} are given
 *     to the registry client without that prefix
 * @param topics what the service's topics are called: its setting {@code topic.prefix}
 */
public record BoostTableSettings(
        String bootstrapServers,
        String registryUrl,
        long silenceMillis,
        HostClock clock,
        Map<String, String> consumerOverrides,
        TopicNames topics) {
    /** Half a minute: 30 beats. */
    public static final long SILENCE_MILLIS = 30_000;

    private static final String REGISTRY = "registry.";

    public BoostTableSettings {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "bootstrapServers is empty: give the brokers, for example localhost:9092");
        }
        if (registryUrl == null || registryUrl.isBlank()) {
            throw new IllegalArgumentException("registryUrl is empty: give the address of the schema registry");
        }
        if (silenceMillis <= 0) {
            throw new IllegalArgumentException("silenceMillis is " + silenceMillis + ": must be above 0");
        }
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(topics, "topics");
        consumerOverrides = Map.copyOf(consumerOverrides);
    }

    /** Settings for topics without a prefix. */
    public BoostTableSettings(
            String bootstrapServers,
            String registryUrl,
            long silenceMillis,
            HostClock clock,
            Map<String, String> consumerOverrides) {
        this(bootstrapServers, registryUrl, silenceMillis, clock, consumerOverrides, TopicNames.PLAIN);
    }

    /** The same for an environment whose topics begin with {@code prefix}: the service's setting {@code topic.prefix}. */
    public BoostTableSettings withTopicPrefix(String prefix) {
        return new BoostTableSettings(
                bootstrapServers, registryUrl, silenceMillis, clock, consumerOverrides, new TopicNames(prefix));
    }

    /** The usual settings: the clocks of this machine and half a minute of silence. */
    public static BoostTableSettings of(String bootstrapServers, String registryUrl) {
        return new BoostTableSettings(bootstrapServers, registryUrl, SILENCE_MILLIS, HostClock.system(), Map.of());
    }

    /** Properties of a plain Kafka client with these settings. */
    public Map<String, Object> kafka() {
        Map<String, Object> config = new HashMap<>();
        consumerOverrides.forEach((key, value) -> {
            if (!key.startsWith(REGISTRY)) {
                config.put(key, value);
            }
        });
        config.put("bootstrap.servers", bootstrapServers);
        return ClientConnections.with(ClientSecurity.complete(config));
    }

    /** Settings of the registry's client. */
    public Map<String, Object> registry() {
        Map<String, Object> config = new HashMap<>();
        consumerOverrides.forEach((key, value) -> {
            if (key.startsWith(REGISTRY)) {
                config.put(key.substring(REGISTRY.length()), value);
            }
        });
        return config;
    }
}
