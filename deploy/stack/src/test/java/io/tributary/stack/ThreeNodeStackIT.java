package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests on three nodes break them, too; this one has nothing else on them. */
@Tag("long")
class ThreeNodeStackIT {
    @Test
    void shouldServeOnWhenOneOfThreeNodesIsKilled(@TempDir Path folder) throws Exception {
        StackSettings settings = StackSettings.threeNodes(folder).withRegistry(false);
        LocalStack stack = LocalStack.start(settings, line -> {});
        try (stack) {
            String bootstrap = stack.bootstrapServers();
            KafkaClients.createTopic(bootstrap, "replicated", 3);
            KafkaClients.sendInTransaction(bootstrap, "replicated", "all there");
            for (int node = 1; node <= 2; node++) {
                stack.killBroker(node);
                KafkaClients.sendInTransaction(bootstrap, "replicated", "without " + node);
                stack.startBroker(node);
                KafkaClients.awaitInSync(bootstrap, "replicated", 3, Duration.ofSeconds(60));
            }
            assertThat(KafkaClients.readCommitted(bootstrap, "replicated", 3))
                    .containsExactly("all there", "without 1", "without 2");
        }
        assertThat(stack.status()).hasSize(3).noneMatch(ProcessStatus::alive);
    }
}
