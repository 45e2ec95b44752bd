package io.tributary.app.run;

import io.tributary.inputs.PositionProducer;
import io.tributary.inputs.PositionTrail;
import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.text.LogEvents;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer of transactions as Streams should see it.
 *
 * <p>A transaction that is lost is told as an old epoch. Streams knows three of the ways in which brokers that stall take a transaction
 * away, and gives the tasks up and takes them again, with a new producer; all others, an invalid state of the transaction among them,
 * would end its thread. What they mean is the same.
 *
 * <p>It may leave flushing to its transactions' commits. Streams flushes for each task before it commits them all in one transaction, and
 * a commit flushes anyway: so a thread would wait for the brokers once for each of its tasks, one after the other, before it waits for the
 * commit, and nothing of the next task's would be on its way meanwhile. A record that could not be sent then fails the commit, and with it
 * the thread's tasks, which go on from the last one.
 */
final class TransactionalProducer extends PositionProducer {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalProducer.class);

    /** Null for none. */
    private final RecordTraces traces;
    /** Null for none. */
    private final ClockSkew clock;

    private final boolean flushing;
    /** Whose offsets are in the open transaction; empty where nobody follows records. */
    private final Set<TopicPartition> handedOver = new HashSet<>();

    /**
     * @param trail of the positions that it writes with its commits
     * @param flushing whether a flush is one
     */
    TransactionalProducer(
            Map<String, Object> config, PositionTrail trail, ClientObservers observers, boolean flushing) {
        super(config, trail);
        this.traces = observers.traces();
        this.clock = observers.clock();
        this.flushing = flushing;
    }

    @Override
    public void flush() {
        if (flushing) {
            super.flush();
        }
    }

    @Override
    public void beginTransaction() {
        telling("begin", super::beginTransaction);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        if (traces != null) {
            traces.processed(offsets);
            handedOver.addAll(offsets.keySet());
        }
        telling("add offsets to", () -> super.sendOffsetsToTransaction(offsets, groupMetadata));
    }

    @Override
    public void commitTransaction() {
        telling("commit", super::commitTransaction);
        if (traces != null) {
            traces.committed(handedOver);
            handedOver.clear();
        }
    }

    @Override
    public void abortTransaction() {
        handedOver.clear();
        telling("abort", super::abortTransaction);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        Callback telling = callback == null ? null : (sent, error) -> callback.onCompletion(sent, told(error));
        boolean tellsTime = clock != null && clock.tells(record);
        try {
            return super.send(record, tellsTime ? clock.listening(record, telling) : telling);
        } catch (RuntimeException e) {
            // Streams looks at the cause of what a send throws.
            throw isLost(e) ? new KafkaException("cannot send: " + e.getMessage(), lost("send in", e)) : e;
        }
    }

    private static void telling(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw isLost(e) ? lost(what, e) : e;
        }
    }

    /** What a record that was not sent is told with. An aborted transaction is known to be one, and not worth a word. */
    static Exception told(Exception error) {
        boolean known =
                error == null || error instanceof RetriableException || error instanceof TransactionAbortedException;
        return !known && Fault.of(error) == Fault.TRANSACTION_LOST ? lost("send in", error) : error;
    }

    /**
     * Whether the transaction cannot be saved. A client that is asked for something out of its order has lost count in the trouble before.
     * What Streams itself tries again is not: it is retriable, and was not wrapped by an error before.
     */
    static boolean isLost(RuntimeException error) {
        return !(error instanceof RetriableException)
                && (error instanceof IllegalStateException || Fault.of(error).reaction() == Reaction.ABORT);
    }

    private static InvalidProducerEpochException lost(String what, Exception error) {
        LOG.warn(
                LogEvents.TRANSACTION_LOST,
                "Cannot {} a transaction, which is given up; its records are read again: {}",
                what,
                error.toString());
        InvalidProducerEpochException told =
                new InvalidProducerEpochException("cannot " + what + " a transaction: " + error.getMessage());
        told.initCause(error);
        return told;
    }
}
