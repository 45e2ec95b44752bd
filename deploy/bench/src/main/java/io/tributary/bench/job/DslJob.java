package io.tributary.bench.job;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The counting part of the job as one would write it with the DSL: a window store against duplicates, an aggregate per merchant
 * on RocksDB with caching, its changes to the topics of metrics and directives. Exactly once, everything else as Kafka Streams
 * sets it. It does less than the merchant topology: no grants, ledger, pacing or beats, which need one state over several inputs.
 */
final class DslJob {
    private static final String SEEN = "seen";
    private static final Duration SPAN = Duration.ofMinutes(10);

    private DslJob() {}

    /** Runs until the process is killed. */
    static void run(JobSettings settings) throws InterruptedException {
        AvroSerdes serdes = AvroSerdes.connect(settings.registryUrl(), Map.of());
        Properties props = new Properties();
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        props.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
        props.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        props.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitMillis());
        StreamsBuilder builder = new StreamsBuilder();
        build(builder, serdes);
        try (KafkaStreams streams = new KafkaStreams(builder.build(), props)) {
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    private static void build(StreamsBuilder builder, AvroSerdes serdes) {
        builder.addStateStore(Stores.windowStoreBuilder(
                Stores.persistentWindowStore(SEEN, SPAN, SPAN, false), Serdes.String(), Serdes.Long()));
        KStream<String, MerchantTotals.Event> impressions = builder.stream(
                        Topics.IMPRESSIONS.name(),
                        Consumed.<String, Impression>with(Serdes.String(), serdes.of(Topics.IMPRESSIONS)))
                .mapValues(MerchantTotals.Event::of);
        KStream<String, MerchantTotals.Event> orders = builder.stream(
                        Topics.ORDERS.name(),
                        Consumed.<String, OrderLine>with(Serdes.String(), serdes.of(Topics.ORDERS)))
                .mapValues(MerchantTotals.Event::of);
        KTable<String, MerchantTotals> totals = impressions
                .merge(orders)
                .processValues(() -> new FirstSeen(SEEN, SPAN), Named.as("first-seen"), SEEN)
                .groupByKey(Grouped.with(Serdes.String(), MerchantTotals.Event.SERDE))
                .aggregate(
                        MerchantTotals::new,
                        (merchantId, event, sums) -> sums.add(event),
                        Materialized.<String, MerchantTotals, KeyValueStore<Bytes, byte[]>>as("totals")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(MerchantTotals.SERDE)
                                .withCachingEnabled());
        KStream<String, MerchantTotals> changes = totals.toStream();
        changes.flatMapValues((merchantId, sums) -> sums.metrics(merchantId))
                .to(
                        Topics.CONVERSION_METRICS.name(),
                        Produced.with(Serdes.String(), serdes.of(Topics.CONVERSION_METRICS)));
        changes.filter((merchantId, sums) -> sums.isDue())
                .mapValues((merchantId, sums) -> sums.directive())
                .to(Topics.BOOST_DIRECTIVES.name(), Produced.with(Serdes.String(), serdes.of(Topics.BOOST_DIRECTIVES)));
    }
}
