package io.tributary.engine.dedup;

/**
 * Finds the ids of an {@link IdLog}: open addressing with linear probing over integers that hold a position and some bits of
 * the hash, so that an id which is not there usually costs one cache miss. An id that the log dropped is not removed: its
 * entry is recognised by its position, reused, and left behind when its part of the table is built anew. Parts are built
 * anew one at a time, so no single id ever waits for the whole table.
 */
final class IdTable {
    private static final int SHARDS = 1024;
    private static final int LEAST_SLOTS = 16;
    /** Shards looked at by a call of {@link #tidy}. */
    private static final int TIDIED = 16;
    /** A shard that has this many times more slots than ids is built anew, to be smaller. */
    private static final int SPARSE = 8;

    private final IdLog log;
    private final int[][] shards = new int[SHARDS][LEAST_SLOTS];
    private final int[] used = new int[SHARDS];
    private int tidied;

    IdTable(IdLog log) {
        this.log = log;
    }

    boolean contains(long first, long second) {
        int[] shard = shards[shard(first)];
        int mask = shard.length - 1;
        int tag = tag(first);
        for (int at = (int) first & mask; ; at = at + 1 & mask) {
            int entry = shard[at];
            if (entry == 0) {
                return false;
            }
            if ((entry ^ tag) >>> IdLog.POSITION_BITS == 0 && isId(entry & IdLog.POSITION_MASK, first, second)) {
                return true;
            }
        }
    }

    /** Reads where an id would be, and says nothing: see {@link ImpressionWindow#prefetch}. */
    int prefetch(long first) {
        int[] shard = shards[shard(first)];
        return shard[(int) first & shard.length - 1];
    }

    private boolean isId(int position, long first, long second) {
        return log.isHeld(position) && log.first(position) == first && log.second(position) == second;
    }

    /** Adds an id that is not contained and will be at this position of the log. */
    void add(long first, long position) {
        int number = shard(first);
        if ((used[number] + 1) * 4L > shards[number].length * 3L) {
            rebuild(number);
        }
        insert(number, first, (int) position & IdLog.POSITION_MASK);
    }

    private void insert(int number, long first, int position) {
        int[] shard = shards[number];
        int mask = shard.length - 1;
        int at = (int) first & mask;
        while (shard[at] != 0 && log.isHeld(shard[at] & IdLog.POSITION_MASK)) {
            at = at + 1 & mask;
        }
        if (shard[at] == 0) {
            used[number]++;
        }
        shard[at] = tag(first) | position;
    }

    /** Makes some shards smaller that have become too large. */
    void tidy() {
        int enough = (int) Math.max(LEAST_SLOTS, (long) log.size() * SPARSE / SHARDS);
        for (int i = 0; i < TIDIED; i++) {
            tidied = (tidied + 1) % SHARDS;
            if (shards[tidied].length > enough) {
                rebuild(tidied);
            }
        }
    }

    /** Slots of all shards. */
    int slots() {
        int sum = 0;
        for (int[] shard : shards) {
            sum += shard.length;
        }
        return sum;
    }

    /** Builds a shard anew, at most half full: without the entries whose ids are gone. */
    private void rebuild(int number) {
        int[] old = shards[number];
        int[] positions = new int[used[number]];
        long[] firsts = new long[used[number]];
        int count = 0;
        for (int entry : old) {
            int position = entry & IdLog.POSITION_MASK;
            if (entry != 0 && log.isHeld(position)) {
                positions[count] = position;
                // Read in a loop of its own, so that the processor waits for many of them at once.
                firsts[count++] = log.first(position);
            }
        }
        int slots = LEAST_SLOTS;
        while (slots < 2 * (count + 1)) {
            slots *= 2;
        }
        shards[number] = new int[slots];
        used[number] = 0;
        for (int i = 0; i < count; i++) {
            // An entry so old that its position has come round again names an id of another shard.
            if (shard(firsts[i]) == number) {
                insert(number, firsts[i], positions[i]);
            }
        }
    }

    private static int shard(long first) {
        return (int) (first >>> 48) & SHARDS - 1;
    }

    /** Never 0, so that no entry is 0. */
    private static int tag(long first) {
        return Math.max(1, (int) (first >>> 58)) << IdLog.POSITION_BITS;
    }
}
