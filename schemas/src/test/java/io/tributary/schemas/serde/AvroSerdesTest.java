package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.PublishedSchema;
import io.tributary.schemas.Samples;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final AvroSerdes serdes = AvroSerdes.using(registry);

    static Stream<Arguments> topicsWithSchema() {
        return Topics.all().stream().filter(Topic::hasSchema).map(topic -> argumentSet(topic.name(), topic));
    }

    @ParameterizedTest
    @MethodSource("topicsWithSchema")
    <T extends SpecificRecord> void shouldReadWhatItWrote(Topic<T> topic) {
        Serde<T> serde = serdes.of(topic);
        for (int seed = 0; seed < 200; seed++) {
            T value = Samples.of(topic, seed);
            byte[] bytes = serde.serializer().serialize(topic.name(), value);
            T read = serde.deserializer().deserialize(topic.name(), bytes);
            assertThat(read).isEqualTo(value).isExactlyInstanceOf(topic.valueType());
            assertThat(serdes.any().deserialize(topic.name(), bytes)).isEqualTo(value);
        }
    }

    @Test
    void shouldWriteConfluentsWireFormat() throws Exception {
        Serde<Impression> serde = serdes.of(Topics.IMPRESSIONS);
        byte[] bytes = serde.serializer().serialize("impressions", Samples.of(Topics.IMPRESSIONS, 1));
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        assertThat(wire.get()).isZero();
        assertThat(wire.getInt())
                .isEqualTo(registry.getLatestSchemaMetadata("impressions-value").getId());
    }

    /** Impressions of this version are read by hand-written code: whoever changes the schema must change it, too. */
    @Test
    void shouldReadImpressionsAsAvrosGeneralReaderDoes() throws Exception {
        Schema writer = PublishedSchema.of(Topics.IMPRESSIONS).rawSchema();
        assertThat(ImpressionReader.reads(writer)).isTrue();
        assertThat(ImpressionReader.reads(Topics.ORDERS.schema())).isFalse();
        SpecificDatumReader<Impression> general =
                new SpecificDatumReader<>(writer, Impression.getClassSchema(), ContractModel.get());
        for (int seed = 0; seed < 500; seed++) {
            byte[] bytes = serdes.of(Topics.IMPRESSIONS)
                    .serializer()
                    .serialize("impressions", Samples.of(Topics.IMPRESSIONS, seed));
            ArrayDecoder decoder = new ArrayDecoder().reset(bytes, WireFormat.HEADER_SIZE);
            Impression read = ImpressionReader.whole().read(null, decoder);
            assertThat(decoder.remaining()).isZero();
            assertThat(read).isEqualTo(general.read(null, decoder.reset(bytes, WireFormat.HEADER_SIZE)));
        }
    }

    @Test
    void shouldViewAnImpressionAsItWouldBeRead() throws Exception {
        Deserializer<ImpressionView> views = serdes.impressionViews();
        OldImpressionReader old = new OldImpressionReader(new SpecificDatumReader<>(
                Impression.getClassSchema(), Impression.getClassSchema(), ContractModel.get()));
        for (int seed = 0; seed < 200; seed++) {
            Impression impression = Samples.of(Topics.IMPRESSIONS, seed);
            byte[] bytes = serdes.of(Topics.IMPRESSIONS).serializer().serialize("impressions", impression);
            assertThat(views.deserialize("impressions", bytes).toImpression()).isEqualTo(impression);
            ArrayDecoder decoder = new ArrayDecoder().reset(bytes, WireFormat.HEADER_SIZE);
            ImpressionView view = old.read(null, decoder);
            assertThat(new String(view.bytes(), view.idStart(), view.idLength(), StandardCharsets.UTF_8))
                    .isEqualTo(impression.getImpressionId());
            assertThat(view.directiveId()).isEqualTo(impression.getDirectiveId());
            assertThat(view.time()).isEqualTo(impression.getTime());
            assertThat(view.item().facts()).isEqualTo(impression.getItem());
        }
    }
}
