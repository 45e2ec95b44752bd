package io.tributary.topology.experiment;

import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.KeyDeserializer;
import io.tributary.topology.DiskStores;
import io.tributary.topology.Names;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * What merchant tasks count by bucket in, and pages served; what support caused out. One partition, one task: a programme is compared with all
 * merchants, whose sums are in the same place.
 */
public final class ExperimentTopology {
    /** Sums by day and what was published, on disk. */
    public static final String STORE = "experiment";

    static final String PROCESSOR = "experiment-processor";
    static final String SINK = "uplift-sink";

    private ExperimentTopology() {}

    /** All topics that it reads. */
    public static List<Topic<? extends SpecificRecord>> inputs() {
        return List.of(Topics.BUCKET_SUMS, Topics.REQUESTS);
    }

    /** The topology. */
    public static Topology build(ExperimentPolicy policy, AvroSerdes serdes) {
        Topology topology = new Topology();
        for (Topic<? extends SpecificRecord> input : inputs()) {
            topology.addSource(
                    Names.source(input),
                    KeyDeserializer.of(input),
                    serdes.of(input).deserializer(),
                    serdes.names().of(input));
        }
        topology.addProcessor(
                PROCESSOR,
                () -> new ExperimentProcessor(policy),
                inputs().stream().map(Names::source).toArray(String[]::new));
        topology.addStateStore(DiskStores.named(STORE), PROCESSOR);
        topology.addSink(
                SINK,
                serdes.names().of(Topics.UPLIFT),
                new StringSerializer(),
                serdes.of(Topics.UPLIFT).serializer(),
                PROCESSOR);
        return topology;
    }
}
