package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service comes back after time away: to offsets, records, tombstones, topics and state that are not there any more. */
@ExtendWith(LogsOnFailure.class)
class ComingBackIT {
    private static final long NOW = 1_770_000_000_000L;
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> GROUPS = List.of("tributary-merchant", "tributary-pool", "tributary-rollup");
    private static final Map<String, String> SETTINGS = Map.of(
            "merchant.partitions", Integer.toString(PARTITIONS), "beat.clock", "event", "commit.interval.ms", "200");

    private Deployment deployment;
    private Admin admin;
    private Feed feed;
    private BoostTable boosts;
    private EventClock clock;
    private Instance service;
    private int sent;
    private long time = NOW;

    @BeforeEach
    void begin() {
        deployment = Deployment.start("coming-back", SETTINGS);
        admin = Admin.create(Map.of("bootstrap.servers", deployment.cluster().bootstrapServers()));
        service = start("a");
        feed = new Feed(deployment.cluster(), deployment.cluster().serdes());
        AtomicLong now = new AtomicLong(NOW);
        boosts = BoostTable.start(new BoostTableSettings(
                deployment.cluster().bootstrapServers(),
                deployment.cluster().registryUrl(),
                Duration.ofDays(1).toMillis(),
                HostClock.replay(now::get),
                Map.of()));
        clock = new EventClock(deployment.cluster(), deployment.cluster().serdes(), feed, boosts, now);
        feed.programme(Street.newcomer(1_000, 100), NOW);
        Street.profiles(10, NOW).forEach(feed::profile);
        clock.settle(NOW, 6);
    }

    @AfterEach
    void end() {
        clock.close();
        boosts.close();
        feed.close();
        admin.close();
        deployment.close();
    }

    @Test
    void shouldNeitherSkipNorCountTwiceNorBoostForEver() {
        events(20, 5);
        expectCounted(20, 5);
        shouldRefuseStateOfAnotherVersionAndMakeItAnew();

        stop();
        GROUPS.forEach(group -> get(admin.deleteConsumerGroups(List.of(group)).all()));
        service = start("a");
        assertThat(service.log()).contains("had lost its offset");
        expectCounted(20, 5);

        stop();
        setBack();
        service = start("without-a-disk");
        assertThat(service.log()).contains("was set back by");
        events(20, 0);
        expectCounted(40, 5);

        stop();
        events(30, 0);
        int left = deleteUnread();
        expectRefused("has lost up to");
        assertThat(command("plan")).isEqualTo(1);
        assertThat(command("accept")).isZero();
        service = start("a");
        expectCounted(40 + left, 5);

        assertThat(isBoosted(0)).isTrue();
        assertThat(isBoosted(4)).isFalse();
        stop();
        // As when the tombstones of a programme and of a profile came and went meanwhile.
        again("programmes", 1);
        again("merchants", PARTITIONS);
        feed.programme(Street.farm(1_000, 100), NOW);
        List<MerchantProfile> profiles = Street.profiles(10, NOW);
        profiles.remove(5);
        profiles.forEach(feed::profile);
        feed.flush();
        service = start("a");
        settle();
        assertThat(isBoosted(0)).as("member of a programme that is gone").isFalse();
        assertThat(isBoosted(4)).as("member of a programme that is there").isTrue();
        assertThat(isBoosted(5)).as("withdrawn profile").isFalse();
        assertThat(service.log()).contains("programmes newcomer is not on its topic any more");
        expectCounted(40 + left, 5);

        again("impressions", PARTITIONS);
        service.awaitEnd(PATIENCE);
        assertThat(service.log()).contains("impressions").contains("tributary positions plan");
        stop();
        expectRefused("was deleted and made again");
        assertThat(command("accept")).isZero();
        service = start("a");
        events(10, 0);
        expectCounted(50 + left, 5);

        stop();
        get(admin.deleteTopics(List.of("tributary-merchant-task-changelog")).all());
        expectRefused("is gone, and the state with it");
        assertThat(command("forget", "--role", "merchant", "--yes")).isZero();
        service = start("a");
        expectCounted(10, 5);
    }

