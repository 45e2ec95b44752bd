package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.SubjectCheck.State;
import io.tributary.schemas.TopicChange.Action;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.schemas.serde.UnreadableRecordException;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.stack.LocalStack;
import io.tributary.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker, schemas in a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractIT {
    /** Of topics that have a schema, one each. */
    private static final int SUBJECTS =
            (int) Topics.all().stream().filter(Topic::hasSchema).count();

    private LocalStack stack;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        stack = LocalStack.start(StackSettings.singleNode(folder), line -> {});
        admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        stack.close();
    }

    @Test
    void shouldCreateTopicsAsPlannedAndMendWhatDiffers() throws Exception {
        assertThat(TopicAdmin.plan(admin, 4, 1))
                .hasSize(Topics.all().size())
                .allMatch(change -> change.action() == Action.CREATE);
        assertThat(admin.listTopics().names().get()).isEmpty();

        TopicAdmin.apply(admin, 4, 1);
        await().untilAsserted(() ->
                assertThat(TopicAdmin.plan(admin, 4, 1)).allMatch(change -> change.action() == Action.OK));
        assertThat(TopicAdmin.apply(admin, 4, 1)).allMatch(change -> change.action() == Action.OK);

        alter("impressions", "retention.ms", "1000");
        await().untilAsserted(() -> assertThat(planned("impressions").toString())
                .isEqualTo("ALTER    impressions          set retention.ms=604800000"));
        TopicAdmin.apply(admin, 4, 1);
        await().untilAsserted(() -> assertThat(planned("impressions").action()).isEqualTo(Action.OK));

        List<TopicChange> wider = TopicAdmin.apply(admin, 6, 1);
        assertThat(wider)
                .filteredOn(change -> change.action() == Action.DIFFERS)
                .hasSize((int) Topics.all().stream()
                        .filter(topic -> topic.partitioning() == Topic.Partitioning.MERCHANT)
                        .count());
        assertThat(wider.toString()).contains("has 4 partitions, not 6");
        assertThat(planned("impressions").action()).isEqualTo(Action.OK);
        shouldLeaveAnotherEnvironmentAlone();
    }

    private void shouldLeaveAnotherEnvironmentAlone() throws Exception {
        TopicLayout staging = new TopicLayout(2, 1, false, new TopicNames("staging-"));
        assertThat(TopicAdmin.apply(admin, staging))
                .hasSize(Topics.all().size())
                .allMatch(change -> change.action() == Action.CREATE);
        await().untilAsserted(() ->
                assertThat(TopicAdmin.plan(admin, staging)).allMatch(change -> change.action() == Action.OK));
        assertThat(admin.listTopics().names().get())
                .hasSize(2 * Topics.all().size())
                .contains("orders", "staging-orders");
        assertThat(TopicAdmin.plan(admin, 4, 1)).allMatch(change -> change.action() == Action.OK);
    }

    @Test
    void shouldRegisterSchemasWithTheirModesAndRefuseOthers() throws Exception {
        AvroSerdes serdes = AvroSerdes.connect(stack.registryUrl(), Map.of());
        SchemaRegistryClient client = serdes.client();
        assertThat(SchemaAdmin.check(client))
                .hasSize(SUBJECTS)
                .allMatch(check -> check.state() != State.INCOMPATIBLE)
                .anyMatch(check -> check.state() == State.NEW);

        SchemaAdmin.register(client);

        assertThat(SchemaAdmin.check(client)).allMatch(check -> check.state() == State.REGISTERED);
        Map<String, SubjectCheck> again =
                SchemaAdmin.register(client).stream().collect(Collectors.toMap(SubjectCheck::subject, check -> check));
        assertThat(again.get("ledger-value").detail()).endsWith("FULL_TRANSITIVE");
        assertThat(client.getCompatibility("ledger-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.getAllVersions("ledger-value")).hasSize(1);
        AvroSchema without = new AvroSchema("""
                {"type":"record","name":"LedgerEntry","namespace":"io.tributary.ledger.v1","fields":[
                  {"name":"merchantId","type":"string"}]}""");
        assertThatThrownBy(() -> client.register("ledger-value", without)).hasMessageContaining("409");
    }

    @Test
    void shouldReadAndWriteThroughARealRegistry() {
        Impression impression = Samples.of(Topics.IMPRESSIONS, 1);
        byte[] bytes = AvroSerdes.connect(stack.registryUrl(), Map.of())
                .of(Topics.IMPRESSIONS)
                .serializer()
                .serialize("impressions", impression);
        Serde<Impression> lookUp = AvroSerdes.connect(stack.registryUrl(), Map.of("auto.register.schemas", false))
                .of(Topics.IMPRESSIONS);
        assertThat(lookUp.deserializer().deserialize("impressions", bytes)).isEqualTo(impression);
        assertThat(lookUp.serializer().serialize("impressions", impression)).isEqualTo(bytes);

        byte[] unknown = bytes.clone();
        unknown[1] = 1;
        assertThatThrownBy(() -> lookUp.deserializer().deserialize("impressions", unknown))
                .isInstanceOf(UnreadableRecordException.class);
        Serde<Impression> other = AvroSerdes.connect(stack.registryUrl(), Map.of("auto.register.schemas", false))
                .of(unregistered());
        assertThatThrownBy(() -> other.serializer().serialize("elsewhere", impression))
                .isInstanceOf(SchemaRefusedException.class);
    }

    private static Topic<Impression> unregistered() {
        Topic<Impression> like = Topics.IMPRESSIONS;
        return new Topic<>(
                "elsewhere",
                like.keyDescription(),
                like.valueType(),
                like.partitioning(),
                like.cleanup(),
                like.retentionMillis(),
                like.compatibility(),
                like.writer(),
                like.description());
    }

    private TopicChange planned(String topic) {
        return TopicAdmin.plan(admin, 4, 1).stream()
                .filter(change -> change.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private void alter(String topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(
                        Map.of(resource, List.of(new AlterConfigOp(new ConfigEntry(key, value), OpType.SET))))
                .all()
                .get();
    }
}
