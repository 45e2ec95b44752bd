package io.tributary.testkit;

import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where the brokers and the registry are, and clients for them.
 *
 * @param bootstrapServers brokers, host:port, separated by commas
 * @param registryUrl root of the registry's Confluent API
 * @param topics what the service's topics are called there
 * @param security what clients must say to be let in, as {@link BoostTableSettings} take it: of Kafka's clients, and beginning with
 *     {@code registry.} of the registry's; empty where everybody is let in
 */
public record Cluster(String bootstrapServers, String registryUrl, TopicNames topics, Map<String, String> security) {
    /**
     * Broker settings for records that carry simulated or historic times: by these nothing is refused, and nothing is deleted
     * within a week of wall time.
     */
    public static final Map<String, String> ANY_EVENT_TIME = Map.of(
            "log.retention.check.interval.ms", "604800000",
            "log.message.timestamp.after.max.ms", "9223372036854775807");

    private static final int ANSWER_SECONDS = 10;
    private static final String LINGER_MILLIS = "2";
    private static final String BATCH_BYTES = "131072";

    /** A cluster where the topics have no prefix. */
    public Cluster(String bootstrapServers, String registryUrl) {
        this(bootstrapServers, registryUrl, TopicNames.PLAIN, Map.of());
    }

    /** The same cluster, for an environment whose topics begin so. */
    public Cluster withTopicPrefix(String prefix) {
        return new Cluster(bootstrapServers, registryUrl, new TopicNames(prefix), security);
    }

    /** The same cluster for whoever is let in with this. */
    public Cluster secured(Map<String, String> with) {
        return new Cluster(bootstrapServers, registryUrl, topics, Map.copyOf(with));
    }

    /** The same cluster, where clients have these settings beside what lets them in. */
    public Cluster withClients(Map<String, String> settings) {
        Map<String, String> both = new HashMap<>(security);
        both.putAll(settings);
        return secured(both);
    }

    /** Properties of a plain client. */
    public Map<String, Object> client() {
        return boostTable(BoostTableSettings.SILENCE_MILLIS, HostClock.system()).kafka();
    }

    public AvroSerdes serdes() {
        return AvroSerdes.connect(
                registryUrl,
                boostTable(BoostTableSettings.SILENCE_MILLIS, HostClock.system())
                        .registry(),
                topics);
    }

    /**
     * Returns when the brokers answer and have the service's topics.
     *
     * @throws ClusterException with what is wrong and what helps
     */
    public void requireTopics() {
        try (Admin admin = Admin.create(client())) {
            Set<String> there = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            List<String> missing = Topics.all().stream()
                    .map(topics::of)
                    .filter(name -> !there.contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw new ClusterException("the brokers at " + bootstrapServers + " lack the topics " + missing
                        + ": start the service there, or use --with-service");
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ClusterException(
                    "no broker answers at " + bootstrapServers + ": start it, or check --bootstrap-servers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking the brokers", e);
        }
    }

    /**
     * What a recommender host on this cluster would use.
     *
     * @param silenceMillis longest time without a beat before boosting stops, milliseconds
     * @param clock the host's, or that of the replay
     */
    public BoostTableSettings boostTable(long silenceMillis, HostClock clock) {
        return new BoostTableSettings(bootstrapServers, registryUrl, silenceMillis, clock, security, topics);
    }

    public KafkaProducer<String, byte[]> producer() {
        Map<String, Object> config = client();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** A consumer without a group that sees committed records only. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = client();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
