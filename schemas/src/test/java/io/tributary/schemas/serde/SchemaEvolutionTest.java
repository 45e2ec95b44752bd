package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.PublishedSchema;
import io.tributary.schemas.Samples;
import io.tributary.schemas.Topics;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Producers are not all upgraded at once: what they write with an older or newer schema is read all the same. */
class SchemaEvolutionTest {
    private static final String SUBJECT = "impressions-value";

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final AvroSerdes serdes = AvroSerdes.using(registry);
    private final Deserializer<Impression> impressions =
            serdes.of(Topics.IMPRESSIONS).deserializer();
    private final String published = PublishedSchema.of(Topics.IMPRESSIONS).canonicalString();

    @Test
    void shouldSkipAFieldItDoesNotKnow() throws Exception {
        String newer = published.replaceFirst(
                "\"fields\":\\[", "\"fields\":[{\"name\":\"dwellMillis\",\"type\":\"long\",\"default\":0},");
        Impression read = read(newer, message -> {
            fill(message);
            message.put("dwellMillis", 4_000L);
        });
        assertThat(read.getImpressionId()).isEqualTo("i1");
        assertThat(read.getTime()).isEqualTo(7L);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments("\"string\"", "two words"),
                arguments("\"bytes\"", ByteBuffer.wrap(new byte[] {1, 2, 3})),
                arguments("[\"null\",\"string\"]", "present"),
                arguments("\"double\"", 2.5),
                arguments("\"float\"", 2.5f),
                arguments("\"boolean\"", true),
                arguments("{\"type\":\"array\",\"items\":\"string\"}", List.of("one", "two")),
                arguments("{\"type\":\"map\",\"values\":\"bytes\"}", Map.of("one", ByteBuffer.wrap(new byte[300]))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldSkipAFieldItDoesNotKnowOfAnyKind(String type, Object value) throws Exception {
        String field = "{\"name\":\"added\",\"type\":" + type + "}";
        String first = published.replaceFirst("\"fields\":\\[", "\"fields\":[" + field + ",");
        String last = published.replaceFirst("]}$", "," + field + "]}");
        for (String newer : List.of(first, last)) {
            Impression read = read(newer, message -> {
                fill(message);
                message.put("added", value);
            });
            assertThat(read.getImpressionId()).isEqualTo("i1");
            assertThat(read.getTime()).isEqualTo(7L);
        }
    }

    /** Encoders may write lists in blocks with their size in bytes, so that readers can skip them at once. */
    @Test
    void shouldSkipBlocksOfKnownSize() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().blockingBinaryEncoder(bytes, null);
        Schema list = new Schema.Parser().parse("{\"type\":\"array\",\"items\":\"string\"}");
        new GenericDatumWriter<List<String>>(list)
                .write(IntStream.range(0, 500).mapToObj(i -> "item-" + i).toList(), encoder);
        encoder.writeInt(42);
        encoder.flush();

        ArrayDecoder decoder = new ArrayDecoder().reset(bytes.toByteArray(), 0);
        for (long items = decoder.skipArray(); items != 0; items = decoder.skipArray()) {
            for (long i = 0; i < items; i++) {
                decoder.skipString();
            }
        }
        assertThat(decoder.readInt()).isEqualTo(42);
        assertThat(decoder.remaining()).isZero();
    }

    @Test
    void shouldFillAFieldThatTheWriterLacks() throws Exception {
        String older = without("bucket");
        Impression read = read(older, message -> {
            message.put("impressionId", "i1");
            fillRest(message);
        });
        assertThat(read.getBucket()).isEqualTo(-1);
        assertThat(read.getTime()).isEqualTo(7L);
    }

    @Test
    void shouldReadFieldsInAnyOrder() throws Exception {
        Schema schema = new Schema.Parser().parse(published);
        StringBuilder reversed = new StringBuilder();
        schema.getFields().forEach(field -> reversed.insert(0, "," + fieldJson(field.name())));
        String json = published.substring(0, published.indexOf("\"fields\":[") + 10) + reversed.substring(1) + "]}";
        Impression read = read(
                json.replace(
                        "\"surface\",\"type\":\"io.tributary.common.v1.Surface\"",
                        "\"surface\",\"type\":" + schema.getField("surface").schema()),
                SchemaEvolutionTest::fill);
        assertThat(read.getImpressionId()).isEqualTo("i1");
        assertThat(read.getSurface()).isEqualTo(Surface.LIVE);
    }

    @Test
    void shouldTakeASymbolItDoesNotKnowAsTheDefault() throws Exception {
        String newer = published.replace("\"CHANNEL\"]", "\"CHANNEL\",\"HOLOGRAM\"]");
        Schema surface = new Schema.Parser().parse(newer).getField("surface").schema();
        Impression read = read(newer, message -> {
            fill(message);
            message.put("surface", new GenericData.EnumSymbol(surface, "HOLOGRAM"));
        });
        assertThat(read.getSurface()).isEqualTo(Surface.UNKNOWN);
    }

    @Test
    void shouldRefuseAnotherTopicsRecord() throws Exception {
        byte[] control = serdes.of(Topics.CONTROLS).serializer().serialize("controls", Samples.of(Topics.CONTROLS, 1));
        assertThatThrownBy(() -> impressions.deserialize("impressions", control))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("impressions")
                .hasMessageContaining("Control");
    }

    @Test
    void shouldReadRecordsThatAreNotOfTheContractGenerically() throws Exception {
        String foreign = """
                {"type":"record","name":"Parcel","namespace":"com.example","fields":[{"name":"id","type":"string"}]}""";
        byte[] bytes = Wire.write(registry, "parcels-value", foreign, message -> message.put("id", "p1"));
        Object read = serdes.any().deserialize("parcels", bytes);
        assertThat(read).isInstanceOf(GenericRecord.class).hasToString("{\"id\": \"p1\"}");
    }

    private Impression read(String writerSchema, Consumer<GenericRecord> fill) throws Exception {
        return impressions.deserialize("impressions", Wire.write(registry, SUBJECT, writerSchema, fill));
    }

    private static void fill(GenericRecord message) {
        message.put("impressionId", "i1");
        message.put("bucket", 12);
        fillRest(message);
    }

    private static void fillRest(GenericRecord message) {
        message.put("requestId", "r1");
        message.put("itemId", "x1");
        message.put(
                "surface",
                new GenericData.EnumSymbol(
                        message.getSchema().getField("surface").schema(), "LIVE"));
        message.put("position", 1);
        message.put("personalised", true);
        message.put("viewable", true);
        message.put("invalidTraffic", false);
        message.put("time", 7L);
    }

    private String without(String field) {
        return published.replace("," + fieldJson(field), "");
    }

    /** The text of one field in the published schema. */
    private String fieldJson(String field) {
        int start = published.indexOf("{\"name\":\"" + field + "\"");
        int depth = 0;
        int end = start;
        do {
            char c = published.charAt(end++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        } while (depth > 0);
        return published.substring(start, end);
    }
}