    private void shouldRefuseStateOfAnotherVersionAndMakeItAnew() {
        assertThat(state("show")).isZero();

        stop();
        noteStateVersion(9);
        expectRefused("holds state of version 9", "tributary state rebuild");
        assertThat(state("show")).isEqualTo(1);
        assertThat(state("rebuild", "--role", "merchant", "--yes")).isZero();

        service = start("a");
        expectCounted(20, 5);
        assertThat(state("show")).isZero();
    }

    /** As a much newer service would have noted it of what the merchant role keeps. */
    private void noteStateVersion(int version) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", deployment.cluster().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            get(producer.send(new ProducerRecord<>(
                    "tributary-positions", 0, "tributary-merchant state", Integer.toString(version))));
        }
    }

    private Instance start(String id) {
        Instance instance = deployment.run(id);
        Instance.awaitReady(PATIENCE, instance);
        return instance;
    }

    /** Stops the service, and has the groups know that nobody will come back within a session. */
    private void stop() {
        service.close();
        for (String group : GROUPS) {
            try {
                get(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all());
            } catch (IllegalStateException e) {
                assertThat(e).hasRootCauseInstanceOf(GroupIdNotFoundException.class);
            }
        }
    }

    private void expectRefused(String says) {
        expectRefused(says, "tributary positions");
    }

    private void expectRefused(String says, String remedy) {
        Instance refused = deployment.run("a");
        refused.awaitEnd(PATIENCE);
        assertThat(refused.log()).contains(says).contains(remedy);
    }

    private void events(int impressions, int orders) {
        for (int i = 0; i < impressions; i++) {
            feed.impression(
                    Street.merchant(i % 10),
                    Samples.impression("i" + sent++, time).build());
        }
        for (int i = 0; i < orders; i++) {
            feed.order(Street.merchant(i), Samples.order("o" + sent++, time).build());
        }
        feed.flush();
    }

    private void expectCounted(long impressions, long orders) {
        settle();
        assertThat(clock.counters().getImpressions()).isEqualTo(impressions);
        assertThat(clock.counters().getOrders()).isEqualTo(orders);
    }

    private void settle() {
        time += 1_000;
        clock.settle(time, 6);
        time = clock.now();
    }

    private boolean isBoosted(int merchant) {
        return !boosts.boost(Street.merchant(merchant), Surface.FEED, 0).isNone();
    }

    private void setBack() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            offsets.put(new TopicPartition("impressions", partition), new OffsetAndMetadata(0));
            offsets.put(new TopicPartition("orders", partition), new OffsetAndMetadata(0));
        }
        get(admin.alterConsumerGroupOffsets("tributary-merchant", offsets).all());
    }

    /** Deletes all impressions but the last of each partition; returns how many are left. */
    private int deleteUnread() {
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        int left = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition input = new TopicPartition("impressions", partition);
            long end = get(admin.listOffsets(Map.of(input, OffsetSpec.latest())).partitionResult(input))
                    .offset();
            before.put(input, RecordsToDelete.beforeOffset(end - 1));
            left++;
        }
        get(admin.deleteRecords(before).all());
        return left;
    }

    private void again(String topic, int partitions) {
        get(admin.deleteTopics(List.of(topic)).all());
        await().atMost(PATIENCE).until(() -> !get(admin.listTopics().names()).contains(topic));
        get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
        await().atMost(PATIENCE).until(() -> isThere(topic));
    }

    private boolean isThere(String topic) {
        try {
            return get(admin.describeTopics(List.of(topic)).allTopicNames()).containsKey(topic);
        } catch (IllegalStateException e) {
            assertThat(e).hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
            return false;
        }
    }

    private int command(String... command) {
        return run("positions", command);
    }

    private int state(String... command) {
        return run("state", command);
    }

    private int run(String group, String... command) {
        List<String> further = List.of(
                "--bootstrap-servers", deployment.cluster().bootstrapServers(), "--set", "merchant.partitions=2");
        ServiceCommands.Answer answer = ServiceCommands.run(
                further, Stream.concat(Stream.of(group), Stream.of(command)).toArray(String[]::new));
        System.out.println(answer.text());
        return answer.code();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
