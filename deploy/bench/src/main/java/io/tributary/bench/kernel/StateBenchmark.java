package io.tributary.bench.kernel;

import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.topology.merchant.MerchantCodec;
import io.tributary.topology.state.WriterSchemas;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What writing a merchant costs at a commit: its main record, for the parts of its deduplication windows are written when they
 * change, and here nothing comes in between.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class StateBenchmark {
    private static final int EVENTS = 1 << 15;

    private final MerchantCodec codec = new MerchantCodec(WriterSchemas.inMemory());
    private List<MerchantState> merchants;
    private int at;

    /** Merchants with accounts, open windows and remembered ids. */
    @Setup
    public void begin() {
        WorkloadSettings settings = WorkloadSettings.standard(1, 1);
        LivePartition partition = new LivePartition(settings, new Captured(0));
        Events events = new Events(settings, EVENTS, partition.market().firstEvent());
        events.plain.forEach(each -> partition.event(each.merchantId(), each.event()));
        events.charged.forEach(each -> partition.event(each.merchantId(), each.event()));
        events.orders.forEach(each -> partition.event(each.merchantId(), each.event()));
        merchants = partition.all();
    }

    /** One merchant. */
    @Benchmark
    public void encodeMerchant(Blackhole bytes) {
        codec.write(merchants.get(at), (part, record) -> bytes.consume(record));
        at = at + 1 < merchants.size() ? at + 1 : 0;
    }
}
