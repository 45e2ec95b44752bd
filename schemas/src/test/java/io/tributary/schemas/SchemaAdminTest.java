package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.SubjectCheck.State;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaAdminTest {
    /** Of topics that have a schema, one each. */
    private static final int SUBJECTS =
            (int) Topics.all().stream().filter(Topic::hasSchema).count();

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();

    @Test
    void shouldRegisterEverySchemaUnderItsTopicWithItsMode() throws Exception {
        List<String> asked = new ArrayList<>();
        assertThat(SchemaAdmin.check(noting(asked))).hasSize(SUBJECTS).allMatch(check -> check.state() == State.NEW);
        assertThat(asked).doesNotContain("register", "updateCompatibility");

        SchemaAdmin.register(registry);

        assertThat(registry.getAllSubjects()).hasSize(SUBJECTS).contains("impressions-value", "ledger-value");
        assertThat(registry.getCompatibility("impressions-value")).isEqualTo("BACKWARD_TRANSITIVE");
        assertThat(registry.getCompatibility("boost-directives-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(SchemaAdmin.check(registry)).allMatch(check -> check.state() == State.REGISTERED);
    }

    @Test
    void shouldChangeNothingWhenRunAgain() throws Exception {
        List<SubjectCheck> first = SchemaAdmin.register(registry);
        assertThat(SchemaAdmin.register(registry)).isEqualTo(first);
        assertThat(registry.getAllVersions("impressions-value")).containsExactly(1);
    }

    /** Each start of an instance does this. */
    @Test
    void shouldAskTwoQuestionsForEachSubjectThatIsRegisteredAndChangeNothing() {
        SchemaAdmin.register(registry);
        List<String> asked = new ArrayList<>();

        SchemaAdmin.register(noting(asked));

        assertThat(asked).hasSize(2 * SUBJECTS).containsOnly("getId", "getCompatibility");
    }

    @Test
    void shouldSetAModeThatIsNotTheTopicsAgain() throws Exception {
        SchemaAdmin.register(registry);
        registry.updateCompatibility("ledger-value", "NONE");

        SchemaAdmin.register(registry);

        assertThat(registry.getCompatibility("ledger-value")).isEqualTo("FULL_TRANSITIVE");
    }

    /** The registry, with the names of the questions that it is asked. */
    private SchemaRegistryClient noting(List<String> asked) {
        return (SchemaRegistryClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SchemaRegistryClient.class}, (self, method, arguments) -> {
                    asked.add(method.getName());
                    try {
                        return method.invoke(registry, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void shouldRefuseWhatDoesNotFitARegisteredVersion() throws Exception {
        String other = """
                {"type":"record","name":"LedgerEntry","namespace":"io.tributary.ledger.v1","fields":[
                  {"name":"merchantId","type":"long"}]}""";
        registry.register("ledger-value", new AvroSchema(other));

        List<SubjectCheck> checks = SchemaAdmin.check(registry);

        assertThat(SubjectCheck.allCompatible(checks)).isFalse();
        assertThat(checks)
                .filteredOn(check -> check.state() == State.INCOMPATIBLE)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.subject()).isEqualTo("ledger-value");
                    assertThat(check.detail()).contains("FULL_TRANSITIVE").contains("merchantId");
                });
        assertThatThrownBy(() -> SchemaAdmin.register(registry))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("ledger-value");
        assertThat(SchemaAdmin.check(registry)).noneMatch(check -> check.state() == State.REGISTERED);
    }

    @Test
    void shouldTakeAConflictForDoneWhenAnotherInstanceWasFaster() throws Exception {
        MockSchemaRegistryClient raced = new MockSchemaRegistryClient() {
            @Override
            public String updateCompatibility(String subject, String level) throws IOException, RestClientException {
                super.updateCompatibility(subject, level);
                throw new RestClientException("A rule named 'COMPATIBILITY' already exists.", 409, 0);
            }
        };

        assertThat(SchemaAdmin.register(raced)).hasSize(SUBJECTS).allMatch(check -> check.state() == State.REGISTERED);
        assertThat(raced.getCompatibility("ledger-value")).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void shouldPassOnAConflictThatStays() {
        MockSchemaRegistryClient stubborn = new MockSchemaRegistryClient() {
            @Override
            public String updateCompatibility(String subject, String level) throws RestClientException {
                throw new RestClientException("not now", 409, 0);
            }
        };

        assertThatThrownBy(() -> SchemaAdmin.register(stubborn))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("409: not now");
    }

    @Test
    void shouldSayThatTheRegistryIsAway() {
        SchemaRegistryClient away =
                AvroSerdes.connect("http://127.0.0.1:1", Map.of()).client();
        assertThatThrownBy(() -> SchemaAdmin.check(away))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("schema.registry.url");
    }
}
