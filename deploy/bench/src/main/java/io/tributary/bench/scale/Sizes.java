package io.tributary.bench.scale;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.Text;
import io.tributary.bench.Throughput;
import io.tributary.bench.job.Job;
import io.tributary.bench.measure.Round;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.testkit.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an event costs with this many merchants and programmes. */
final class Sizes {
    private static final int STANDARD_MERCHANTS = 10_000;

    private final BenchContext context;
    private final ScalePlan plan;
    private final List<ScaleRow> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Sizes(BenchContext context, ScalePlan plan) {
        List<String> jvm =
                Stream.concat(LockStep.HEAP.stream(), context.jvm().stream()).toList();
        this.context = new BenchContext(
                plan.events(),
                plan.rounds(),
                context.seed(),
                jvm,
                context.settings(),
                context.mostOther(),
                context.progress());
        this.plan = plan;
    }

    void run() {
        plan.merchants().forEach(merchants -> measure(merchants, 1));
        int standard = Math.min(STANDARD_MERCHANTS, plan.mostMerchants());
        plan.programmes().forEach(programmes -> measure(standard, programmes));
    }

    List<ScaleRow> rows() {
        return rows;
    }

    List<String> notes() {
        return notes;
    }

    private void measure(int merchants, int programmes) {
        WorkloadSettings workload = plan.workload(merchants, programmes, context.seed());
        context.progress().accept(Text.of("scale: %,d merchants, %,d programmes", merchants, programmes));
        try (Arena arena = context.openArena();
                Throughput throughput = new Throughput(context, arena, workload)) {
            for (int round = 1; round <= plan.rounds(); round++) {
                Round measured = throughput.run(Job.TRIBUTARY, round);
                rows.add(new ScaleRow("cpu", merchants, programmes, 0, round, measured.cpuMicrosPerEvent()));
                rows.add(new ScaleRow("jit", merchants, programmes, 0, round, measured.jitCpuMicrosPerEvent()));
                rows.add(new ScaleRow("rate", merchants, programmes, 0, round, measured.eventsPerSecond()));
            }
        } catch (BenchException | ClusterException e) {
            notes.add(Text.of("%,d merchants, %,d programmes: %s", merchants, programmes, e.getMessage()));
        }
    }
}
