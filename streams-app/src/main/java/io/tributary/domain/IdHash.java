package io.tributary.domain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Two 64-bit hashes of an id's UTF-8 bytes, together 128 bits. Eight bytes are taken at a time. Finaliser: MurmurHash3 fmix64 (A. Appleby).
 *
 * <p>How exact the window is: a task holds at most 2^26 ids. That two of them have one hash has a chance of n^2 / 2^129, which is 7e-24
 * (the birthday bound), if the hash is as good as chance; 1,000,000 ids a second against a full window find a false match with a chance of
 * 6e-18 in a year.
 *
 * <p>It is not a published hash: {@code IdHashQualityTest} holds it against chance (single bits changed, ids counted up, both halves). Of
 * the published ones in hash4j 0.22.0, murmur3 and xxh3 with 128 bits allocate 32 bytes an id. komihash 5.0 with two seeds allocates
 * nothing and is not slower: ids of 8 bytes cost 21 ns and 18 here, of 36 bytes 23 and 39, of 8 to 36 bytes 26 and 32 (the least of six
 * iterations each, on a machine on which builds ran). It is to take this one's place; but {@code MerchantState.share} spreads
 * merchants' rows over time by a hash of this class, and keeps it, or each merchant's rows come at other times. Measured by
 * {@code scripts/bench kernels -prof gc HashBenchmark}.
 */
public final class IdHash {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;
    private static final long WORD = 0x87C37B91114253D5L;
    private static final long STEP = 0x4CF5AD432745937FL;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private IdHash() {}

    public static long first(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return first(bytes, 0, bytes.length);
    }

    public static long second(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return second(bytes, 0, bytes.length);
    }

    /** The same of an id that lies in bytes. */
    public static long first(byte[] bytes, int start, int length) {
        return hash(bytes, start, length, FIRST);
    }

    /** The same of an id that lies in bytes. */
    public static long second(byte[] bytes, int start, int length) {
        return hash(bytes, start, length, SECOND);
    }

    /** Order-dependent combination of two hashes. */
    public static long combine(long left, long right) {
        return mix(Long.rotateLeft(left, 23) * FIRST + right);
    }

    private static long hash(byte[] bytes, int start, int length, long seed) {
        long hash = seed ^ length;
        int end = start + length;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = step(hash, (long) WORDS.get(bytes, at), seed);
        }
        if (at < end) {
            long rest = 0;
            for (; at < end; at++) {
                rest = rest << Byte.SIZE | bytes[at] & 0xff;
            }
            hash = step(hash, rest, seed);
        }
        return mix(hash);
    }

    /** The word is multiplied by something of the seed's, so that ids that meet in one half do not in the other. */
    private static long step(long hash, long word, long seed) {
        long mixed = Long.rotateLeft(word * (WORD ^ seed << 1), 31);
        return Long.rotateLeft(hash ^ mixed, 27) * STEP + seed;
    }

    private static long mix(long hash) {
        long h = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }
}
