package io.tributary.domain.dedup;

/**
 * Two independent 64-bit hashes of an id, together 128 bits: among 10^9 ids in a window a false match has a chance below
 * 10^-20, so the window is exact for every practical purpose at 16 bytes an id. Finaliser: MurmurHash3 fmix64 (A. Appleby).
 */
public final class IdHash {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

    private IdHash() {}

    public static long first(CharSequence id) {
        return hash(id, FIRST);
    }

    public static long second(CharSequence id) {
        return hash(id, SECOND);
    }

    /** Order-dependent combination of two hashes. */
    public static long combine(long left, long right) {
        return mix(Long.rotateLeft(left, 23) * FIRST + right);
    }

    private static long hash(CharSequence id, long seed) {
        long hash = seed ^ id.length();
        for (int i = 0; i < id.length(); i++) {
            hash = Long.rotateLeft((hash ^ id.charAt(i)) * 0x87C37B91114253D5L, 27);
        }
        return mix(hash);
    }

    private static long mix(long hash) {
        long h = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }
}
