package io.tributary.demo.marketplace;

import java.nio.charset.StandardCharsets;

/** The platform's assignment of requests to the 1,000 experiment buckets, by a salted hash of the request id. */
public final class Buckets {
    public static final int COUNT = 1_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Buckets() {}

    /** Bucket 0 to 999, uniform over request ids and independent between salts. */
    public static int of(String requestId, long salt) {
        long hash = FNV_OFFSET ^ mix(salt);
        for (byte b : requestId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return (int) Long.remainderUnsigned(mix(hash), COUNT);
    }

    /** SplitMix64's finaliser: every input bit reaches every output bit. */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
