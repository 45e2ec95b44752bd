package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsConfigsTest {
    @Test
    void shouldBeExactlyOnceWithExplicitNames() {
        Properties props = StreamsConfigs.of(Settings.of(Map.of()), Role.MERCHANT, null);

        assertThat(props)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "tributary-merchant")
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000L);
        assertThat(StreamsConfigs.of(Settings.of(Map.of()), Role.POOL, null))
                .as("the merchant role asks for commits itself")
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
        assertThat(new StreamsConfig(props).getMainConsumerConfigs("g", "c", 1))
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000)
                .containsEntry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .containsEntry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1)
                .doesNotContainKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        assertThat(new StreamsConfig(props).getProducerConfigs("p"))
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none")
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 6000);
    }

    @Test
    void shouldKeepATransactionOpenForLongerThanACommitTakesToCome() {
        Properties props = StreamsConfigs.of(Settings.of(Map.of("commit.interval.ms", "30000")), Role.MERCHANT, null);

        assertThat(new StreamsConfig(props).getProducerConfigs("p"))
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    }

    @Test
    void shouldBeAStaticMemberWithAFolderOfItsOwnPerRole() {
        Settings settings = Settings.of(Map.of("instance.id", "a-1", "state.dir", "st", "threads", "4"));

        Properties merchant = StreamsConfigs.of(settings, Role.MERCHANT, null);
        Properties pool = StreamsConfigs.of(settings, Role.POOL, null);

        assertThat(new StreamsConfig(merchant).getMainConsumerConfigs("g", "c", 2))
                .containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "a-1-merchant-2");
        assertThat(merchant.get(StreamsConfig.STATE_DIR_CONFIG)).isNotEqualTo(pool.get(StreamsConfig.STATE_DIR_CONFIG));
        assertThat(merchant).containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 4);
        assertThat(pool).containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    }

    @Test
    void shouldLeaveSessionsToTheBrokerWithTheStreamsProtocol() {
        Settings settings = Settings.of(Map.of("group.protocol", "streams", "instance.id", "a"));

        Properties props = StreamsConfigs.of(settings, Role.MERCHANT, null);

        assertThat(props)
                .containsEntry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams")
                .containsEntry(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), "a-merchant")
                .doesNotContainKey(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG))
                .doesNotContainKey(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG);
        assertThat(new StreamsConfig(props)).isNotNull();
    }

    @Test
    void shouldKeepTheDiskOfMerchantTasksThatLoseATransaction() {
        Settings settings = Settings.of(Map.of());

        assertThat(StreamsConfigs.of(settings, Role.MERCHANT, null))
                .containsEntry(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
        assertThat(StreamsConfigs.of(settings, Role.ROLLUP, null))
                .containsEntry(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, false);
    }

    @Test
    void shouldHoldFewRecordsWhereEachMayBeAMicroBatch() {
        Properties batched = StreamsConfigs.of(Settings.of(Map.of()), Role.MERCHANT, null);

        assertThat(batched).containsEntry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 4);
        assertThat(StreamsConfigs.of(Settings.of(Map.of()), Role.POOL, null))
                .doesNotContainKey(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG);
        assertThat(StreamsConfigs.of(Settings.of(Map.of("group.protocol", "streams")), Role.MERCHANT, null))
                .doesNotContainKey(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldLeaveNothingBehindThatIsFetched(Role role) {
        Properties properties = StreamsConfigs.of(Settings.of(Map.of()), role, null);

        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("g", "c", 1))
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.MAX_VALUE);
    }

    @Test
    void shouldPassKafkaSettingsToEveryClient() {
        Settings settings = Settings.of(Map.of("kafka.security.protocol", "SSL", "kafka.poll.ms", "20"));

        assertThat(StreamsConfigs.of(settings, Role.ROLLUP, null))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("poll.ms", "20");
        assertThat(StreamsConfigs.client(settings.connection()))
                .containsAllEntriesOf(
                        new HashMap<>(Map.of("security.protocol", "SSL", "bootstrap.servers", "localhost:9092")));
    }

    @Test
    void shouldLetTimesRunAheadOfTheBrokersClockInInternalTopics() {
        for (Role role : Role.values()) {
            assertThat(StreamsConfigs.of(Settings.of(Map.of()), role, null))
                    .containsEntry("topic.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        }
    }

    @Test
    void shouldLayTopicsOutForEventTime() {
        assertThat(StreamsConfigs.topicLayout(Settings.of(Map.of("beat.clock", "event")))
                        .eventTime())
                .isTrue();
    }

    @Test
    void shouldNotWaitLongForBrokersThatStandStill() {
        Settings settings = Settings.of(Map.of());
        StreamsConfig config = new StreamsConfig(StreamsConfigs.of(settings, Role.MERCHANT, null));

        List<Map<String, Object>> clients = List.of(
                config.getMainConsumerConfigs("g", "c", 1),
                config.getRestoreConsumerConfigs("r"),
                config.getProducerConfigs("p"),
                config.getAdminConfigs("a"),
                StreamsConfigs.client(settings.connection()));

        assertThat(clients)
                .allSatisfy(client -> assertThat(client)
                        .containsEntry("request.timeout.ms", 5_000)
                        .containsEntry("socket.connection.setup.timeout.ms", 2_000));
        assertThat(config.getAdminConfigs("a")).containsEntry("default.api.timeout.ms", 5_000);
    }

    @Test
    void shouldLetAnOperatorWaitLongerForBrokers() {
        Settings settings = Settings.of(Map.of("kafka.request.timeout.ms", "20000"));

        StreamsConfig config = new StreamsConfig(StreamsConfigs.of(settings, Role.POOL, null));

        assertThat(config.getProducerConfigs("p")).containsEntry("request.timeout.ms", "20000");
        assertThat(config.getAdminConfigs("a")).containsEntry("default.api.timeout.ms", 20_000);
        // Kafka refuses a client whose calls have less time than a request.
        assertThat(StreamsConfigs.client(settings.connection())).containsEntry("default.api.timeout.ms", 40_000);
    }
}
