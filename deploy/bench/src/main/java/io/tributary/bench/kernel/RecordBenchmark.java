package io.tributary.bench.kernel;

import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.ImpressionView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What records cost between bytes and objects, in Confluent's wire format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class RecordBenchmark {
    private static final int KEPT = 1 << 10;
    private static final long MINUTE = 60_000;

    private Deserializer<ImpressionView> impressionViews;
    private Deserializer<Impression> impressionReader;
    private Deserializer<OrderLine> orderReader;
    private Serializer<BoostDirective> directiveWriter;
    private Serializer<ConversionMetric> metricWriter;
    private List<byte[]> impressions;
    private List<byte[]> orders;
    private List<BoostDirective> directives;
    private List<ConversionMetric> metrics;
    private int at;

    /** Records as the merchant topology reads and writes them. */
    @Setup
    public void begin() {
        AvroSerdes serdes = AvroSerdes.inMemory();
        WorkloadSettings settings = WorkloadSettings.standard(1, 1);
        Captured said = new Captured(KEPT);
        LivePartition partition = new LivePartition(settings, said);
        long time = partition.market().firstEvent();
        Events events = new Events(settings, KEPT, time);
        events.plain.forEach(each -> partition.event(each.merchantId(), each.event()));
        partition.beat(time + MINUTE);
        impressions = encoded(
                serdes,
                Topics.IMPRESSIONS,
                events.plain.stream().map(Events.Keyed::event).toList());
        orders = encoded(
                serdes,
                Topics.ORDERS,
                events.orders.stream().map(Events.Keyed::event).toList());
        directives = said.of(Topics.BOOST_DIRECTIVES);
        metrics = said.of(Topics.CONVERSION_METRICS);
        impressionViews = serdes.impressionViews();
        impressionReader = serdes.of(Topics.IMPRESSIONS).deserializer();
        orderReader = serdes.of(Topics.ORDERS).deserializer();
        directiveWriter = serdes.of(Topics.BOOST_DIRECTIVES).serializer();
        metricWriter = serdes.of(Topics.CONVERSION_METRICS).serializer();
    }

    private static <T extends SpecificRecord> List<byte[]> encoded(AvroSerdes serdes, Topic<T> topic, List<T> records) {
        Serializer<T> writer = serdes.of(topic).serializer();
        return records.stream()
                .map(each -> writer.serialize(topic.name(), each))
                .toList();
    }

    /** As the service reads it: what is counted is decoded, texts stay bytes. */
    @Benchmark
    public ImpressionView readImpression() {
        return impressionViews.deserialize(Topics.IMPRESSIONS.name(), impressions.get(next(impressions)));
    }

    /** To the generated record, for comparison. */
    @Benchmark
    public Impression decodeImpression() {
        return impressionReader.deserialize(Topics.IMPRESSIONS.name(), impressions.get(next(impressions)));
    }

    @Benchmark
    public OrderLine decodeOrder() {
        return orderReader.deserialize(Topics.ORDERS.name(), orders.get(next(orders)));
    }

    @Benchmark
    public byte[] encodeDirective() {
        return directiveWriter.serialize(Topics.BOOST_DIRECTIVES.name(), directives.get(next(directives)));
    }

    @Benchmark
    public byte[] encodeMetric() {
        return metricWriter.serialize(Topics.CONVERSION_METRICS.name(), metrics.get(next(metrics)));
    }

    private int next(List<?> from) {
        at = at + 1 < from.size() ? at + 1 : 0;
        return at;
    }
}
