package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"long\"}]}";

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private Path folder;
    private LocalStack stack;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        stack = LocalStack.start(StackSettings.singleNode(folder), progress::add);
    }

    @AfterAll
    void stop() {
        stack.close();
        assertThat(stack.status()).noneMatch(ProcessStatus::alive);
    }

    @Test
    void shouldReportEveryStepInOneLine() {
        assertThat(progress).anyMatch(line -> line.startsWith("kafka-1: ready after"));
        assertThat(progress).anyMatch(line -> line.startsWith("registry: ready after"));
        assertThat(progress).noneMatch(line -> line.contains("\n"));
        assertThat(stack.status()).hasSize(2).allMatch(ProcessStatus::alive);
    }

    @Test
    void shouldKeepRecordsWhenABrokerIsStoppedOrKilled() throws Exception {
        String bootstrap = stack.bootstrapServers();
        KafkaClients.createTopic(bootstrap, "kept", 1);
        KafkaClients.sendInTransaction(bootstrap, "kept", "first");
        assertThat(KafkaClients.readCommitted(bootstrap, "kept", 1)).containsExactly("first");

        stack.stopBroker(1);
        assertThat(stack.status().get(0).alive()).isFalse();
        stack.startBroker(1);
        assertThat(KafkaClients.readCommitted(bootstrap, "kept", 1)).containsExactly("first");

        // At each kill the broker has yet to write the marker of what was just committed. It must do so when it is
        // back.
        for (int kill = 1; kill <= 2; kill++) {
            KafkaClients.sendInTransaction(bootstrap, "kept", "before kill " + kill);
            stack.killBroker(1);
            assertThat(stack.status().get(0).alive()).isFalse();
            stack.startBroker(1);
        }
        assertThat(stack.bootstrapServers()).isEqualTo(bootstrap);
        assertThat(KafkaClients.readCommitted(bootstrap, "kept", 3))
                .containsExactly("first", "before kill 1", "before kill 2");
    }

    @Test
    void shouldKeepSchemasWhenTheRegistryIsStoppedOrKilled() throws Exception {
        String root = stack.registryUrl();
        String id = RegistryCalls.register(root, "kept-value", SCHEMA);
        assertThat(id).matches("\\{\"id\":\\d+}");

        stack.stopRegistry();
        stack.startRegistry();
        assertThat(RegistryCalls.register(root, "kept-value", SCHEMA)).isEqualTo(id);

        String second = RegistryCalls.register(root, "later-value", "\"string\"");
        stack.killRegistry();
        stack.startRegistry();
        assertThat(RegistryCalls.get(root, "/subjects")).contains("kept-value", "later-value");
        assertThat(RegistryCalls.register(root, "later-value", "\"string\"")).isEqualTo(second);
    }

    @Test
    void shouldRefuseASecondStackInTheSameFolder() {
        assertThatThrownBy(() -> LocalStack.start(StackSettings.singleNode(folder), line -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("another stack runs in")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldNameTheTakenPortAndLeaveNothingRunning(@TempDir Path other) throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Ports.loopback(0));
            int port = taken.getLocalPort();
            long before = ProcessHandle.current().children().count();
            assertThatThrownBy(() ->
                            LocalStack.start(StackSettings.singleNode(other).withPorts(port, 0), line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("kafkaPort: port " + port + " on 127.0.0.1 is taken")
                    .hasMessageNotContaining("\n");
            assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        }
    }

    @Test
    void shouldSayWhyABrokerDidNotStart(@TempDir Path other) {
        StackSettings wrong = StackSettings.singleNode(other)
                .withRegistry(false)
                .withBrokerOverrides(Map.of("num.io.threads", "none"));
        assertThatThrownBy(() -> LocalStack.start(wrong, line -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("kafka-1 ended with exit code 1 before it was ready")
                .hasMessageContaining("num.io.threads")
                .hasMessageNotContaining("\n");
    }
}
