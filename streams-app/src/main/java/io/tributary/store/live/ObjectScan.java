package io.tributary.store.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/** Goes through records in the order of keys, object by object: parts are at hand when their main record is read. */
final class ObjectScan {
    private final Iterator<KeyValue<Bytes, byte[]>> records;
    private final List<KeyValue<Bytes, byte[]>> parts = new ArrayList<>();

    /** Takes an object's records. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param key of the main record
         * @param parts good for this call only
         */
        void object(byte[] key, byte[] main, ObjectCodec.PartSource parts);
    }

    ObjectScan(Iterator<KeyValue<Bytes, byte[]>> records) {
        this.records = records;
    }

    /**
     * Visits at most so many objects.
     *
     * @return key of the next object's main record, null when all were visited
     */
    Bytes visit(int most, Visitor visitor) {
        KeyValue<Bytes, byte[]> main = null;
        int left = most;
        while (records.hasNext()) {
            KeyValue<Bytes, byte[]> next = records.next();
            byte[] key = next.key.get();
            if (main != null && ObjectKeys.isPart(key, main.key.get())) {
                parts.add(next);
            } else if (ObjectKeys.isMain(key)) {
                visit(main, visitor);
                if (left-- == 0) {
                    return next.key;
                }
                main = next;
            }
        }
        visit(main, visitor);
        return null;
    }

    private void visit(KeyValue<Bytes, byte[]> main, Visitor visitor) {
        if (main != null) {
            byte[] key = main.key.get();
            visitor.object(key, main.value, name -> part(key.length, name));
            parts.clear();
        }
    }

    private byte[] part(int mainLength, String part) {
        byte[] name = part.getBytes(StandardCharsets.UTF_8);
        for (KeyValue<Bytes, byte[]> each : parts) {
            if (ObjectKeys.isNamed(each.key.get(), mainLength, name)) {
                return each.value;
            }
        }
        return null;
    }
}
