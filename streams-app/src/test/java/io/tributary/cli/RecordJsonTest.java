package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final RecordJson json = new RecordJson(serdes.any(), serdes.names());

    @Test
    void shouldDecodeAvro() {
        byte[] value = serdes.of(Topics.CONTROLS)
                .serializer()
                .serialize("controls", new Control("ALL", ControlKind.STOP, null, 5L));

        assertThat(json.line(record("controls", "ALL".getBytes(StandardCharsets.UTF_8), value)))
                .contains("\"key\":\"ALL\"")
                .contains("\"value\":{\"scope\":\"ALL\",\"kind\":\"STOP\",\"reason\":null,\"time\":5}");
    }

    @Test
    void shouldShowTombstonesAsNull() {
        assertThat(json.line(record("controls", null, null)))
                .contains("\"key\":null")
                .contains("\"value\":null");
    }

    @Test
    void shouldShowDeadLettersWithHeadersAndBytes() {
        ConsumerRecord<byte[], byte[]> record = record("dead-letters", new byte[] {(byte) 0xff}, new byte[] {1, 2, 3});
        record.headers().add("__streams.errors.message", "magic byte is 1".getBytes(StandardCharsets.UTF_8));

        assertThat(json.line(record))
                .contains("\"keyBase64\":\"/w==\"")
                .contains("\"__streams.errors.message\":\"magic byte is 1\"")
                .contains("\"valueBase64\":\"AQID\"");
    }

    @Test
    void shouldGiveTheReasonWhenBytesCannotBeDecoded() {
        assertThat(json.line(record("controls", null, new byte[] {9, 9})))
                .contains("\"error\":")
                .contains("\"valueBase64\":\"CQk=\"");
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, key, value);
    }
}
