package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedStackIT {
    @TempDir
    private Path folder;

    @AfterEach
    void leaveNothing() {
        DetachedStack.down(folder);
    }

    @Test
    void shouldOutliveTheCommandUntilItIsTakenDown() throws Exception {
        runToTheEnd(command("up"));

        DetachedStack.Status status = DetachedStack.status(folder).orElseThrow();
        assertThat(status.running()).isTrue();
        assertThat(status.processes()).extracting(ProcessStatus::name).containsExactly("kafka-1", "registry");
        assertThat(RegistryCalls.get(status.registryUrl(), "/subjects")).isEqualTo("[]");
        KafkaClients.createTopic(status.bootstrapServers(), "t", 1);
        assertThatThrownBy(() -> LocalStack.start(StackSettings.singleNode(folder), line -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("a stack runs in");

        assertThat(DetachedStack.down(folder)).contains(status);
        assertThat(DetachedStack.status(folder)).isEmpty();
        assertThat(status.processes()).noneMatch(process -> Ports.answers(process.port()));
        assertThat(DetachedStack.down(folder)).isEmpty();
    }

    @Test
    void shouldLeaveNothingWhenTheCommandIsKilledBeforeItIsDone() throws IOException {
        try (ChildProcess command = command("up")) {
            command.awaitReady(
                    () -> command.logTail(9).stream().anyMatch(l -> l.startsWith("registry: starting")),
                    Duration.ofSeconds(60));
            List<ProcessHandle> children =
                    ProcessHandle.of(command.pid()).orElseThrow().children().toList();
            assertThat(children).hasSize(2);
            command.kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(DetachedStack.status(folder)).isEmpty();
    }

    private ChildProcess command(String name) {
        return ChildProcess.java(
                name,
                System.getProperty("java.class.path"),
                Up.class.getName(),
                List.of(folder.toString()),
                List.of(),
                Map.of(),
                folder.resolve("command").resolve("up.log"));
    }

    private static void runToTheEnd(ChildProcess command) {
        try (command) {
            assertThat(command.awaitExit(Duration.ofSeconds(120))).isTrue();
            assertThat(command.exitCode())
                    .as(() -> command.logTail(20).toString())
                    .isZero();
        }
    }

    /** The command that starts a stack and ends. */
    static final class Up {
        private Up() {}

        public static void main(String[] args) {
            DetachedStack.up(StackSettings.singleNode(Path.of(args[0])), System.out::println);
        }
    }
}
