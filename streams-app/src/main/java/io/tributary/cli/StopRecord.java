package io.tributary.cli;

import io.tributary.programmes.v1.Control;
import io.tributary.schemas.ContractModel;
import io.tributary.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A stop's bytes when the registry is not there to say under which id its schema is registered. The id is taken from an earlier
 * control that reads with this very schema. Without one the stop is no Avro at all: recommenders take a control that they cannot
 * read as a stop, while the service puts it among the dead letters.
 */
record StopRecord(byte[] bytes, boolean readable) {
    private static final int HEADER = 5;
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    static StopRecord of(Control control, Optional<Integer> schemaId) {
        byte[] unreadable = ("STOP " + control.getScope()).getBytes(StandardCharsets.UTF_8);
        return schemaId.map(id -> new StopRecord(encode(id, control), true))
                .orElseGet(() -> new StopRecord(unreadable, false));
    }

    /** The id in an earlier control that was surely written with this schema; empty when there is none or nobody answers. */
    static Optional<Integer> knownSchemaId(SettingsOptions.Connection connection) {
        try {
            // A stop that was lifted since tells the id as well.
            return schemaId(
                    LiveKeys.read(connection, Topics.CONTROLS, null, AT_MOST).written());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Integer> schemaId(Map<String, byte[]> controls) {
        return controls.entrySet().stream()
                .filter(each -> isOurs(each.getKey(), each.getValue()))
                .map(each -> ByteBuffer.wrap(each.getValue()).getInt(1))
                .max(Integer::compare);
    }

    private static boolean isOurs(String key, byte[] value) {
        if (value.length <= HEADER || value[0] != 0) {
            return false;
        }
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null);
            Schema schema = Topics.CONTROLS.schema();
            Control read = new SpecificDatumReader<Control>(schema, schema, ContractModel.get()).read(null, decoder);
            return decoder.isEnd() && key.equals(read.getScope());
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static byte[] encode(int id, Control control) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<Control>(Topics.CONTROLS.schema(), ContractModel.get()).write(control, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
