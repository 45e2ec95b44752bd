package io.tributary.topology.rollup;

import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Merchants' closed windows in, programmes' totals out: each row goes to each programme that its merchant was in, or that was charged. */
public final class RollupTopology {
    /** Groups and the rows they were made of, on disk. */
    public static final String STORE = "rollup";

    static final String SOURCE = "conversion-metrics-source";
    static final String BY_PROGRAMME = "rollup-by-programme";
    /** Name of the internal topic, without application id and "-repartition". */
    public static final String REPARTITION = "rollup-rows";

    static final String PROCESSOR = "rollup";
    static final String SINK = "programme-metrics-sink";

    private RollupTopology() {}

    /** The topology. */
    public static Topology build(RollupPolicy policy, AvroSerdes serdes) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store());
        Serde<ConversionMetric> rows = serdes.of(Topics.CONVERSION_METRICS);
        builder.stream(
                        serdes.names().of(Topics.CONVERSION_METRICS),
                        Consumed.with(Serdes.String(), rows).withName(SOURCE))
                .flatMap((merchantId, row) -> byProgramme(row), Named.as(BY_PROGRAMME))
                .repartition(Repartitioned.with(Serdes.String(), rows).withName(REPARTITION))
                .process(() -> new RollupProcessor(policy), Named.as(PROCESSOR), STORE)
                .to(
                        serdes.names().of(Topics.PROGRAMME_METRICS),
                        Produced.with(Serdes.String(), serdes.of(Topics.PROGRAMME_METRICS))
                                .withName(SINK));
        return builder.build();
    }

    private static List<KeyValue<String, ConversionMetric>> byProgramme(ConversionMetric row) {
        return RollupRecords.programmes(row).stream()
                .map(programmeId -> KeyValue.pair(programmeId, row))
                .toList();
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }
}
