package io.tributary.schemas.serde;

/** Confluent's wire format: a zero byte, the writer's schema id in four bytes (big-endian), then Avro's binary form. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_SIZE = 5;

    private WireFormat() {}

    /** The schema id of a record, or an error that says why these bytes are none of ours. */
    static int schemaId(String topic, byte[] bytes) {
        if (bytes.length < HEADER_SIZE) {
            throw new UnreadableRecordException(topic + ": " + bytes.length
                    + " bytes are too few: a record begins with a zero byte and a schema id of 4 bytes");
        }
        if (bytes[0] != MAGIC) {
            throw new UnreadableRecordException(String.format(
                    "%s: the first byte is 0x%02x, not 0x00: not in Confluent's wire format", topic, bytes[0]));
        }
        return ((bytes[1] & 0xff) << 24) | ((bytes[2] & 0xff) << 16) | ((bytes[3] & 0xff) << 8) | (bytes[4] & 0xff);
    }
}
