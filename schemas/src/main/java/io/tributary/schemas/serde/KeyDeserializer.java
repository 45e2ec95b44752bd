package io.tributary.schemas.serde;

import io.tributary.schemas.Topic;
import io.tributary.schemas.bounds.Bound.Text;
import io.tributary.schemas.bounds.Bounds;
import io.tributary.schemas.bounds.OutOfBoundsException;
import io.tributary.schemas.bounds.Utf8;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a topic's keys, and refuses those that are too long, are not UTF-8 or contain control characters: these would end the process
 * where they are stored, or make one key of two. An empty key passes, for whoever needs one says so better.
 */
public final class KeyDeserializer implements Deserializer<String> {
    private final Text bounds;

    public KeyDeserializer(Text bounds) {
        this.bounds = bounds;
    }

    /** Reads keys of an input, whatever it is called on the broker. */
    public static KeyDeserializer of(Topic<?> topic) {
        return new KeyDeserializer(Bounds.key(topic.name()));
    }

    @Override
    public String deserialize(String topic, byte[] key) {
        try {
            return key == null ? null : read(key, bounds);
        } catch (OutOfBoundsException e) {
            throw new UnreadableRecordException(topic + ": " + e.getMessage(), e);
        }
    }

    /**
     * A key as text.
     *
     * @throws OutOfBoundsException when it is none
     */
    public static String read(byte[] key, Text bounds) {
        if (key.length == 0) {
            return "";
        }
        bounds.check("key", key.length);
        if (!Utf8.isValid(key, 0, key.length)) {
            throw new OutOfBoundsException("key: is not UTF-8, must be " + bounds.need());
        }
        String text = new String(key, StandardCharsets.UTF_8);
        bounds.check("key", text);
        return text;
    }
}
