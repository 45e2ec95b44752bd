package io.tributary.bench.latency;

import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.Measurement;
import io.tributary.bench.Table;
import io.tributary.bench.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Latency in the open loop. */
public final class LatencyMeasurement implements Measurement {
    private static final int[] RATES = {20_000, 100_000};
    private static final int[] COMMITS = {100, 20};
    /** The default, and the shortest. */
    private static final int[] BEATS = {1_000, 50};

    private static final int ATTEMPTS = 3;

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public String description() {
        return "Milliseconds from an event to its directive and metric, readable with read_committed, at 20,000 and 100,000"
                + " events/s.";
    }

    @Override
    public Result run(BenchContext context) {
        LatencyPlan plan = LatencyPlan.of(context.events(), context.seed());
        List<LatencyRow> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>(notes(plan));
        for (LatencyCase each : cases(context.settings())) {
            rows.addAll(quiet(context, plan, each, notes));
        }
        return new Result(rows, tables(plan, rows), notes);
    }

    /** What a busy machine shows is measured again, a few times; the last one counts. */
    private static List<LatencyRow> quiet(
            BenchContext context, LatencyPlan plan, LatencyCase tried, List<String> notes) {
        for (int attempt = 1; ; attempt++) {
            context.progress().accept("latency: " + tried.describe());
            List<LatencyRow> rows;
            try {
                rows = new LatencyRun(context, plan, tried).run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted");
            }
            double other = rows.get(0).otherCpuPercent();
            if (!(other > context.mostOther())) {
                return rows;
            }
            boolean last = attempt == ATTEMPTS;
            String note = Text.of(
                    "%s: other processes took %.1f %% of the machine, more than %.1f; %s",
                    tried.describe(), other, context.mostOther(), last ? "it counts all the same" : "measured again");
            notes.add(note);
            context.progress().accept(note);
            if (last) {
                return rows;
            }
        }
    }

    /** All combinations; a setting that was given for all the bench is not varied. */
    static List<LatencyCase> cases(Map<String, String> settings) {
        List<LatencyCase> cases = new ArrayList<>();
        for (int beat : choices(settings.get("beat.interval.ms"), BEATS)) {
            for (int rate : RATES) {
                for (int commit : choices(settings.get("commit.interval.ms"), COMMITS)) {
                    cases.add(new LatencyCase(rate, commit, beat));
                }
            }
        }
        return cases;
    }

    private static int[] choices(String given, int[] standard) {
        return given == null ? standard : new int[] {Integer.parseInt(given)};
    }

    static List<Table> tables(LatencyPlan plan, List<LatencyRow> rows) {
        List<Table> tables = new ArrayList<>();
        for (Way way : Way.values()) {
            String name = way.name().toLowerCase(Locale.ROOT);
            List<List<String>> cells = rows.stream()
                    .filter(row -> row.way().equals(name))
                    .map(LatencyMeasurement::cells)
                    .toList();
            String title = Text.of(
                    "Latency, ms: %s%s; %d s each",
                    way.title(), way.hasBeat() ? ", the wait for the next beat included" : "", plan.measuredSeconds());
            tables.add(new Table(
                    title,
                    List.of(
                            "events/s",
                            "commit ms",
                            "beat ms",
                            "p50",
                            "p99",
                            "p99.9",
                            "max",
                            "times",
                            "unanswered",
                            "sent/s"),
                    cells));
        }
        return tables;
    }

    private static List<String> cells(LatencyRow row) {
        return List.of(
                whole(row.eventsPerSecond()),
                whole(row.commitMillis()),
                whole(row.beatMillis()),
                millis(row.p50()),
                millis(row.p99()),
                millis(row.p999()),
                millis(row.max()),
                whole(row.count()),
                whole(row.unanswered()),
                whole(Math.round(row.sentPerSecond())));
    }

    private static String whole(long value) {
        return Text.of("%,d", value);
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "-" : Text.of("%.1f", value);
    }

    private static List<String> notes(LatencyPlan plan) {
        return List.of(
                "Times run from the schedule of the sender to the return of the reader's poll, one process, one clock: what a stall"
                        + " holds up counts with all of its wait. Load, brokers, service and reader share the machine.",
                "The service decides at beats, but for opt-outs: the way from an event to a directive is the wait for the next beat"
                        + " (evenly spread over beat.interval.ms) plus the way from the beat. A beat is committed when all tasks of a"
                        + " thread have answered it, so commit.interval.ms matters to opt-outs only, and beats of 50 ms are"
                        + " commits of 50 ms at most. Rows of a minute come at their merchant's moment within metrics.spread.ms.",
                "A beat's time is the service's clock, read in whole milliseconds.",
                "Warm-up " + plan.warmUpSeconds() + " s under load; " + plan.merchants() + " merchants; "
                        + plan.probesPerSecond()
                        + " probes a second of each kind, on merchants that the load does not touch.");
    }
}
