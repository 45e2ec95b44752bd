package io.tributary.topology.pool;

import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.KeyDeserializer;
import io.tributary.topology.Names;
import io.tributary.topology.TopologyObserver;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Programmes, lists, controls and the merchant tasks' reports in, beats and pacing figures out. All sources have one
 * partition, so there is one task, and its order is the order of the rules.
 */
public final class PoolTopology {
    /** Everything the pool knows. In memory (it is small), with a changelog. */
    public static final String STORE = "pool";

    static final String PROCESSOR = "pool";
    static final String BEATS_SINK = "beats-sink";
    static final String METRICS_SINK = "programme-metrics-sink";
    /** For brokers to put their time on what comes here. */
    static final String CONTROLS_SINK = "controls-sink";

    private PoolTopology() {}

    /**
     * The topology.
     *
     * @param brokers what the pool compares its wall clock with
     */
    public static Topology build(PoolPolicy policy, AvroSerdes serdes, TopologyObserver observer, BrokerClock brokers) {
        Topology topology = new Topology();
        String[] sources = {
            source(topology, serdes, Topics.PROGRAMMES),
            source(topology, serdes, Topics.REFERENCE_LISTS),
            source(topology, serdes, Topics.CONTROLS),
            source(topology, serdes, Topics.POOL_REPORTS)
        };
        topology.addProcessor(PROCESSOR, () -> new PoolProcessor(policy, observer, serdes.names(), brokers), sources);
        topology.addStateStore(store(), PROCESSOR);
        topology.addSink(
                BEATS_SINK,
                serdes.names().of(Topics.BEATS),
                new StringSerializer(),
                serdes.of(Topics.BEATS).serializer(),
                new EveryPartition(),
                PROCESSOR);
        topology.addSink(
                METRICS_SINK,
                serdes.names().of(Topics.PROGRAMME_METRICS),
                new StringSerializer(),
                serdes.of(Topics.PROGRAMME_METRICS).serializer(),
                PROCESSOR);
        topology.addSink(
                CONTROLS_SINK,
                serdes.names().of(Topics.CONTROLS),
                new StringSerializer(),
                serdes.of(Topics.CONTROLS).serializer(),
                PROCESSOR);
        return topology;
    }

    private static String source(Topology topology, AvroSerdes serdes, Topic<? extends SpecificRecord> topic) {
        String name = Names.source(topic);
        topology.addSource(
                name,
                KeyDeserializer.of(topic),
                serdes.of(topic).deserializer(),
                serdes.names().of(topic));
        return name;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    /** A beat is for every merchant task. */
    static final class EveryPartition implements StreamPartitioner<String, Beat> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, Beat beat, int numPartitions) {
            return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
        }
    }
}
