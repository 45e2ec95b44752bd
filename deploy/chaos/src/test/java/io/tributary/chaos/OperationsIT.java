package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator asks and does: the doctor, a merchant's state from whichever instance, a task made anew, a role begun anew. */
@ExtendWith(LogsOnFailure.class)
class OperationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of("merchant.partitions", "2", "commit.interval.ms", "100", "beat.interval.ms", "250");

    private Deployment deployment;

    @Test
    void shouldAnswerAnOperator() throws Exception {
        try (Deployment started = Deployment.start("operations", SETTINGS)) {
            deployment = started;
            Instance one = started.run("one");
            Instance two = started.run("two", Map.of("roles", "merchant"));
            Instance.awaitReady(PATIENCE, one, two);
            traffic();
            shouldShowEachMerchantFromEitherInstance(one, two);
            shouldFindNothingThatFails(one);
            shouldHaveNoTimeRefusedThatItWrites();
            assertThat(execute(1, "reset", "--apply", "--yes")).contains("has members");
            one.close();
            two.close();
            shouldMakeATaskAnew(started.stateFolder("one"));
            shouldStopWhereItsStateIsOfAnotherCluster(started.stateFolder("one"));
            Instance again = started.run("one");
            Instance.awaitReady(PATIENCE, again);
            assertThat(show(again, Street.merchant(0))).contains("\"merchantId\":\"m000\"");
            shouldStopWhenATopicGrows(again);
        }
    }

    private void traffic() {
        long now = System.currentTimeMillis();
        AvroSerdes serdes = deployment.cluster().serdes();
        try (Feed feed = new Feed(deployment.cluster(), serdes)) {
            feed.programme(Street.newcomer(1000, 100), now);
            Street.profiles(10, now).forEach(feed::profile);
            IntStream.range(0, 10)
                    .forEach(i -> feed.impression(
                            Street.merchant(i), Samples.impression("i" + i, now).build()));
            feed.flush();
        }
    }

    /** Half of the merchants are the other instance's, whichever is asked. */
    private void shouldShowEachMerchantFromEitherInstance(Instance one, Instance two) {
        for (int i = 0; i < 5; i++) {
            String merchant = Street.merchant(i);
            await().atMost(PATIENCE)
                    .pollInSameThread()
                    .untilAsserted(() -> assertThat(show(one, merchant))
                            .contains("\"merchantId\":\"" + merchant + "\"", "\"programmeId\":\"newcomer\""));
            assertThat(show(two, merchant)).contains("\"merchantId\":\"" + merchant + "\"");
        }
        assertThat(execute(0, "state", "show", Street.merchant(1), "--url", url(two)))
                .contains("programme newcomer v1: takes part", "decision newcomer");
        assertThat(execute(1, "state", "show", "nobody", "--url", url(one)))
                .contains("nothing is known of merchant nobody");
    }

    private String show(Instance instance, String merchant) {
        return execute(0, "state", "show", merchant, "--json", "--url", url(instance));
    }

    private static String url(Instance instance) {
        return "http://127.0.0.1:" + instance.port();
    }

    private void shouldFindNothingThatFails(Instance instance) {
        assertThat(execute(0, "doctor", "--set", "http.port=" + instance.port()))
                .contains(
                        "OK    brokers",
                        "OK    topics",
                        "OK    registry",
                        "OK    rights",
                        "OK    positions",
                        "OK    clock")
                .contains("ready")
                .contains("0 failed");
        assertThat(execute(1, "doctor", "--set", "merchant.partitions=3"))
                .contains("FAIL  topics     impressions: has 2 partitions, not 3");
    }

    /** Of all topics that there are, Streams' own and the positions among them: a transaction with a record that is refused fails. */
    private void shouldHaveNoTimeRefusedThatItWrites() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", deployment.cluster().bootstrapServers()))) {
            List<ConfigResource> written = admin.listTopics().names().get().stream()
                    .filter(name -> Topics.byName(name)
                            .map(topic -> topic.writer() == Topic.Writer.SERVICE)
                            .orElse(true))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            assertThat(written)
                    .extracting(ConfigResource::name)
                    .contains("tributary-positions", "tributary-merchant-task-changelog", "ledger", "dead-letters");
            assertThat(admin.describeConfigs(written).all().get()).allSatisfy((topic, config) -> {
                ConfigEntry ahead = config.get(Topic.MILLIS_AHEAD);
                assertThat(ahead.source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
                assertThat(ahead.value()).isEqualTo(Topic.ANY_TIME);
            });
        }
    }

    /** Its store goes, those of others stay; then the role goes with its topics. */
    private void shouldMakeATaskAnew(Path state) throws Exception {
        leaveGroups();
        String[] where = {"--set", "state.dir=" + state};
        List<String> before = tasks(state);
        assertThat(before).isNotEmpty();
        String partition = before.get(0).substring(2);
        assertThat(execute(0, with(where, "state", "restore", "--role", "merchant", "--partition", partition, "--yes")))
                .contains("0_" + partition, "next start");
        assertThat(tasks(state)).hasSize(before.size() - 1);

        assertThat(execute(0, with(where, "reset", "--plan", "--role", "rollup")))
                .contains("tributary-rollup", "-repartition: deleted", "-changelog: deleted", "are read again");
        assertThat(execute(0, with(where, "reset", "--apply", "--role", "rollup", "--yes")))
                .contains("done");
        assertThat(state.resolve("rollup").resolve("tributary-rollup")).doesNotExist();
        assertThat(execute(0, with(where, "reset", "--plan", "--role", "rollup")))
                .doesNotContain("REFUSED");
    }

    private void shouldStopWhereItsStateIsOfAnotherCluster(Path state) throws Exception {
        Path note = state.resolve("merchant.origin");
        List<String> noted = Files.readAllLines(note);
        Files.write(note, List.of("another-cluster", noted.get(1), noted.get(2)));
        expectRefused("holds stores of another cluster (another-cluster");
        Files.write(note, noted);

        String id = noted.get(0);
        positions("cluster", "another-cluster");
        expectRefused("stands where another cluster's topics were");
        positions("cluster", id);
    }

    private void expectRefused(String says) {
        Instance refused = deployment.run("one");
        refused.awaitEnd(PATIENCE);
        assertThat(refused.log()).contains(says);
    }

    private void positions(String key, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", deployment.cluster().bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("tributary-positions", 0, key, value))
                    .get();
        }
    }

    /** Its keys would not be where their state is. */
    private void shouldStopWhenATopicGrows(Instance running) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", deployment.cluster().bootstrapServers()))) {
            admin.createPartitions(Map.of("orders", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        running.awaitEnd(PATIENCE);
        assertThat(running.log()).contains("orders has got more partitions");
        expectRefused("has 3 partitions, not 2");
    }

    private static List<String> tasks(Path state) throws Exception {
        try (Stream<Path> entries = Files.list(state.resolve("merchant").resolve("tributary-merchant"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("0_\\d"))
                    .sorted()
                    .toList();
        }
    }

    private void leaveGroups() {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> !execute(0, "reset", "--plan").contains("REFUSED"));
    }

    private static String[] with(String[] more, String... args) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    private String execute(int expected, String... command) {
        List<String> further = new ArrayList<>(ServiceCommands.on(deployment));
        if (!List.of(command).contains("merchant.partitions=3")) {
            further.addAll(List.of("--set", "merchant.partitions=2"));
        }
        ServiceCommands.Answer answer = ServiceCommands.run(further, command);
        assertThat(answer.code()).as(answer.text()).isEqualTo(expected);
        return answer.text();
    }
}
