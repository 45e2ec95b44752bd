package io.tributary.store.live;

/**
 * How a live object becomes records and comes back. An object has one main record under its own key and may keep parts under
 * further keys, so that a large object that changes a little is written a little.
 */
public interface ObjectCodec<V> {
    /** Writes the main record (part "") and every part that changed since the last call. */
    void write(V value, PartSink sink);

    /**
     * Reads from memory what writing will need. Asked for some objects in a row before the first of them is written, so that their waits
     * overlap.
     *
     * @return anything, so that what is read for it is read
     */
    default int prefetch(V value) {
        return 0;
    }

    /** Reads an object whose main record is given. */
    V read(String key, byte[] main, PartSource source);

    /** Whether the object may leave memory after a commit. */
    boolean isIdle(V value);

    /** Takes records. */
    @FunctionalInterface
    interface PartSink {
        /**
         * @param part "" for the main record
         * @param bytes null deletes the record
         */
        void put(String part, byte[] bytes);
    }

    /** Gives records back. */
    @FunctionalInterface
    interface PartSource {
        /** Null when there is no such part. */
        byte[] get(String part);
    }
}
