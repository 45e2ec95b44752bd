package io.tributary.cli;

import io.tributary.app.config.ConnectionSettings;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.schemas.TopicNames;
import io.tributary.text.ErrorText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain clients for commands: they give up soon, and say what is wrong. */
final class Kafka {
    private static final int PATIENCE_MS = 10_000;
    private static final String PATIENCE = AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG;

    private Kafka() {}

    static Admin admin(ConnectionSettings connection) {
        try {
            return Admin.create(client(connection));
        } catch (KafkaException e) {
            throw unreachable(connection, e);
        }
    }

    /**
     * Properties of a command's clients: they wait for the brokers so long as {@link #patience} says. One request takes half of that, since an
     * administrative client refuses to be made where a request may take longer than the whole.
     */
    static Map<String, Object> client(ConnectionSettings connection) {
        Map<String, Object> client = new HashMap<>(StreamsConfigs.client(connection));
        int patience = patience(client);
        client.put(PATIENCE, patience);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, patience / 2));
        return client;
    }

    /** Milliseconds a command waits for the brokers, unless kafka.default.api.timeout.ms says otherwise. */
    static int patience(Map<String, Object> client) {
        Object given = client.get(PATIENCE);
        try {
            return given == null ? PATIENCE_MS : Integer.parseInt(given.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("kafka." + PATIENCE + " is '" + given + "': must be milliseconds", e);
        }
    }

    static List<PartitionInfo> partitions(Consumer<?, ?> consumer, TopicNames names, String topic) {
        List<PartitionInfo> infos;
        try {
            infos = consumer.partitionsFor(topic); // As long as default.api.timeout.ms says.
        } catch (TimeoutException e) {
            throw new CliError(
                    "Kafka did not answer in time (" + ErrorText.of(e)
                            + "): start the brokers or correct --bootstrap-servers",
                    e);
        }
        if (infos == null || infos.isEmpty()) {
            String remedy =
                    names.byName(topic).isPresent() ? "create it with `tributary topics apply`" : "check its name";
            throw new CliError("topic " + topic + " does not exist: " + remedy);
        }
        return infos;
    }

    /** Writes the record and waits until it is safe; a null value is a tombstone. */
    static <T> void send(
            SettingsOptions.Connection connection, Serializer<T> serializer, List<ProducerRecord<String, T>> records) {
        send(connection, serializer, records, null);
    }

    /** The same in one transaction: whoever reads committed records gets all or none. */
    static <T> void sendTogether(
            SettingsOptions.Connection connection, Serializer<T> serializer, List<ProducerRecord<String, T>> records) {
        // The same id for all who publish: one at a time. It begins as those of the service do, so that one ACL takes
        // them all.
        send(connection, serializer, records, records.size() > 1 ? connection.applications() + "-apply" : null);
    }

    /** @param transaction its id, or null for none */
    private static <T> void send(
            SettingsOptions.Connection connection,
            Serializer<T> serializer,
            List<ProducerRecord<String, T>> records,
            String transaction) {
        int patience = patience(connection.client());
        Map<String, Object> config = new HashMap<>(connection.client());
        if (transaction != null) {
            config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transaction);
        }
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, patience / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaProducer<String, T> producer = new KafkaProducer<>(config, new StringSerializer(), serializer)) {
            if (transaction != null) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> future : sent) {
                future.get();
            }
            if (transaction != null) {
                producer.commitTransaction();
            }
        } catch (ExecutionException e) {
            throw unreachable(connection.settings(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted before everything was written: run the command again", e);
        }
    }

    static CliError unreachable(ConnectionSettings connection, Throwable cause) {
        return new CliError(
                "Kafka at " + connection.bootstrapServers() + ": " + ErrorText.of(cause)
                        + "; start the brokers or correct --bootstrap-servers, missing topics come with `tributary topics apply`",
                cause);
    }
}
