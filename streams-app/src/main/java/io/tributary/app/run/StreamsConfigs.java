package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.app.config.ConnectionSettings;
import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StreamsSettings;
import io.tributary.app.config.StreamsSettings.GroupProtocol;
import io.tributary.schemas.ClientConnections;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicLayout;
import io.tributary.schemas.Topics;
import io.tributary.schemas.security.ClientSecurity;
import io.tributary.topology.RecordTimes;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Properties of the Kafka Streams applications and of plain clients. */
public final class StreamsConfigs {
    /**
     * For a producer that commits flush. A batch is sent when it is full or at the commit: more requests in between are more work for
     * both sides. What a commit writes is mostly hashes, which do not compress, in many small batches; and Kafka's client takes 130 KB
     * of buffers for each batch that it compresses, which was half of all memory that was allocated.
     */
    public static final Map<String, Object> FLUSHED_BY_COMMITS = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG, 65_536,
            ProducerConfig.LINGER_MS_CONFIG, 1_000,
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");

    /**
     * Milliseconds a stream thread waits for records. A commit that a processor asks for happens only between two polls, so this is
     * what a beat's answer waits on a quiet topic.
     */
    private static final int POLL_MS = 10;

    /** At least this long Streams leaves between the commits that it makes of its own accord. */
    private static final long OWN_COMMIT_MILLIS = 1_000;

    /**
     * A poll hands over all that has been fetched. Of what it leaves, the consumer says that it lags by nothing: then a task takes a beat
     * or a verdict before the impressions that came with it, and the longer something stood still, the more. It is in memory in any case,
     * at most {@code fetch.max.bytes} of a broker.
     */
    private static final int POLLED_RECORDS = Integer.MAX_VALUE;

    /** Where micro-batches are processed, Streams counts them where it means records: its default of 1,000 would be a million records. */
    private static final int BUFFERED_BATCHES = 4;

    /** A commit that follows another at once finds it unfinished at the broker, and is tried again after this time. */
    private static final int RETRY_MILLIS = 10;

    private StreamsConfigs() {}

    /** Properties of the application that runs this role. */
    public static Properties of(Settings settings, Role role, MeterRegistry meters) {
        StreamsSettings streams = settings.streams();
        Properties props = new Properties();
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId(role));
        props.put(StreamsConfig.CLIENT_ID_CONFIG, clientId(settings, role));
        props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.connection().bootstrapServers());
        props.put(
                StreamsConfig.STATE_DIR_CONFIG,
                streams.stateDir().resolve(role.id()).toString());
        props.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // An instance that was taken for dead and lives on keeps its disk, and Streams tells the store of each commit.
        // Not for the roll-up, whose store is Streams' own: that takes a last commit that fails for one that does not.
        props.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, role == Role.MERCHANT);
        props.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        props.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        props.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis(streams, role));
        props.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        // A task waits for records that it knows to be on a broker, so that records are taken by their time. Without,
        // an instance that comes back after an hour works off that hour's few beats before most of its events, which
        // are then beyond their grace. It costs a look at all partitions per record; where that hurts, there are
        // micro-batches.
        props.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        putConsumer(props, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
        props.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, role == Role.MERCHANT ? streams.threads() : 1);
        props.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, streams.replicationFactor());
        props.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
        props.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        props.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimes.class);
        failures(props, settings.connection(), meters);
        group(props, streams, role);
        clients(props, streams);
        if (isMicroBatched(settings, role)) {
            props.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BATCHES);
        }
        // What a timer writes has the time of the instance's clock, the rest that of events: see Topic.Writer.SERVICE.
        props.put(StreamsConfig.topicPrefix(Topic.MILLIS_AHEAD), Topic.ANY_TIME);
        connections(
                props,
                ClientConnections.with(
                        ClientSecurity.complete(settings.connection().kafka())));
        return props;
    }

    /**
     * An admin client's thread sleeps until a whole call is over, and only then sees that a request of it got no answer: so what Streams asks
     * its admin client has no more time than a request, and Streams asks again.
     */
    private static void connections(Properties props, Map<String, Object> client) {
        props.put(
                StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG),
                ClientConnections.requestMillis(client));
        props.putAll(client);
    }

    /** Whether the role's records come in micro-batches. With the streams protocol Streams cannot be given another main consumer. */
    static boolean isMicroBatched(Settings settings, Role role) {
        return role == Role.MERCHANT && settings.streams().groupProtocol() == GroupProtocol.CLASSIC;
    }

    /** Properties of a plain client (admin, producer, consumer) of the same brokers. */
    public static Map<String, Object> client(ConnectionSettings connection) {
        Map<String, Object> props = ClientConnections.with(ClientSecurity.complete(connection.kafka()));
        props.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
        return props;
    }

    /** How the topics of the contract are laid out under these settings. */
    public static TopicLayout topicLayout(Settings settings) {
        StreamsSettings streams = settings.streams();
        return new TopicLayout(
                streams.merchantPartitions(),
                streams.replicationFactor(),
                settings.beat().eventClock(),
                settings.connection().topics());
    }

    /** The merchant role asks for its commits; what Streams commits by itself is then little, once in a while. */
    private static long commitMillis(StreamsSettings streams, Role role) {
        long asked = streams.commitIntervalMillis();
        return role == Role.MERCHANT ? Math.max(asked, OWN_COMMIT_MILLIS) : asked;
    }

    private static String clientId(Settings settings, Role role) {
        String instance = settings.streams().instanceId();
        return settings.applicationId(role) + (instance.isEmpty() ? "" : "-" + instance);
    }

    private static void failures(Properties props, ConnectionSettings connection, MeterRegistry meters) {
        props.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                connection.topics().of(Topics.DEAD_LETTERS));
        props.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        props.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidRecordHandler.class);
        props.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecordHandler.class);
        if (meters != null) {
            props.put(DeadLetters.METER_REGISTRY, meters);
        }
    }

    /** With the streams protocol the broker keeps sessions, heartbeats and standbys as settings of the group. */
    private static void group(Properties props, StreamsSettings streams, Role role) {
        props.put(
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                streams.groupProtocol().name().toLowerCase(Locale.ROOT));
        if (!streams.instanceId().isEmpty()) {
            putConsumer(props, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, streams.instanceId() + "-" + role.id());
        }
        if (streams.groupProtocol() == GroupProtocol.STREAMS) {
            return;
        }
        props.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbyReplicas());
        putConsumer(props, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, streams.sessionTimeoutMillis());
        putConsumer(props, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, streams.heartbeatIntervalMillis());
    }

    private static void clients(Properties props, StreamsSettings streams) {
        // Every offset is set before an application begins: where there is none, or one that does not exist, records
        // would be skipped or read twice.
        putConsumer(props, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        putProducer(props, ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        FLUSHED_BY_COMMITS.forEach((key, value) -> putProducer(props, key, value));
        // Whoever takes over from a killed instance cannot read past its open transaction: that is given up with the
        // session, and not 10 s (Streams' default) after its last commit. It must outlast the time between commits.
        putProducer(
                props,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.max(streams.sessionTimeoutMillis(), 2 * streams.commitIntervalMillis()));
    }

    private static void putConsumer(Properties props, String key, Object value) {
        props.put(StreamsConfig.mainConsumerPrefix(key), value);
    }

    private static void putProducer(Properties props, String key, Object value) {
        props.put(StreamsConfig.producerPrefix(key), value);
    }
}
