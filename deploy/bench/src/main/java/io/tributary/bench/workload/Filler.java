package io.tributary.bench.workload;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes a workload to the brokers, each record stamped with its event time. Confined to one thread. */
public final class Filler implements AutoCloseable {
    private static final int SAY_EVERY = 500_000;

    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<Impression> impressions;
    private final Serializer<OrderLine> orders;
    private final Serializer<MerchantProfile> profiles;
    private final Serializer<Beat> beats;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public Filler(String bootstrapServers, AvroSerdes serdes) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 67_108_864L);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        this.impressions = serdes.of(Topics.IMPRESSIONS).serializer();
        this.orders = serdes.of(Topics.ORDERS).serializer();
        this.profiles = serdes.of(Topics.MERCHANTS).serializer();
        this.beats = serdes.of(Topics.BEATS).serializer();
    }

    /**
     * Writes profiles and events. Beats are not among them: they come while a job runs.
     *
     * @param progress receives the number of events sent now and then
     * @return what every job has to count
     */
    public Expected fill(WorkloadSettings settings, LongConsumer progress) {
        Market market = new Market(settings);
        for (int rank = 0; rank < settings.merchants(); rank++) {
            profile(market.profile(rank));
        }
        Workload workload = new Workload(settings);
        long[] sent = new long[1];
        workload.sendAll(new Workload.Sink() {
            @Override
            public void impression(String merchantId, Impression impression) {
                Filler.this.impression(merchantId, impression);
                count();
            }

            @Override
            public void order(String merchantId, OrderLine order) {
                Filler.this.order(merchantId, order);
                count();
            }

            private void count() {
                if (++sent[0] % SAY_EVERY == 0) {
                    progress.accept(sent[0]);
                }
            }
        });
        flush();
        return workload.expected();
    }

    public void profile(MerchantProfile profile) {
        send(Topics.MERCHANTS, profiles, null, profile.getMerchantId(), profile, profile.getUpdatedAt());
    }

    /** One copy to each partition. */
    public void beat(Beat beat, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            send(Topics.BEATS, beats, partition, "beat", beat, beat.getTime());
        }
    }

    public void impression(String merchantId, Impression impression) {
        send(Topics.IMPRESSIONS, impressions, null, merchantId, impression, impression.getTime());
    }

    public void order(String merchantId, OrderLine order) {
        send(Topics.ORDERS, orders, null, merchantId, order, order.getTime());
    }

    /** Returns when everything sent is on the brokers. */
    public void flush() {
        producer.flush();
        Exception cause = failure.get();
        if (cause != null) {
            throw new KafkaException("the broker refused a record: " + cause.getMessage(), cause);
        }
    }

    private <T extends SpecificRecord> void send(
            Topic<T> topic, Serializer<T> serializer, Integer partition, String key, T value, long time) {
        byte[] bytes = serializer.serialize(topic.name(), value);
        // The callback tells of failure; nobody waits for the future.
        var unused =
                producer.send(new ProducerRecord<>(topic.name(), partition, time, key, bytes), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
