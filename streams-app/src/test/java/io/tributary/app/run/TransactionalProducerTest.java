package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.junit.jupiter.api.Test;

class TransactionalProducerTest {
    @Test
    void shouldTellWhatIsLostFromWhatIsOurs() {
        for (RuntimeException lost : List.of(
                new InvalidTxnStateException("aborted by the coordinator"),
                new KafkaException("in an error state", new InvalidTxnStateException("x")),
                new KafkaException("in an error state", new TimeoutException("expired")),
                new ProducerFencedException("x"),
                new TransactionAbortableException("x"),
                new UnknownProducerIdException("x"),
                new CommitFailedException(),
                new IllegalStateException("invalid transition"))) {
            assertThat(TransactionalProducer.isLost(lost)).as(lost.toString()).isTrue();
        }
        for (RuntimeException not : List.of(
                new TimeoutException("Streams tries it again"),
                new RecordTooLargeException("x"),
                new KafkaException("in an error state", new RecordTooLargeException("x")),
                new TopicAuthorizationException("x"),
                new NullPointerException())) {
            assertThat(TransactionalProducer.isLost(not)).as(not.toString()).isFalse();
        }
    }

    @Test
    void shouldTellARecordsCallbackOfAnOldEpochForALostTransaction() {
        assertThat(TransactionalProducer.told(new InvalidTxnStateException("x")))
                .isInstanceOf(InvalidProducerEpochException.class);
        for (Exception same : new Exception[] {
            null, new TimeoutException("x"), new TransactionAbortedException("x"), new RecordTooLargeException("x")
        }) {
            assertThat(TransactionalProducer.told(same)).isSameAs(same);
        }
    }
}
