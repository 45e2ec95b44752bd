package io.tributary.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.text.ErrorText;
import io.tributary.text.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** A record as one line of JSON; what cannot be decoded is shown as base64 with the reason. */
final class RecordJson {
    private final Deserializer<Object> values;
    private final TopicNames names;

    RecordJson(Deserializer<Object> values, TopicNames names) {
        this.names = names;
        this.values = values;
    }

    String line(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = Json.object();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
        text(line, "key", record.key());
        if (record.headers().iterator().hasNext()) {
            ObjectNode headers = line.putObject("headers");
            for (Header header : record.headers()) {
                text(headers, header.key(), header.value());
            }
        }
        value(line, record);
        return Json.write(line);
    }

    private void value(ObjectNode line, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            line.putNull("value");
        } else if (names.isNamed(Topics.DEAD_LETTERS, record.topic())) {
            line.put("valueBase64", base64(record.value()));
        } else {
            try {
                line.set("value", Json.ofAvro(values.deserialize(record.topic(), record.headers(), record.value())));
            } catch (RegistryUnavailableException e) {
                throw new CliError(e.getMessage(), e);
            } catch (RuntimeException e) {
                line.put("error", ErrorText.of(e));
                line.put("valueBase64", base64(record.value()));
            }
        }
    }

    private static void text(ObjectNode node, String name, byte[] bytes) {
        if (bytes == null) {
            node.putNull(name);
            return;
        }
        try {
            node.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            node.put(name + "Base64", base64(bytes));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
