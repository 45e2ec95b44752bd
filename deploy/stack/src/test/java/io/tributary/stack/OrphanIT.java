package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIT {
    @Test
    void shouldLeaveNoOrphanWhenTheParentIsKilled(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("parent.log");
        try (ChildProcess parent = ChildProcess.java(
                "parent",
                System.getProperty("java.class.path"),
                StackParent.class.getName(),
                List.of(folder.resolve("stack").toString()),
                List.of(),
                Map.of(),
                log)) {
            parent.awaitReady(() -> parent.logTail(1).contains("up"), Duration.ofSeconds(60));
            List<ProcessHandle> children =
                    ProcessHandle.of(parent.pid()).orElseThrow().children().toList();
            assertThat(children).as(Files.readString(log)).hasSize(2).allMatch(ProcessHandle::isAlive);

            parent.kill();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    /** A program that uses the stack and never closes it. */
    static final class StackParent {
        private StackParent() {}

        public static void main(String[] args) throws InterruptedException {
            LocalStack stack = LocalStack.start(StackSettings.singleNode(Path.of(args[0])), System.out::println);
            System.out.println("up");
            synchronized (stack) {
                stack.wait();
            }
        }
    }
}
