package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.UnreadableRecordException;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.MisroutedRecordException;
import io.tributary.topology.batch.MicroBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final byte[] KEY = "m-1".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> in;
    private TestOutputTopic<String, String> out;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        Topology topology = new Topology();
        topology.addSource("in", new StringDeserializer(), reader(), "in");
        topology.addProcessor("refuse", Refusing::new, "in");
        topology.addSink("out", "out", new StringSerializer(), new StringSerializer(), "refuse");
        Properties props =
                StreamsConfigs.of(Settings.of(Map.of("state.dir", folder.toString())), Role.MERCHANT, meters);
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, "dead-letters-test");
        // In a transaction the driver forgets what is sent while records are read.
        props.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology, props);
        in = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
        out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldKeepBytesAndErrorOfWhatCannotBeRead() {
        in.pipeInput(KEY, bytes("unreadable"));
        in.pipeInput(KEY, bytes("good"));

        TestRecord<byte[], byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(KEY);
        assertThat(deadLetter.value()).isEqualTo(bytes("unreadable"));
        assertThat(header(deadLetter, DeadLetters.EXCEPTION)).isEqualTo(UnreadableRecordException.class.getName());
        assertThat(header(deadLetter, DeadLetters.MESSAGE)).isEqualTo("magic byte is 7");
        assertThat(header(deadLetter, DeadLetters.TOPIC)).isEqualTo("in");
        assertThat(header(deadLetter, DeadLetters.PARTITION)).isEqualTo("0");
        assertThat(header(deadLetter, DeadLetters.OFFSET)).isEqualTo("0");
        assertThat(out.readValuesToList()).containsExactly("good");
        assertThat(meters.get("tributary.dead.letters")
                        .tag("topic", "in")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheReceivedBytesOfWhatAProcessorRefuses() {
        in.pipeInput(KEY, bytes("invalid"));
        in.pipeInput(KEY, bytes("good"));

        TestRecord<byte[], byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(KEY);
        assertThat(deadLetter.value()).isEqualTo(bytes("invalid"));
        assertThat(header(deadLetter, DeadLetters.MESSAGE)).isEqualTo("bucket is 2000, must be 0 to 999");
        assertThat(out.readValuesToList()).containsExactly("good");
    }

    @Test
    void shouldStopInsteadOfDroppingTheRestOfAMicroBatch() {
        var batch = MicroBatch.standIn(List.of(new ConsumerRecord<>("in", 0, 0, KEY, bytes("a record of many"))));

        assertThatThrownBy(() -> in.pipeInput(new TestRecord<>(KEY, bytes("invalid"), batch.headers())))
                .isInstanceOf(StreamsException.class);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldStopInsteadOfGivingGoodRecordsUpWhenTheRegistryIsAway() {
        assertThatThrownBy(() -> in.pipeInput(KEY, bytes("registry away"))).isInstanceOf(StreamsException.class);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldTellTheRecordsFaultFromKafkasTrouble() {
        assertThat(DeadLetters.isRecordAtFault(new InvalidRecordException("x"))).isTrue();
        assertThat(DeadLetters.isRecordAtFault(new IllegalStateException("x"))).isFalse();
        assertThat(DeadLetters.isRecordAtFault(new StreamsException(new UnreadableRecordException("x"))))
                .isTrue();
        assertThat(DeadLetters.isRecordAtFault(new StreamsException("store closed")))
                .isFalse();
        assertThat(DeadLetters.isRecordAtFault(
                        new StreamsException(new RegistryUnavailableException("x", new IOException("y")))))
                .isFalse();
    }

    @Test
    void shouldCountMisroutedRecordsByTheirTopic() {
        DeadLetters.configured(Map.of(DeadLetters.METER_REGISTRY, meters))
                .letter(
                        new ConsumerRecord<>("orders", 0, 0, KEY, bytes("an order")),
                        new MisroutedRecordException(0, 3, 4));

        assertThat(meters.get("tributary.misrouted")
                        .tag("topic", "orders")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldCutWhatWouldNotFitIntoARecordAgain() {
        byte[] large = new byte[DeadLetters.MAX_BYTES + 7];
        large[0] = 'u';

        in.pipeInput(KEY, large);

        TestRecord<byte[], byte[]> deadLetter = deadLetters.readRecord();
        assertThat(deadLetter.value()).hasSizeBetween(DeadLetters.MAX_BYTES - 20_000, DeadLetters.MAX_BYTES);
        assertThat(header(deadLetter, DeadLetters.CUT_FROM)).isEqualTo(Integer.toString(large.length));
        assertThat(deadLetter.key()).isEqualTo(KEY);
    }

    /** Compressed on the way, any part of a record may be larger than what a broker takes uncompressed. */
    @Test
    void shouldFitWhicheverPartOfARecordIsHuge() {
        int huge = 2_500_000;
        for (int part = 0; part < 8; part++) {
            byte[] key = (part & 1) == 0 ? KEY : new byte[huge];
            byte[] value = Arrays.copyOf(bytes("unreadable"), (part & 2) == 0 ? 10 : huge);
            RecordHeaders headers = new RecordHeaders();
            if ((part & 4) != 0) {
                headers.add("h".repeat(huge), bytes("x"))
                        .add("trace", new byte[huge])
                        .add("empty", null);
                for (int i = 0; i < 100_000; i++) {
                    headers.add("many", bytes("x"));
                }
            }
            in.pipeInput(new TestRecord<>(key, value, headers));

            TestRecord<byte[], byte[]> deadLetter = deadLetters.readRecord();
            assertThat(size(deadLetter)).isLessThan(DeadLetters.MAX_BYTES);
            assertThat(header(deadLetter, DeadLetters.MESSAGE)).isEqualTo("magic byte is 7");
            if ((part & 1) != 0) {
                assertThat(header(deadLetter, DeadLetters.KEY_CUT_FROM)).isEqualTo(Integer.toString(huge));
            }
            if ((part & 4) != 0) {
                assertThat(deadLetter.headers().lastHeader("empty")).isNotNull();
                assertThat(Integer.parseInt(header(deadLetter, DeadLetters.HEADERS_LEFT_OUT)))
                        .isGreaterThan(2);
            }
        }
    }

    private static int size(TestRecord<byte[], byte[]> deadLetter) {
        int size = deadLetter.key().length + deadLetter.value().length;
        for (Header header : deadLetter.headers()) {
            size += bytes(header.key()).length + (header.value() == null ? 0 : header.value().length) + 10;
        }
        return size;
    }

    private static String header(TestRecord<?, ?> deadLetter, String name) {
        Header header = deadLetter.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Deserializer<String> reader() {
        return (topic, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith("u")) {
                throw new UnreadableRecordException("magic byte is 7");
            }
            if (text.startsWith("registry")) {
                throw new RegistryUnavailableException("no answer for 30 s", new IOException("refused"));
            }
            return text;
        };
    }

    private static final class Refusing extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("invalid")) {
                throw new InvalidRecordException("bucket is 2000, must be 0 to 999");
            }
            context().forward(record);
        }
    }
}
