package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {
    /** Of topics that have a schema, one each. */
    private static final int SUBJECTS =
            (int) Topics.all().stream().filter(Topic::hasSchema).count();

    private static final TopicNames STAGING = new TopicNames("staging-");

    @Test
    void shouldPutThePrefixBeforeTopicsAndSubjects() {
        assertThat(STAGING.of(Topics.ORDERS)).isEqualTo("staging-orders");
        assertThat(STAGING.subject(Topics.ORDERS)).isEqualTo("staging-orders-value");
        assertThat(TopicNames.PLAIN.of(Topics.ORDERS)).isEqualTo("orders");
        assertThat(STAGING.byName("staging-orders")).contains(Topics.ORDERS);
        assertThat(STAGING.byName("orders")).isEmpty();
        assertThat(STAGING.byName("staging-order")).isEmpty();
    }

    @Property
    void shouldTellTheSameTopicsAndNoOthersBack(
            @ForAll
                    @StringLength(max = TopicNames.LONGEST_PREFIX)
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'.', '_', '-', 'A', 'Z'})
                    String prefix) {
        TopicNames names = new TopicNames(prefix);
        for (Topic<?> topic : Topics.all()) {
            String name = names.of(topic);
            assertThat(name.length()).isLessThanOrEqualTo(249);
            assertThat(names.byName(name)).contains(topic);
            for (Topic<?> other : Topics.all()) {
                assertThat(names.isNamed(other, name)).isEqualTo(other == topic);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "a/b",
                "预发-",
                "a:",
                "a\n",
                "a\u0000",
                "1234567890123456789012345678901234567890123456789012345678901"
            })
    void shouldRefuseWhatNoTopicMayBeCalled(String prefix) {
        assertThatThrownBy(() -> new TopicNames(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic.prefix is '")
                .hasMessageContaining("for example staging-");
    }

    @Test
    void shouldRegisterUnderSubjectsOfItsOwn() throws Exception {
        SchemaRegistryClient registry = new MockSchemaRegistryClient();
        SchemaAdmin.register(registry);
        assertThat(SchemaAdmin.check(registry, STAGING)).allMatch(check -> check.state() == SubjectCheck.State.NEW);
        SchemaAdmin.register(registry, STAGING);
        List<String> subjects = List.copyOf(registry.getAllSubjects());
        assertThat(subjects).hasSize(2 * SUBJECTS).contains("ledger-value", "staging-ledger-value");
    }

    @Test
    void shouldWriteUnderTheSubjectOfTheEnvironment() throws Exception {
        AvroSerdes serdes = AvroSerdes.inMemory(STAGING);
        byte[] bytes = serdes.of(Topics.IMPRESSIONS).serializer().serialize("any", Samples.of(Topics.IMPRESSIONS, 1));
        assertThat(serdes.client().getAllSubjects()).containsExactly("staging-impressions-value");
        assertThat(serdes.of(Topics.IMPRESSIONS).deserializer().deserialize("any", bytes))
                .isNotNull();
    }

    @Test
    void shouldBeGivenToTheRecommendersTable() {
        BoostTableSettings plain = BoostTableSettings.of("localhost:9092", "http://localhost:8081");
        assertThat(plain.topics()).isEqualTo(TopicNames.PLAIN);
        assertThat(plain.withTopicPrefix("staging-").topics()).isEqualTo(STAGING);
        assertThatThrownBy(() -> plain.withTopicPrefix("no spaces")).hasMessageContaining("topic.prefix");
    }
}
