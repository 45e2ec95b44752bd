package io.tributary.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.inputs.PositionTrail;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class BundlingSupplierTest {
    private static final String NOBODY = "127.0.0.1:1";

    private final BundlingSupplier supplier =
            new BundlingSupplier(new Bundler(Set.of("a"), 1_000), new PositionTrail("positions"));

    @Test
    void shouldLeaveFlushingToCommitsInTransactionsOnly() {
        Producer<byte[], byte[]> transactional = supplier.getProducer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "thread-1"));
        Producer<byte[], byte[]> plain = supplier.getProducer(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, NOBODY));
        try {
            assertThat(transactional).isInstanceOf(TransactionalProducer.class);
            assertThat(plain).isNotInstanceOf(TransactionalProducer.class);
        } finally {
            transactional.close(Duration.ZERO);
            plain.close(Duration.ZERO);
        }
    }
}
