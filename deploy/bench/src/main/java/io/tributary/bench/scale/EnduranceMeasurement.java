package io.tributary.bench.scale;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.Measurement;
import io.tributary.bench.Table;
import io.tributary.bench.Text;
import io.tributary.bench.workload.Sender;
import io.tributary.bench.workload.Spread;
import io.tributary.bench.workload.Workload;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Whether anything grows: a day of simulated traffic, as fast as it can be worked off. */
public final class EnduranceMeasurement implements Measurement {
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    /** The beat after the next one would begin another period. */
    private static final int LAST_MINUTE = HOURS * MINUTES - 2;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int MERCHANTS = 1_000_000;
    private static final int LEAST_MERCHANTS = 1_000;
    private static final int EVENTS_PER_SECOND = 50;
    private static final double STANDARD_EVENTS = 6e6;
    /** At the default of five minutes the boosted third of a million merchants would be directed 600 times in the day. */
    private static final long DIRECTIVE_MILLIS = 21_600_000;

    /**
     * All merchants have their day with these surfaces early, so that what grows later grows without end. One after another, by minute:
     * a merchant's minute and hour have as many cells as its day until they are over.
     */
    private static final Map<Integer, Surface> SPREAD = Map.of(1, Surface.FEED, 91, Surface.SEARCH, 181, Surface.LIVE);

    @Override
    public String id() {
        return "endurance";
    }

    @Override
    public String description() {
        return "Memory and disk over a simulated day with 1,000,000 merchants: whether anything grows.";
    }

    @Override
    public Result run(BenchContext context) {
        double part = Math.min(1, context.events() / STANDARD_EVENTS);
        int merchants = Math.max(LEAST_MERCHANTS, (int) (part * MERCHANTS));
        int perMinute = Math.max(1, (int) (part * EVENTS_PER_SECOND * MINUTES));
        WorkloadSettings workload = WorkloadSettings.standard(1, context.seed()).withMerchants(merchants);
        List<EnduranceRow> rows = new ArrayList<>();
        try (Arena arena = context.openArena();
                LockStep service = new LockStep(arena, context, workload, DIRECTIVE_MILLIS)) {
            Traffic traffic = new Traffic(new Workload(workload, service.market()), service.sender());
            for (int minute = 1; minute <= LAST_MINUTE; minute++) {
                long start = service.market().periodStart() + minute * MINUTE_MILLIS;
                Surface surface = SPREAD.get(minute);
                if (surface != null) {
                    Spread.send(service.sender(), merchants, 1, surface, start);
                    service.settle();
                }
                traffic.minute(start, perMinute);
                service.settle();
                service.beat(start + MINUTE_MILLIS);
                if (minute % MINUTES == 0 || minute == LAST_MINUTE) {
                    int hour = minute == LAST_MINUTE ? HOURS : minute / MINUTES;
                    rows.add(row(hour, (long) minute * perMinute, service.footprint()));
                    context.progress().accept("endurance: " + rows.get(rows.size() - 1));
                }
            }
        }
        return new Result(rows, List.of(table(merchants, perMinute, rows)), notes());
    }

    /** Events of a minute, spread over it. */
    private record Traffic(Workload workload, Sender sender) implements Workload.Sink {
        void minute(long start, int events) {
            for (int i = 0; i < events; i++) {
                workload.next(this, start + i * MINUTE_MILLIS / events);
            }
        }

        @Override
        public void impression(String merchantId, Impression impression) {
            sender.send(Topics.IMPRESSIONS, merchantId, impression, impression.getTime());
        }

        @Override
        public void order(String merchantId, OrderLine order) {
            sender.send(Topics.ORDERS, merchantId, order, order.getTime());
        }
    }

    private static EnduranceRow row(int hour, long events, Footprint found) {
        return new EnduranceRow(
                hour, events, found.heapBytes(), found.residentBytes(), found.storeBytes(), found.merchants());
    }

    static Table table(int merchants, int perMinute, List<EnduranceRow> rows) {
        List<List<String>> cells = rows.stream()
                .map(row -> List.of(
                        Integer.toString(row.hour()),
                        Text.of("%,d", row.events()),
                        mebibytes(row.heapBytes()),
                        mebibytes(row.residentBytes()),
                        mebibytes(row.storeBytes()),
                        Text.of("%,.0f", row.merchants())))
                .toList();
        String title = Text.of(
                "Memory and disk over a simulated day, MiB: %,d merchants, %,d events and one beat a minute,"
                        + " directive.ttl.ms=%,d; heap %s, RocksDB as the service sets it",
                merchants, perMinute, DIRECTIVE_MILLIS, LockStep.HEAP.get(1));
        return new Table(title, List.of("hour", "events", "heap used", "resident", "state folder", "merchants"), cells);
    }

    private static String mebibytes(double bytes) {
        return bytes < 0 ? "-" : Text.of("%,.1f", bytes / (1 << 20));
    }

    private static List<String> notes() {
        return List.of(
                "Heap is what is used after all garbage is collected. Ids of impressions are kept for 10 minutes of event time,"
                        + " windows until 10 minutes after their end. Every merchant has its day, with all its surfaces once minute "
                        + Collections.max(SPREAD.keySet())
                        + " is over; order ids are kept on disk for 32 days, hours and days"
                        + " that are final for 30, so that theirs is what may grow.");
    }
}
