package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.app.config.ConnectionSettings;
import io.tributary.schemas.TopicNames;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "3", "60000"})
    void shouldGiveCommandsPropertiesThatEveryClientTakes(String patience) {
        Map<String, String> given = patience.isEmpty() ? Map.of() : Map.of("default.api.timeout.ms", patience);
        Map<String, Object> client = Kafka.client(
                new ConnectionSettings("127.0.0.1:1", "http://127.0.0.1:1", TopicNames.PLAIN, given, Map.of()));
        assertThat(client)
                .containsEntry("default.api.timeout.ms", patience.isEmpty() ? 10_000 : Integer.parseInt(patience));
        assertThatCode(() -> {
                    Admin.create(client).close(Duration.ZERO);
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .close(Duration.ZERO);
                })
                .doesNotThrowAnyException();
    }
}
