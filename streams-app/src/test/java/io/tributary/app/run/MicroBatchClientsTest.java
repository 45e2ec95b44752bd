package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.inputs.PositionTrail;
import io.tributary.topology.batch.MicroBatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class MicroBatchClientsTest {
    private static final String NOBODY = "127.0.0.1:1";

    private final MicroBatchClients supplier = new MicroBatchClients(
            new MicroBatcher(Set.of("a"), 1_000), new PositionTrail("positions"), ClientObservers.NONE);

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

    @Test
    void shouldGiveMicroBatchesAndThrowWhatTheConsumerThrows() {
        TopicPartition busy = new TopicPartition("a", 0);
        MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
        broker.assign(List.of(busy));
        broker.updateBeginningOffsets(Map.of(busy, 0L));
        broker.addRecord(new ConsumerRecord<>("a", 0, 0, new byte[1], new byte[1]));
        broker.addRecord(new ConsumerRecord<>("a", 0, 1, new byte[1], new byte[1]));
        Consumer<byte[], byte[]> consumer =
                MicroBatchClients.microBatching(broker, new MicroBatcher(Set.of("a"), 1_000));

        assertThat(consumer.poll(Duration.ZERO).records(busy)).hasSize(1);
        assertThat(consumer.position(busy)).isEqualTo(2);
        consumer.wakeup();
        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
    }
}
