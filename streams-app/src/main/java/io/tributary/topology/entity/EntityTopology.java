package io.tributary.topology.entity;

import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.KeyDeserializer;
import io.tributary.topology.DiskStores;
import io.tributary.topology.Names;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Shops' reports in, keyed by the legal entity that they belong to, and its answers to them out, keyed by merchant: the shops of one owner
 * live in whatever merchant partitions, and meet here.
 */
public final class EntityTopology {
    /** Legal entities, on disk. */
    public static final String STORE = "entities";

    static final String PROCESSOR = "entity-processor";
    static final String SINK = "entity-shares-sink";

    private EntityTopology() {}

    /** The topology. */
    public static Topology build(AvroSerdes serdes) {
        Topology topology = new Topology();
        String source = Names.source(Topics.ENTITY_SHOPS);
        topology.addSource(
                source,
                KeyDeserializer.of(Topics.ENTITY_SHOPS),
                serdes.of(Topics.ENTITY_SHOPS).deserializer(),
                serdes.names().of(Topics.ENTITY_SHOPS));
        topology.addProcessor(PROCESSOR, EntityProcessor::new, source);
        topology.addStateStore(DiskStores.named(STORE), PROCESSOR);
        topology.addSink(
                SINK,
                serdes.names().of(Topics.ENTITY_SHARES),
                new StringSerializer(),
                serdes.of(Topics.ENTITY_SHARES).serializer(),
                PROCESSOR);
        return topology;
    }
}
