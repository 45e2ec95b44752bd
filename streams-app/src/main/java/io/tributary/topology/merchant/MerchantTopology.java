package io.tributary.topology.merchant;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.KeyDeserializer;
import io.tributary.store.live.TaskStoreBuilder;
import io.tributary.topology.Names;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.batch.MicroBatchDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Impressions, orders, profiles and beats in; directives, metrics, entitlements, decisions, ledger and reports out, and what owners are told. All sources are
 * keyed by merchant and partitioned alike, so nothing is repartitioned; one processor holds one live object a merchant.
 */
public final class MerchantTopology {
    private MerchantTopology() {}

    /** All topics that it reads. */
    public static List<Topic<? extends SpecificRecord>> inputs() {
        List<Topic<? extends SpecificRecord>> topics = new ArrayList<>();
        MerchantInputs.ALL.forEach(input -> topics.add(input.topic()));
        topics.add(Topics.BEATS);
        return List.copyOf(topics);
    }

    /** Topics whose records may come in micro-batches: those that are busy. */
    public static Set<String> microBatched(TopicNames names) {
        return MerchantInputs.ALL.stream()
                .filter(MerchantInput::isBusy)
                .map(input -> names.of(input.topic()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param letters makes the writer of dead letters of a task, from the application's configuration
     */
    public static Topology build(
            MerchantPolicy policy,
            TaskLayout layout,
            AvroSerdes serdes,
            TopologyObserver observer,
            Function<Map<String, Object>, ? extends DeadLetterWriter> letters) {
        Commits commits = new Commits(layout.commitIntervalMillis());
        MerchantProcessor.Input input = new MerchantProcessor.Input(serdes.names(), layout.partitions());
        return build(serdes, () -> new MerchantProcessor(policy, observer, letters, commits, input));
    }

    static Topology build(AvroSerdes serdes, ProcessorSupplier<String, Object, Object, Object> processors) {
        Topology topology = new Topology();
        List<String> sources = new ArrayList<>();
        for (MerchantInput<?> input : MerchantInputs.ALL) {
            sources.add(source(topology, serdes.names(), input.topic(), values(input, serdes)));
        }
        sources.add(source(
                topology, serdes.names(), Topics.BEATS, serdes.of(Topics.BEATS).deserializer()));
        topology.addProcessor(Names.MERCHANT_PROCESSOR, processors, sources.toArray(String[]::new));
        topology.addStateStore(new TaskStoreBuilder(Names.TASK_STORE), Names.MERCHANT_PROCESSOR);
        sink(topology, Names.DIRECTIVE_SINK, Topics.BOOST_DIRECTIVES, serdes);
        sink(topology, Names.METRIC_SINK, Topics.CONVERSION_METRICS, serdes);
        sink(topology, Names.ENTITLEMENT_SINK, Topics.ENTITLEMENTS, serdes);
        sink(topology, Names.DECISION_SINK, Topics.DECISIONS, serdes);
        sink(topology, Names.LEDGER_SINK, Topics.LEDGER, serdes);
        sink(topology, Names.BENEFIT_SINK, Topics.BENEFITS, serdes);
        sink(topology, Names.REPORT_SINK, Topics.POOL_REPORTS, serdes);
        sink(topology, Names.SHOP_SINK, Topics.ENTITY_SHOPS, serdes);
        sink(topology, Names.BUCKET_SINK, Topics.BUCKET_SUMS, serdes);
        sink(topology, Names.DAY_SINK, Topics.MERCHANT_DAYS, serdes);
        topology.addSink(
                Names.DEAD_LETTER_SINK,
                serdes.names().of(Topics.DEAD_LETTERS),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Names.MERCHANT_PROCESSOR);
        return topology;
    }

    private static Deserializer<?> values(MerchantInput<?> input, AvroSerdes serdes) {
        Deserializer<?> single = serdes.of(input.topic()).deserializer();
        if (!input.isBusy()) {
            return single;
        }
        // Nobody keeps an impression's record: a view of its bytes is enough for all of a micro-batch.
        return input.topic() == Topics.IMPRESSIONS
                ? new MicroBatchDeserializer<>(single, serdes.impressionViews())
                : new MicroBatchDeserializer<>(single);
    }

    private static String source(Topology topology, TopicNames names, Topic<?> topic, Deserializer<?> values) {
        String name = Names.source(topic);
        topology.addSource(name, KeyDeserializer.of(topic), values, names.of(topic));
        return name;
    }

    private static <T extends SpecificRecord> void sink(
            Topology topology, String name, Topic<T> topic, AvroSerdes serdes) {
        topology.addSink(
                name,
                serdes.names().of(topic),
                new StringSerializer(),
                serdes.of(topic).serializer(),
                Names.MERCHANT_PROCESSOR);
    }
}
