package io.tributary.bench.kernel;

import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.events.v1.Impression;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a beat costs a partition of 100,000 merchants, of whom some were charged an exposure since the last one. The bytes that JMH's
 * profiler gives are with the charges, which come before the clock starts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"})
public class SweepBenchmark {
    private static final int MERCHANTS = 100_000;
    /** Beats are a millisecond apart, so that no directive comes due to be refreshed and no minute ends. */
    private static final long APART_MILLIS = 1;

    @Param({"0", "100", "1000", "10000"})
    private int active;

    private LivePartition partition;
    private final List<Events.Keyed<Impression>> charges = new ArrayList<>();
    private final FreshIds ids = new FreshIds();
    private int round;

    /** Merchants, grants, directives, and a charge for each of the active. */
    @Setup
    public void begin() {
        WorkloadSettings settings = WorkloadSettings.standard(1, 1).withMerchants(MERCHANTS);
        partition = new LivePartition(settings, new Captured(0));
        Impression like =
                new Events(settings, 1, partition.now()).charged.get(0).event();
        for (int rank = 0; charges.size() < active; rank++) {
            if (Market.isSupported(rank)) {
                Impression charge = Impression.newBuilder(like)
                        .setDirectiveId(partition.market().directiveId(rank))
                        .build();
                charges.add(new Events.Keyed<>(Market.merchantId(rank), charge));
            }
        }
    }

    /** The charges since the last beat. */
    @Setup(Level.Invocation)
    public void charge() {
        for (Events.Keyed<Impression> each : charges) {
            each.event().setImpressionId(ids.next());
            each.event().setTime(partition.now());
            partition.event(each.merchantId(), each.event());
        }
        round++;
    }

    /** A beat, from the decoded record to directives, ledger entries and the report. */
    @Benchmark
    public int beat() {
        partition.beat(partition.now() + APART_MILLIS);
        return round;
    }
}
