package io.tributary.topology.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A 64-bit digest of a record: the first eight bytes of the SHA-256 of its Avro bytes. The bytes are those of all fields in the order
 * of the schema, so that no field can be forgotten; entries of maps go by their keys, whatever order a map keeps them in. The same
 * record has the same digest on every machine. Two rules that differ have the same one in one case of 2^64, if by chance.
 */
final class RecordDigest {
    private RecordDigest() {}

    static long of(IndexedRecord value) {
        MessageDigest digest = sha256();
        BinaryEncoder encoder = EncoderFactory.get()
                .directBinaryEncoder(new DigestOutputStream(OutputStream.nullOutputStream(), digest), null);
        try {
            new CanonicalWriter(value).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(value.getSchema().getFullName() + " cannot be encoded", e);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Walks the schema instead of the coders that were compiled into the classes, which write maps as they come. */
    private static final class CanonicalWriter extends SpecificDatumWriter<IndexedRecord> {
        CanonicalWriter(IndexedRecord value) {
            super(value.getSchema(), model());
        }

        private static SpecificData model() {
            SpecificData model = new SpecificData();
            model.setCustomCoders(false);
            return model;
        }

        @Override
        protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
            Map<String, Map.Entry<Object, Object>> sorted = new TreeMap<>();
            super.getMapEntries(map).forEach(entry -> sorted.put(entry.getKey().toString(), entry));
            return sorted.values();
        }
    }
}
