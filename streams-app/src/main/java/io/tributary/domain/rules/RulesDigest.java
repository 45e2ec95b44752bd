package io.tributary.domain.rules;

import io.tributary.domain.lists.ListVersion;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * One number for all rules and lists in force: the same on every machine, in every run and in whatever order they came, so that a
 * task's digest tells whether it has what is in force. It is made of the digests of the records, which are of all of their bytes, with
 * 64-bit FNV-1a. Not for secrets.
 */
public final class RulesDigest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private RulesDigest() {}

    /** Digest of these versions of programmes and of lists; no two of either have the same name and version. */
    public static long of(Stream<ProgrammeRules> programmes, Stream<ListVersion> lists) {
        long hash = add(
                OFFSET,
                programmes.sorted(Comparator.comparing(ProgrammeRules::id).thenComparing(ProgrammeRules::version)),
                rules -> rules.identity().digest());
        return add(
                hash,
                lists.sorted(Comparator.comparing(ListVersion::name).thenComparing(ListVersion::version)),
                ListVersion::digest);
    }

    /** The count goes in too, so that a programme cannot be mistaken for a list. */
    private static <T> long add(long before, Stream<T> sorted, ToLongFunction<T> digest) {
        long[] each = sorted.mapToLong(digest).toArray();
        long hash = number(before, each.length);
        for (long one : each) {
            hash = number(hash, one);
        }
        return hash;
    }

    private static long number(long before, long value) {
        long hash = before;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ (value >>> shift & 0xff)) * PRIME;
        }
        return hash;
    }
}
