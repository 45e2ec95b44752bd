package io.tributary.bench.kernel;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.tributary.domain.IdHash;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the hash of an impression's id costs, the service's own beside published ones. Ids are ASCII and lie in their records, behind five
 * bytes of wire format and one of length.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class HashBenchmark {
    private static final int KEPT = 1 << 12;
    private static final int ID_AT = 6;
    private static final int RECORD_BYTES = 130;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 36;

    private static final Hasher128 MURMUR3 = Hashing.murmur3_128();
    private static final Hasher128 XXH3 = Hashing.xxh3_128();
    private static final Hasher64 KOMIHASH = Hashing.komihash5_0(1);
    private static final Hasher64 OTHER_KOMIHASH = Hashing.komihash5_0(2);

    /** Bytes of each id; "8 to 36": they differ from one to the next. */
    @Param({"8", "20", "36", "8 to 36"})
    String length;

    private final byte[][] records = new byte[KEPT][];
    private final int[] lengths = new int[KEPT];
    private final String[] ids = new String[KEPT];
    private int at;

    /** Ids as platforms make them: letters, digits and hyphens. */
    @Setup
    public void begin() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] letters = "0123456789abcdefghijklmnopqrstuvwxyz-".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < KEPT; i++) {
            lengths[i] = length.contains(" ") ? random.nextInt(SHORTEST, LONGEST + 1) : Integer.parseInt(length);
            records[i] = new byte[RECORD_BYTES];
            for (int j = 0; j < lengths[i]; j++) {
                records[i][ID_AT + j] = letters[random.nextInt(letters.length)];
            }
            ids[i] = new String(records[i], ID_AT, lengths[i], StandardCharsets.US_ASCII);
        }
    }

    /** Both halves, from the record's bytes. */
    @Benchmark
    public long own() {
        int i = next();
        return IdHash.first(records[i], ID_AT, lengths[i]) ^ IdHash.second(records[i], ID_AT, lengths[i]);
    }

    /** Both halves, from a text. */
    @Benchmark
    public long ownOfText() {
        String id = ids[next()];
        return IdHash.first(id) ^ IdHash.second(id);
    }

    @Benchmark
    public long murmur3Of128Bits() {
        int i = next();
        return folded(MURMUR3.hashBytesTo128Bits(records[i], ID_AT, lengths[i]));
    }

    @Benchmark
    public long xxh3Of128Bits() {
        int i = next();
        return folded(XXH3.hashBytesTo128Bits(records[i], ID_AT, lengths[i]));
    }

    @Benchmark
    public long xxh3Of128BitsOfText() {
        byte[] bytes = ids[next()].getBytes(StandardCharsets.UTF_8);
        return folded(XXH3.hashBytesTo128Bits(bytes, 0, bytes.length));
    }

    @Benchmark
    public long komihashOf64Bits() {
        int i = next();
        return KOMIHASH.hashBytesToLong(records[i], ID_AT, lengths[i]);
    }

    /** 128 bits by two seeds. */
    @Benchmark
    public long komihashTwice() {
        int i = next();
        return KOMIHASH.hashBytesToLong(records[i], ID_AT, lengths[i])
                ^ OTHER_KOMIHASH.hashBytesToLong(records[i], ID_AT, lengths[i]);
    }

    private static long folded(HashValue128 hash) {
        return hash.getMostSignificantBits() ^ hash.getLeastSignificantBits();
    }

    private int next() {
        at = at + 1 & KEPT - 1;
        return at;
    }
}
