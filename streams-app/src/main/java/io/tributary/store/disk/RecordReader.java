package io.tributary.store.disk;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Where records are read. */
interface RecordReader {
    /** The value, or null. */
    byte[] get(Bytes key);

    /** Records in the order of their keys. */
    KeyValueIterator<Bytes, byte[]> scan(KeyRange range);
}
