package io.tributary.bench.kernel;

import io.tributary.store.live.Handle;
import io.tributary.store.live.LiveStore;
import io.tributary.store.live.ObjectCodec;
import io.tributary.store.live.TaskStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to find the merchants of 32 events in a row by the bytes of their keys, each merchant as likely as any: in the live store's
 * own table, and in maps of the JDK that could stand in its place. Times are those of one key, with {@link #keys} in each; what a map
 * takes beside handles and keys is printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class LookUpBenchmark {
    private static final int IN_A_ROW = 32;
    private static final int DIGITS_AT = 2;
    private static final int FIRST = 10_000_000;
    private static final char SECTION = 'm';

    @Param({"1000", "1000000"})
    int entries;

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[][] keys = new byte[IN_A_ROW][];
    private final Object[] found = new Object[IN_A_ROW];
    private final Map<String, Handle<Object>> byText = new HashMap<>();
    private final Map<Bytes, Handle<Object>> byBytes = new HashMap<>();
    private LiveStore<Object> live;

    /** Objects that are nothing: only how they are found is of interest. */
    private static final class NoCodec implements ObjectCodec<Object> {
        @Override
        public void write(Object value, PartSink sink) {}

        @Override
        public Object read(String key, byte[] main, PartSource source) {
            return new Object();
        }

        @Override
        public boolean isIdle(Object value) {
            return false;
        }
    }

    @Setup
    public void begin() {
        TaskStore task = new TaskStore(Stores.inMemoryKeyValueStore("objects").get());
        live = task.objects(SECTION, new NoCodec(), entries);
        String[] texts = new String[entries];
        byte[][] bytes = new byte[entries][];
        for (int i = 0; i < entries; i++) {
            texts[i] = "m-" + (FIRST + i);
            bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            live.add(texts[i], new Object());
        }
        task.flushCache();
        for (int i = 0; i < IN_A_ROW; i++) {
            keys[i] = bytes[i].clone();
        }
        long before = used();
        for (String text : texts) {
            byText.put(text, live.find(text));
        }
        long afterTexts = used();
        print("HashMap by text, which others keep too", afterTexts - before);
        for (int i = 0; i < entries; i++) {
            byBytes.put(Bytes.wrap(bytes[i]), byText.get(texts[i]));
        }
        print("HashMap by bytes, which others keep too", used() - afterTexts);
    }

    private void print(String what, long bytes) {
        System.out.printf("%n%s: %.1f bytes an entry%n", what, (double) bytes / entries);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Writes 32 keys, and finds nothing. */
    @Benchmark
    @OperationsPerInvocation(IN_A_ROW)
    public byte[][] keys() {
        for (byte[] key : keys) {
            int rest = FIRST + random.nextInt(entries);
            for (int at = key.length - 1; at >= DIGITS_AT; at--) {
                key[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return keys;
    }

    @Benchmark
    @OperationsPerInvocation(IN_A_ROW)
    public Object[] ownTable() {
        live.held(keys(), found, IN_A_ROW);
        return found;
    }

    /** With a text made of each key, as a map of texts needs it. */
    @Benchmark
    @OperationsPerInvocation(IN_A_ROW)
    public Object[] mapByText() {
        byte[][] asked = keys();
        for (int i = 0; i < IN_A_ROW; i++) {
            found[i] = byText.get(new String(asked[i], StandardCharsets.UTF_8)).value();
        }
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(IN_A_ROW)
    public Object[] mapByBytes() {
        byte[][] asked = keys();
        for (int i = 0; i < IN_A_ROW; i++) {
            found[i] = byBytes.get(Bytes.wrap(asked[i])).value();
        }
        return found;
    }
}
