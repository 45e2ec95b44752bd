package io.tributary.bench.kernel;

import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.events.v1.OrderLine;
import io.tributary.schemas.serde.AvroSerdes;
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
 * What an event costs the merchant partition, to the changed state; deduplication is in it. Impressions come as bytes, as the service takes
 * them, order lines as decoded records. Every event has an id of its own, and all ids are kept, as within the ten minutes in
 * which a repeated one is recognised. Each iteration is a second of event time: before it, a beat and a commit.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"})
public class EventBenchmark {
    private static final int KEPT = 1 << 14;
    private static final long SECOND = 1_000;

    @Param({"10000"})
    private int merchants;

    private final FreshIds ids = new FreshIds();
    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final RawImpressions plain = new RawImpressions(serdes, ids);
    private final RawImpressions charged = new RawImpressions(serdes, ids);
    private LivePartition partition;
    private Events events;
    private int done;

    /** Merchants, grants, directives, and events to choose from. */
    @Setup
    public void begin() {
        WorkloadSettings settings = WorkloadSettings.standard(1, 1).withMerchants(merchants);
        partition = new LivePartition(settings, new Captured(0));
        events = new Events(settings, KEPT, partition.market().firstEvent());
        partition.beat(partition.market().firstEvent());
    }

    /** The next second. */
    @Setup(Level.Iteration)
    public void goOn() {
        partition.beat(partition.now() + SECOND);
        partition.commit();
        plain.take(events.plain, partition.now());
        charged.take(events.charged, partition.now());
        events.orders.forEach(each -> each.event().setTime(partition.now()));
        // So that their first time is not in what is measured, and repeatedImpression repeats them.
        for (int at = 0; at < plain.size(); at++) {
            partition.event(plain.merchantId(at), plain.read(at));
        }
    }

    /** An impression that is counted and charged to nobody. */
    @Benchmark
    public void plainImpression() {
        fresh(plain);
    }

    /** An impression that is counted and charged to a grant. */
    @Benchmark
    public void chargedImpression() {
        fresh(charged);
    }

    /** An impression that was counted before. */
    @Benchmark
    public void repeatedImpression() {
        int at = done++ % KEPT;
        partition.event(plain.merchantId(at), plain.read(at));
    }

    /** A paid order line. */
    @Benchmark
    public void order() {
        Events.Keyed<OrderLine> next = events.orders.get(done++ % KEPT);
        next.event().setOrderId(ids.next());
        partition.event(next.merchantId(), next.event());
    }

    private void fresh(RawImpressions kind) {
        int at = done++ % KEPT;
        partition.event(kind.merchantId(at), kind.readFresh(at));
    }
}
