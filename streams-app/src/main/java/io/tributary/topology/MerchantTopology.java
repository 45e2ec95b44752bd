package io.tributary.topology;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.TaskState;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.store.LiveStoreBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Impressions, orders, profiles and beats in; directives, metrics, entitlements, ledger and reports out. All sources are
 * keyed by merchant and partitioned alike, so nothing is repartitioned; one processor holds one live object a merchant.
 */
public final class MerchantTopology {
    /** Idle merchants a task keeps in memory. */
    private static final int MAX_IDLE_MERCHANTS = 100_000;

    private MerchantTopology() {}

    public static Topology build(MerchantPolicy policy, AvroSerdes serdes, TopologyObserver observer) {
        Topology topology = new Topology();
        source(topology, Names.IMPRESSION_SOURCE, Topics.IMPRESSIONS, serdes);
        source(topology, Names.ORDER_SOURCE, Topics.ORDERS, serdes);
        source(topology, Names.PROFILE_SOURCE, Topics.MERCHANTS, serdes);
        source(topology, Names.BEAT_SOURCE, Topics.BEATS, serdes);
        topology.addProcessor(
                Names.MERCHANT_PROCESSOR,
                () -> new MerchantProcessor(policy, observer),
                Names.IMPRESSION_SOURCE,
                Names.ORDER_SOURCE,
                Names.PROFILE_SOURCE,
                Names.BEAT_SOURCE);
        topology.addStateStore(
                new LiveStoreBuilder<MerchantState>(Names.MERCHANT_STORE, MerchantCodec::new, MAX_IDLE_MERCHANTS),
                Names.MERCHANT_PROCESSOR);
        topology.addStateStore(
                new LiveStoreBuilder<TaskState>(Names.TASK_STORE, TaskCodec::new, 1), Names.MERCHANT_PROCESSOR);
        topology.addStateStore(orders(), Names.MERCHANT_PROCESSOR);
        sink(topology, Names.DIRECTIVE_SINK, Topics.BOOST_DIRECTIVES, serdes);
        sink(topology, Names.METRIC_SINK, Topics.CONVERSION_METRICS, serdes);
        sink(topology, Names.ENTITLEMENT_SINK, Topics.ENTITLEMENTS, serdes);
        sink(topology, Names.LEDGER_SINK, Topics.LEDGER, serdes);
        sink(topology, Names.REPORT_SINK, Topics.POOL_REPORTS, serdes);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> orders() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.ORDER_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    private static <T extends SpecificRecord> void source(
            Topology topology, String name, Topic<T> topic, AvroSerdes serdes) {
        Deserializer<T> values = serdes.of(topic).deserializer();
        topology.addSource(AutoOffsetReset.earliest(), name, new StringDeserializer(), values, topic.name());
    }

    private static <T extends SpecificRecord> void sink(
            Topology topology, String name, Topic<T> topic, AvroSerdes serdes) {
        topology.addSink(
                name, topic.name(), new StringSerializer(), serdes.of(topic).serializer(), Names.MERCHANT_PROCESSOR);
    }
}
