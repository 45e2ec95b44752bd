package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedStackIT {
    @Test
    void shouldBeReachedByTheLinksOfAClientAlone(@TempDir Path folder) throws Exception {
        StackSettings settings =
                StackSettings.singleNode(folder).withRegistry(false).withLinked(List.of("a", "b"));
        try (LocalStack stack = LocalStack.start(settings, line -> {})) {
            Links a = stack.links("a").orElseThrow();
            Links b = stack.links("b").orElseThrow();
            assertThat(stack.links("c")).isEmpty();
            assertThat(List.of(a.bootstrapServers(), b.bootstrapServers(), stack.bootstrapServers()))
                    .doesNotHaveDuplicates();
            KafkaClients.createTopic(a.bootstrapServers(), "linked", 1);
            KafkaClients.sendInTransaction(a.bootstrapServers(), "linked", "by a");

            // Whoever came by one link does not go by others: with all of them cut it is still served.
            a.cut();
            KafkaClients.sendInTransaction(b.bootstrapServers(), "linked", "by b");
            b.cut(1);
            KafkaClients.sendInTransaction(stack.bootstrapServers(), "linked", "as everybody does");
            a.mend();

            assertThat(KafkaClients.readCommitted(a.bootstrapServers(), "linked", 3))
                    .containsExactly("by a", "by b", "as everybody does");
        }
    }
}
