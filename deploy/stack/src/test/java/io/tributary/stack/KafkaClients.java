package io.tributary.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What a test says to a broker. */
final class KafkaClients {
    private static final int SECONDS = 30;

    private KafkaClients() {}

    static void createTopic(String bootstrap, String topic, int copies) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) copies)))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Waits until every partition of the topic, and of Kafka's own, has all its replicas again. */
    static void awaitInSync(String bootstrap, String topic, int copies, Duration limit) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Awaitility.await()
                    .atMost(limit)
                    .until(() -> admin
                            .describeTopics(List.of(topic, "__transaction_state"))
                            .allTopicNames()
                            .get(SECONDS, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(description -> description.partitions().stream())
                            .allMatch(partition -> partition.isr().size() == copies));
        }
    }

    /** One transaction: the transaction coordinator and its log must work too. */
    static void sendInTransaction(String bootstrap, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", "t", "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, "key", value));
            producer.commitTransaction();
            sent.get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Through a consumer group: the group coordinator and its offsets must work too. */
    static List<String> readCommitted(String bootstrap, String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "reader-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
            return values;
        }
    }
}
