package io.tributary.topology.rollup;

import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.GroupMetric;
import io.tributary.metrics.v1.ProgrammeDay;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.DiskStores;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Merchants' closed windows in, programmes' totals out: each row goes to each programme that its merchant was in, or that was charged. */
public final class RollupTopology {
    /** Groups and the rows they were made of, on disk. */
    public static final String STORE = "rollup";

    static final String SOURCE = "conversion-metrics-source";
    static final String DAYS_SOURCE = "merchant-days-source";
    static final String BY_PROGRAMME = "rollup-by-programme";
    /** Name of the internal topic, without application id and "-repartition". */
    public static final String REPARTITION = "rollup-rows";

    /** The same of what merchants know of programmes. */
    public static final String AWARENESS = "rollup-awareness";

    /** The same of who graduates. */
    public static final String DECISIONS = "rollup-decisions";

    /** The same of coupons. */
    public static final String BENEFITS = "rollup-benefits";

    static final String PROCESSOR = "rollup";

    /** Stream time is that of rows: no record of a platform whose clock is wrong makes windows old, and nothing that comes before its rows. */
    private static final TimestampExtractor NO_CLOCK = (record, partitionTime) -> 0;

    private RollupTopology() {}

    /** The topology. */
    public static Topology build(RollupPolicy policy, AvroSerdes serdes) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(DiskStores.named(STORE));
        KStream<String, SpecificRecord> rows = builder.stream(
                        serdes.names().of(Topics.CONVERSION_METRICS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.CONVERSION_METRICS))
                                .withName(SOURCE))
                .flatMap((merchantId, row) -> byProgramme(row), Named.as(BY_PROGRAMME))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(Topics.CONVERSION_METRICS))
                        .withName(REPARTITION))
                .mapValues(row -> row, Named.as("rollup-row"));
        KStream<String, SpecificRecord> standings = builder.stream(
                        serdes.names().of(Topics.MERCHANT_DAYS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.MERCHANT_DAYS))
                                .withName(DAYS_SOURCE))
                .mapValues(day -> day, Named.as("rollup-standing"));
        KStream<String, SpecificRecord> figures = rows.merge(standings, Named.as("rollup-rows-and-standings"))
                .merge(awareness(builder, serdes), Named.as("rollup-rows-and-awareness"))
                .merge(decisions(builder, serdes), Named.as("rollup-rows-and-decisions"))
                .merge(benefits(builder, serdes), Named.as("rollup-inputs"))
                .process(() -> new RollupProcessor(policy), Named.as(PROCESSOR), STORE);
        sink(figures, Topics.PROGRAMME_METRICS, ProgrammeMetric.class, serdes);
        sink(figures, Topics.PROGRAMME_DAYS, ProgrammeDay.class, serdes);
        sink(figures, Topics.GROUP_METRICS, GroupMetric.class, serdes);
        return builder.build();
    }

    /** What merchants know of programmes, and that they applied, by programme. */
    private static KStream<String, SpecificRecord> awareness(StreamsBuilder builder, AvroSerdes serdes) {
        KStream<String, Awareness> told = builder.stream(
                        serdes.names().of(Topics.AWARENESS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.AWARENESS))
                                .withTimestampExtractor(NO_CLOCK)
                                .withName("awareness-source"))
                .flatMap(AwarenessRecords::byProgramme, Named.as("awareness-by-programme"));
        KStream<String, Awareness> applied = builder.stream(
                        serdes.names().of(Topics.MERCHANT_EVENTS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.MERCHANT_EVENTS))
                                .withTimestampExtractor(NO_CLOCK)
                                .withName("merchant-events-source"))
                .flatMap(AwarenessRecords::applied, Named.as("applications-by-programme"));
        return told.merge(applied, Named.as("awareness-and-applications"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(Topics.AWARENESS))
                        .withName(AWARENESS))
                .mapValues(each -> each, Named.as("rollup-awareness-record"));
    }

    /** Who graduates, and which graduates still sell, by programme. */
    private static KStream<String, SpecificRecord> decisions(StreamsBuilder builder, AvroSerdes serdes) {
        return builder.stream(
                        serdes.names().of(Topics.DECISIONS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.DECISIONS))
                                .withTimestampExtractor(NO_CLOCK)
                                .withName("decisions-source"))
                .flatMap((merchantId, made) -> ProgrammeEvents.byProgramme(made), Named.as("decisions-by-programme"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(Topics.DECISIONS))
                        .withName(DECISIONS))
                .mapValues(each -> each, Named.as("rollup-decisions-record"));
    }

    /** What becomes of coupons, by programme. */
    private static KStream<String, SpecificRecord> benefits(StreamsBuilder builder, AvroSerdes serdes) {
        return builder.stream(
                        serdes.names().of(Topics.BENEFITS),
                        Consumed.with(Serdes.String(), serdes.of(Topics.BENEFITS))
                                .withTimestampExtractor(NO_CLOCK)
                                .withName("benefits-source"))
                .flatMap((merchantId, change) -> ProgrammeEvents.byProgramme(change), Named.as("benefits-by-programme"))
                .repartition(Repartitioned.with(Serdes.String(), serdes.of(Topics.BENEFITS))
                        .withName(BENEFITS))
                .mapValues(each -> each, Named.as("rollup-benefits-record"));
    }

    private static <T extends SpecificRecord> void sink(
            KStream<String, SpecificRecord> figures, Topic<T> topic, Class<T> type, AvroSerdes serdes) {
        figures.filter((programmeId, record) -> type.isInstance(record), Named.as(topic.name() + "-only"))
                .mapValues(type::cast, Named.as(topic.name() + "-record"))
                .to(
                        serdes.names().of(topic),
                        Produced.with(Serdes.String(), serdes.of(topic)).withName(topic.name() + "-sink"));
    }

    private static List<KeyValue<String, ConversionMetric>> byProgramme(ConversionMetric row) {
        return RollupRecords.programmes(row).stream()
                .map(programmeId -> KeyValue.pair(programmeId, row))
                .toList();
    }
}
