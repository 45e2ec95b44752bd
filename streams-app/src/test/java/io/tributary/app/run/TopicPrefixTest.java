package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsException;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicPrefixTest {
    private static final Settings STAGING = Settings.of(Map.of("topic.prefix", "staging-", "instance.id", "one"));
    private static final Settings PLAIN = Settings.of(Map.of());

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldReadAndWriteTopicsOfItsOwnEnvironmentOnly(Role role) {
        Set<String> plain = topics(role, PLAIN);
        Set<String> expected = new TreeSet<>();
        plain.forEach(name -> expected.add(name.startsWith("rollup-") ? name : "staging-" + name));
        assertThat(plain).anyMatch(name -> Topics.byName(name).isPresent());
        assertThat(topics(role, STAGING)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldCallGroupsTransactionsAndInternalTopicsAfterIt(Role role) {
        Properties props = StreamsConfigs.of(STAGING, role, null);
        assertThat(props)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "staging-tributary-" + role.id())
                .containsEntry(StreamsConfig.CLIENT_ID_CONFIG, "staging-tributary-" + role.id() + "-one")
                .containsEntry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "staging-dead-letters");
        assertThat(StreamsConfigs.of(PLAIN, role, null))
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "tributary-" + role.id())
                .containsEntry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead-letters");
    }

    @Test
    void shouldLayOutTheTopicsUnderIt() {
        assertThat(StreamsConfigs.topicLayout(STAGING).names().of(Topics.BEATS)).isEqualTo("staging-beats");
    }

    @Test
    void shouldRefuseWhatNoTopicMayBeCalled() {
        assertThatThrownBy(() -> Settings.of(Map.of("topic.prefix", "two words/")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("topic.prefix = \"two words/\" (arguments): expected letters, digits");
    }

    private static Set<String> topics(Role role, Settings settings) {
        AvroSerdes serdes = AvroSerdes.inMemory(settings.connection().topics());
        Set<String> topics = new TreeSet<>();
        for (TopologyDescription.Subtopology part :
                RoleTopologies.of(role, settings, serdes).describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source) {
                    topics.addAll(source.topicSet());
                } else if (node instanceof TopologyDescription.Sink sink) {
                    topics.add(sink.topic());
                }
            }
        }
        return topics;
    }
}
