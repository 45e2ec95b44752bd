package io.tributary.bench.kernel;

import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import java.util.List;
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
 * What an event costs the merchant partition, from the decoded record to the changed state; deduplication is in it. Every event has
 * an id of its own, which is 80 bytes and some nanoseconds of each figure, and all ids are kept, as within the ten minutes in
 * which a repeated one is recognised: the partition grows while it is measured. Events come at 100,000 a second of event time.
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
    private static final long EVENTS_PER_MILLISECOND = 100;

    @Param({"10000"})
    private int merchants;

    private LivePartition partition;
    private Events events;
    private final FreshIds ids = new FreshIds();
    private long done;
    private long start;

    /** Merchants, grants, directives, and events to choose from. */
    @Setup
    public void begin() {
        WorkloadSettings settings = WorkloadSettings.standard(1, 1).withMerchants(merchants);
        partition = new LivePartition(settings, new Captured(0));
        start = partition.market().firstEvent();
        events = new Events(settings, KEPT, start);
        events.plain.forEach(each -> partition.event(each.merchantId(), each.event()));
    }

    /** An impression that is counted and charged to nobody. */
    @Benchmark
    public void plainImpression() {
        fresh(events.plain);
    }

    /** An impression that is counted and charged to a grant. */
    @Benchmark
    public void chargedImpression() {
        fresh(events.charged);
    }

    /** An impression that was counted before. */
    @Benchmark
    public void repeatedImpression() {
        Events.Keyed<Impression> next = events.plain.get((int) (done++ % KEPT));
        partition.event(next.merchantId(), next.event());
    }

    /** A paid order line. */
    @Benchmark
    public void order() {
        Events.Keyed<OrderLine> next = events.orders.get((int) (done % KEPT));
        next.event().setOrderId(ids.next());
        next.event().setTime(time());
        partition.event(next.merchantId(), next.event());
    }

    private void fresh(List<Events.Keyed<Impression>> kind) {
        Events.Keyed<Impression> next = kind.get((int) (done % KEPT));
        next.event().setImpressionId(ids.next());
        next.event().setTime(time());
        partition.event(next.merchantId(), next.event());
    }

    private long time() {
        return start + done++ / EVENTS_PER_MILLISECOND;
    }
}
