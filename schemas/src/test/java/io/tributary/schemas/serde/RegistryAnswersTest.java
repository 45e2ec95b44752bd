package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.v1.Impression;
import io.tributary.schemas.Samples;
import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.fault.Waits;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry, or something in its place, may answer when it is asked for the schema of a good record. */
class RegistryAnswersTest {
    private static final String AVRO =
            FakeRegistry.schema(null, Topics.IMPRESSIONS.schema().toString());

    private final Impression impression = Samples.of(Topics.IMPRESSIONS, 1);
    private final Waits waits = new Waits();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** An ingress without a back end, proxies, a registry that starts, throttles or does not let us in: none says a thing of the schema. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <html><body>404 Not Found: default backend</body></html>",
                "404 | default backend - 404",
                "404 | ''",
                "404 | {\"timestamp\":\"now\",\"status\":404,\"error\":\"Not Found\"}",
                "404 | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "404 | null",
                "500 | {\"error_code\":50001,\"message\":\"store\"}",
                "500 | {\"error_code\":40403,\"message\":\"Schema not found\"}",
                "502 | <html>bad gateway</html>",
                "503 | ''",
                "429 | {\"error_code\":42901,\"message\":\"slow down\"}",
                "401 | {\"error_code\":401,\"message\":\"Unauthorized\"}",
                "403 | {\"error_code\":40301,\"message\":\"Forbidden\"}",
                "405 | ''",
                "408 | ''",
                "409 | <html>conflict</html>",
                "422 | <html>unprocessable</html>",
                "302 | ''",
                "200 | <html>please log in</html>",
                "200 | {}",
                "200 | null",
                "204 | ''",
            })
    void shouldWaitForTheRegistryThroughEveryOtherAnswer(int status, String body) {
        registry.then(3, status, body).then(200, AVRO);

        assertThat(read(60_000, 60_000)).isEqualTo(impression);
    }

    @Test
    void shouldAskOnceMoreBeforeARecordIsBlamed() {
        registry.then(404, FakeRegistry.NOT_FOUND).then(200, AVRO);

        assertThat(read(60_000, 20)).isEqualTo(impression);
    }

    @Test
    void shouldBlameTheRecordWhenTheRegistryHasSaidItTwice() {
        registry.then(404, FakeRegistry.NOT_FOUND);
        Deserializer<Impression> reader = reader(60_000, 20);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> reader.deserialize("impressions", bytes(77)))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageContaining("no schema with id 77");
        }
        assertThat(registry.asked).hasValue(2);
        assertThat(waits.now()).isEmpty();
    }

    @Test
    void shouldWaitForARegistryThatGoesAwayBetweenTheTwoQuestions() {
        registry.then(404, FakeRegistry.NOT_FOUND)
                .then(3, 404, FakeRegistry.PAGE)
                .then(200, AVRO);

        assertThat(read(60_000, 20)).isEqualTo(impression);
    }

    /** Nobody will ever read these: that the schema is there but of no use is final. */
    @ParameterizedTest
    @ValueSource(strings = {"JSON", "PROTOBUF", "XML", "ANYTHING"})
    void shouldBlameTheRecordForASchemaOfAnotherType(String type) {
        registry.then(200, FakeRegistry.schema(type, "{\"type\":\"object\"}"));

        assertThatThrownBy(() -> read(60_000, 60_000))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("impressions: schema id 7 is of type " + type + ", not AVRO");
        assertThat(registry.asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no schema", "{\"type\":\"recrod\"}", "{\"type\":\"array\"}", "[]x", "null", "{}"})
    void shouldBlameTheRecordForASchemaThatCannotBeParsed(String schema) {
        registry.then(200, FakeRegistry.schema("AVRO", schema));

        assertThatThrownBy(() -> read(60_000, 60_000)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldBlameTheRecordForASchemaThatIsTooDeep() {
        String deep = "{\"type\":\"array\",\"items\":".repeat(20_000) + "\"int\"" + "}".repeat(20_000);
        registry.then(200, FakeRegistry.schema("AVRO", deep));

        assertThatThrownBy(() -> read(60_000, 60_000)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldBlameTheRecordForASchemaThatIsNotOfOurKind() {
        registry.then(200, FakeRegistry.schema("AVRO", "\"string\""));

        assertThatThrownBy(() -> read(60_000, 60_000)).isInstanceOf(UnreadableRecordException.class);
    }

    /** What a schema refers to is asked for, too. */
    @Test
    void shouldWaitForTheSchemasThatASchemaRefersTo() {
        String referring = "{\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\",\"references\":"
                + "[{\"name\":\"x\",\"subject\":\"x\",\"version\":1}]}";
        registry.then(200, referring).then(503, "").then(200, AVRO);

        assertThat(read(60_000, 60_000)).isEqualTo(impression);
    }

    @Test
    void shouldNotAskForANegativeId() {
        registry.then(500, "");

        assertThatThrownBy(() -> reader(60_000, 0).deserialize("impressions", bytes(-2)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("schema id -2 is negative");
        assertThat(registry.asked).hasValue(0);
    }

    @Test
    void shouldSayWhatIsWaitedForAndEndWaitingWhenTold() {
        registry.then(404, FakeRegistry.PAGE);
        CompletableFuture<Impression> reading =
                CompletableFuture.supplyAsync(() -> read(SerdeSettings.FOR_EVER.toMillis(), 60_000));

        await().until(() -> waits.seconds("schema-registry") > 0);
        assertThat(waits.now().get(0).toString())
                .contains("waiting for schema-registry since ", "HTTP 404", "default backend");
        waits.close();
        await().until(reading::isDone);
        assertThatThrownBy(reading::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RegistryUnavailableException.class);
        assertThat(waits.now()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"404 | <html>404</html>", "404 | {\"error_code\":404}", "403 | ''", "429 | ''", "200 | null"})
    void shouldTakeTheSameForAnOutageAtTheStart(int status, String body) {
        registry.then(status, body);

        assertThatThrownBy(() -> SchemaAdmin.register(
                        AvroSerdes.connect(registry.url(), Map.of()).client()))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private Impression read(long patienceMillis, long confirmMillis) {
        return reader(patienceMillis, confirmMillis).deserialize("impressions", bytes(7));
    }

    private Deserializer<Impression> reader(long patienceMillis, long confirmMillis) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SerdeSettings.PATIENCE_MS, patienceMillis);
        settings.put(SerdeSettings.CONFIRM_MS, confirmMillis);
        return AvroSerdes.connect(registry.url(), settings, TopicNames.PLAIN, waits)
                .of(Topics.IMPRESSIONS)
                .deserializer();
    }

    private byte[] bytes(int id) {
        byte[] bytes = AvroSerdes.inMemory().of(Topics.IMPRESSIONS).serializer().serialize("impressions", impression);
        for (int i = 0; i < 4; i++) {
            bytes[1 + i] = (byte) (id >>> (24 - 8 * i));
        }
        return bytes;
    }
}
