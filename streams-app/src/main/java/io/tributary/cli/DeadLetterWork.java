package io.tributary.cli;

import io.tributary.app.run.DeadLetters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Closes dead letters: what is resent is in one transaction with the note that it was, so that neither a crash in between nor a second
 * run sends it twice. Whoever begins ends what another run of the same command has begun, and must read the topic only then.
 */
final class DeadLetterWork implements AutoCloseable {
    private static final int A_TRANSACTION = 500;
    private static final int BYTES_A_TRANSACTION = 8_000_000;

    private final SettingsOptions.Connection connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private int bytes;

    DeadLetterWork(SettingsOptions.Connection connection) {
        this.connection = connection;
        int patience = Kafka.patience(connection.client());
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, DeadLetters.transactionalId(connection.applications()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, patience / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw Kafka.unreachable(connection.settings(), e);
        }
    }

    /** Writes these records together. They are committed with those of other dead letters, at the latest by {@link #commit()}. */
    void add(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            if (sent.isEmpty()) {
                producer.beginTransaction();
            }
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
                bytes += record.value() == null ? 0 : record.value().length;
            }
        } catch (KafkaException e) {
            throw failed(e);
        }
        if (sent.size() >= A_TRANSACTION || bytes >= BYTES_A_TRANSACTION) {
            commit();
        }
    }

    /** Commits what was added. */
    void commit() {
        if (sent.isEmpty()) {
            return;
        }
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            producer.commitTransaction();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted: run the command again, what was done is not done twice", e);
        }
        sent.clear();
        bytes = 0;
    }

    private CliError failed(Throwable cause) {
        return cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException
                ? new CliError(
                        "somebody else has begun the same: wait for it to end, then run the command again", cause)
                : Kafka.unreachable(connection.settings(), cause);
    }

    /** Gives up what was not committed. */
    @Override
    public void close() {
        producer.close();
    }
}
