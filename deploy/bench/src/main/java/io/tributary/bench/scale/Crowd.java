package io.tributary.bench.scale;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.Text;
import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.Spread;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.common.v1.Surface;
import java.util.ArrayList;
import java.util.List;

/** What merchants take in memory, and what a beat costs when some of them were active. */
final class Crowd {
    /** Directives of a whole day: in the minutes that this takes none comes due to be issued again. */
    static final long DIRECTIVE_MILLIS = 86_400_000;

    static final int EVENTS_PER_MERCHANT = 3;
    private static final int BEATS = 5;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long SECOND = 1_000;

    private final BenchContext context;
    private final ScalePlan plan;
    private final List<ScaleRow> rows = new ArrayList<>();
    private long minute;
    private long ids;

    Crowd(BenchContext context, ScalePlan plan) {
        this.context = context;
        this.plan = plan;
    }

    void run() {
        for (int merchants : plan.merchants()) {
            context.progress().accept(Text.of("scale: memory of %,d merchants", merchants));
            WorkloadSettings workload =
                    WorkloadSettings.standard(1, context.seed()).withMerchants(merchants);
            try (Arena arena = context.openArena();
                    LockStep service = new LockStep(arena, context, workload, DIRECTIVE_MILLIS)) {
                memory(service, merchants);
                if (merchants == plan.mostMerchants()) {
                    beats(service, merchants);
                }
            }
        }
    }

    List<ScaleRow> rows() {
        return rows;
    }

    private void memory(LockStep service, int merchants) {
        long start = service.market().firstEvent();
        Spread.send(service.sender(), merchants, EVENTS_PER_MERCHANT, Surface.FEED, start);
        service.settle();
        minute = start - start % MINUTE + MINUTE;
        service.beat(minute);
        Footprint found = service.footprint();
        rows.add(new ScaleRow("heap", merchants, 1, 0, 1, found.heapBytes()));
        rows.add(new ScaleRow("resident", merchants, 1, 0, 1, found.residentBytes()));
        rows.add(new ScaleRow("store", merchants, 1, 0, 1, found.storeBytes()));
    }

    /** Each number of active merchants has an hour of its own: rows of what was before are out by its middle. */
    private void beats(LockStep service, int merchants) {
        List<Integer> supported = new ArrayList<>();
        for (int rank = 0; rank < merchants; rank++) {
            if (Market.isSupported(rank)) {
                supported.add(rank);
            }
        }
        // Once for the compiler.
        beats(service, merchants, supported, plan.active().get(plan.active().size() - 1), false);
        beats(service, merchants, supported, 0, true);
        plan.active().forEach(active -> beats(service, merchants, supported, active, true));
    }

    private void beats(LockStep service, int merchants, List<Integer> supported, int wanted, boolean counts) {
        int active = Math.min(wanted, supported.size());
        minute = minute - minute % HOUR + HOUR + HOUR / 2;
        service.beat(minute - MINUTE);
        service.beat(minute);
        for (int round = 1; round <= BEATS; round++) {
            long time = minute + round * SECOND;
            for (int rank : supported.subList(0, active)) {
                String directive = service.market().directiveId(rank);
                Spread.charged(service.sender(), rank, directive, time - 1, "active-" + ids++);
            }
            service.settle();
            double before = service.sweptMillis();
            service.beat(time);
            double millis = service.sweptMillis() - before;
            if (counts) {
                rows.add(new ScaleRow("beat", merchants, 1, active, round, millis));
            }
        }
    }
}
