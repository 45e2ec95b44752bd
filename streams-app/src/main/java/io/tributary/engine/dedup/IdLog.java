package io.tributary.engine.dedup;

/**
 * 128-bit ids in the order of their arrival, 16 bytes each: they are appended at the end and dropped from the beginning. An
 * id is found again by its position, of which the low {@link #POSITION_BITS} bits are enough as long as it is held.
 */
final class IdLog {
    static final int POSITION_BITS = 26;
    static final int POSITION_MASK = (1 << POSITION_BITS) - 1;
    /** Ids of a chunk: 256 KiB, allocated and dropped whole, so that growing copies nothing. */
    private static final int CHUNK_BITS = 14;

    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    /** Most ids held: the chunk at the end is never the chunk at the beginning. */
    static final int MOST = (1 << POSITION_BITS) - (1 << CHUNK_BITS);

    private final long[][] chunks = new long[1 << (POSITION_BITS - CHUNK_BITS)][];
    private long begin;
    private long end;

    /** Position of the oldest id held. */
    long begin() {
        return begin;
    }

    /** Position of the next id. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - begin);
    }

    /** Appends an id; there must be fewer than {@link #MOST}. */
    void append(long first, long second) {
        int chunk = chunk(end);
        if (chunks[chunk] == null) {
            chunks[chunk] = new long[2 << CHUNK_BITS];
        }
        int at = offset(end);
        chunks[chunk][at] = first;
        chunks[chunk][at + 1] = second;
        end++;
    }

    /** Drops the oldest ids. */
    void drop(int count) {
        long until = begin + count;
        for (long chunk = begin >>> CHUNK_BITS; chunk < until >>> CHUNK_BITS; chunk++) {
            chunks[chunk(chunk << CHUNK_BITS)] = null;
        }
        begin = until;
    }

    /** Whether an id is held at this position, given by its low bits. */
    boolean isHeld(int position) {
        return ((int) (end - 1) - position & POSITION_MASK) < size();
    }

    /** First half of the id held at this position. */
    long first(long position) {
        return chunks[chunk(position)][offset(position)];
    }

    /** Second half of the id held at this position. */
    long second(long position) {
        return chunks[chunk(position)][offset(position) + 1];
    }

    private static int chunk(long position) {
        return (int) (position & POSITION_MASK) >>> CHUNK_BITS;
    }

    private static int offset(long position) {
        return (int) (position & CHUNK_MASK) << 1;
    }
}
