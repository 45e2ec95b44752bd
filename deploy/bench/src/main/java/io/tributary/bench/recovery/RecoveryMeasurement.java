package io.tributary.bench.recovery;

import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.Measurement;
import io.tributary.bench.Table;
import io.tributary.bench.Text;
import io.tributary.bench.measure.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Seconds from kill -9 until the work goes on. */
public final class RecoveryMeasurement implements Measurement {
    private static final String SECONDS = "%.1f";

    @Override
    public String id() {
        return "recovery";
    }

    @Override
    public String description() {
        return "Seconds from kill -9 until the work goes on and has caught up, with 10,000 and 1,000,000 merchants.";
    }

    @Override
    public Result run(BenchContext context) {
        RecoveryPlan plan = RecoveryPlan.of(context);
        List<RecoveryRow> rows = new ArrayList<>();
        for (int merchants : plan.merchants()) {
            try {
                rows.addAll(new RecoveryRun(context, plan, merchants).run());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted");
            }
        }
        List<Table> tables = plan.merchants().stream()
                .map(merchants -> table(plan, merchants, rows))
                .toList();
        return new Result(rows, tables, notes());
    }

    static Table table(RecoveryPlan plan, int merchants, List<RecoveryRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (Outage outage : Outage.values()) {
            for (Session session : Session.ALL) {
                List<RecoveryRow> kills = rows.stream()
                        .filter(row -> row.merchants() == merchants
                                && row.outage().equals(outage.name().toLowerCase(Locale.ROOT))
                                && row.sessionMillis() == session.timeoutMillis())
                        .toList();
                cells.add(List.of(
                        outage.title(),
                        Text.of("%,d", session.timeoutMillis()),
                        Text.of(SECONDS, Summary.of(kills, RecoveryRow::firstSeconds)),
                        Text.of(SECONDS, Summary.of(kills, RecoveryRow::allSeconds)),
                        Text.of(SECONDS, Summary.of(kills, RecoveryRow::caughtUpSeconds))));
            }
        }
        String title = Text.of(
                "Recovery, s from kill -9: %,d merchants, %,d events/s, %d kills each: median (least to most);"
                        + " heap of an instance %s",
                merchants, RecoveryPlan.EVENTS_PER_SECOND, plan.rounds(), Fleet.HEAP);
        return new Table(title, List.of("what goes on", "session ms", "first commit", "all tasks", "caught up"), cells);
    }

    private static List<String> notes() {
        return List.of(
                "Of an instance that is held: s from the moment it is let go, two sessions later. First commit: of one of the killed instance's merchant tasks; all tasks: each of them has committed more than"
                        + " before. Caught up: all that was sent until half a second before is committed. Brokers are asked every 10"
                        + " ms. Where an instance is started again, the start of its JVM is in all figures.",
                "Sessions of 6,000 ms are the default; 1,000 ms with heartbeats every 250 ms are the shortest that the bench's"
                        + " brokers allow. A session is also what a killed instance's open transaction lives, so it delays whoever cannot"
                        + " fence it: an instance that lost its state.dir, or another one.",
                "Instances start with an archive of the service's classes, as scripts/tributary run does from its second start on.",
                "Instances run the roles merchant and pool and are static members (instance.id); commits every 100 ms. The load lies"
                        + " mostly on popular merchants; the others have a profile and "
                        + RecoveryPlan.EVENTS_PER_MERCHANT
                        + " events each.");
    }
}
