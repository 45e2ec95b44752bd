package io.tributary.bench.scale;

import io.tributary.bench.BenchContext;
import io.tributary.bench.Measurement;
import io.tributary.bench.Table;
import io.tributary.bench.Text;
import io.tributary.bench.measure.Summary;
import java.util.ArrayList;
import java.util.List;

/** What events, beats and merchants cost as merchants and programmes become many. */
public final class ScaleMeasurement implements Measurement {
    private static final String WHOLE = "%,d";

    @Override
    public String id() {
        return "scale";
    }

    @Override
    public String description() {
        return "Cost of an event, a beat and a merchant with 1,000 to 1,000,000 merchants and 1 to 100 programmes.";
    }

    @Override
    public Result run(BenchContext context) {
        ScalePlan plan = ScalePlan.of(context);
        Crowd crowd = new Crowd(context, plan);
        crowd.run();
        Sizes sizes = new Sizes(context, plan);
        sizes.run();
        List<ScaleRow> rows = new ArrayList<>(crowd.rows());
        rows.addAll(sizes.rows());
        List<String> notes = new ArrayList<>(sizes.notes());
        notes.addAll(notes());
        return new Result(rows, List.of(events(plan, rows), beats(plan, rows), memory(plan, rows)), notes);
    }

    private static Table events(ScalePlan plan, List<ScaleRow> rows) {
        List<List<String>> cells = rows.stream()
                .filter(row -> row.what().equals("cpu") && row.round() == 1)
                .map(row -> List.of(
                        Text.of(WHOLE, row.merchants()),
                        Text.of(WHOLE, row.programmes()),
                        Text.of("%.2f", same(rows, row)),
                        Text.of("%.2f", same(rows, row.as("jit"))),
                        Text.of("%,.0f", same(rows, row.as("rate")))))
                .toList();
        String title = Text.of(
                "Events by size: %,d events, the second half measured; median (least to most) of %d; heap %s",
                plan.events(), plan.rounds(), LockStep.HEAP.get(1));
        return new Table(
                title, List.of("merchants", "programmes", "service CPU us/event", "of it JIT", "events/s"), cells);
    }

    private static Table beats(ScalePlan plan, List<ScaleRow> rows) {
        List<List<String>> cells = rows.stream()
                .filter(row -> row.what().equals("beat") && row.round() == 1)
                .map(row -> List.of(
                        Text.of(WHOLE, row.active()),
                        Text.of("%.2f", same(rows, row)),
                        row.active() == 0
                                ? "-"
                                : Text.of("%.1f", 1e3 * same(rows, row).median() / row.active())))
                .toList();
        String title = Text.of(
                "Beats by active merchants: ms of all tasks for one beat, of %,d merchants, so many of them charged an exposure"
                        + " since the beat before; median (least to most); no directive due to be issued again"
                        + " (directive.ttl.ms=%,d)",
                plan.mostMerchants(), Crowd.DIRECTIVE_MILLIS);
        return new Table(title, List.of("active", "ms/beat", "us/active merchant"), cells);
    }

    private static Table memory(ScalePlan plan, List<ScaleRow> rows) {
        int least = plan.merchants().get(0);
        List<List<String>> cells = new ArrayList<>();
        for (int merchants : plan.merchants()) {
            List<String> cell = new ArrayList<>(List.of(Text.of(WHOLE, merchants)));
            for (String what : List.of("heap", "resident", "store")) {
                double bytes = bytes(rows, what, merchants);
                cell.add(Text.of("%,.1f", bytes / (1 << 20)));
                double more =
                        merchants == least ? Double.NaN : (bytes - bytes(rows, what, least)) / (merchants - least);
                cell.add(Double.isNaN(more) ? "-" : Text.of("%,.0f", more));
            }
            cells.add(cell);
        }
        String title = Text.of(
                "Memory by merchants: MiB, and bytes for each merchant beyond %,d; profile and %d impressions each, three in ten in"
                        + " a programme; heap %s, used after all garbage is collected",
                least, Crowd.EVENTS_PER_MERCHANT, LockStep.HEAP.get(1));
        return new Table(
                title, List.of("merchants", "heap used", "bytes", "resident", "bytes", "state folder", "bytes"), cells);
    }

    private static double bytes(List<ScaleRow> rows, String what, int merchants) {
        return same(rows, new ScaleRow(what, merchants, 1, 0, 0, 0)).median();
    }

    private static Summary same(List<ScaleRow> rows, ScaleRow like) {
        List<ScaleRow> found = rows.stream()
                .filter(row -> row.what().equals(like.what())
                        && row.merchants() == like.merchants()
                        && row.programmes() == like.programmes()
                        && row.active() == like.active())
                .toList();
        return Summary.of(found, ScaleRow::value);
    }

    private static List<String> notes() {
        return List.of(
                "Events are measured between two minutes' ends: what a merchant's minute costs at its end, two rows and two records, goes"
                        + " with merchants that had traffic, not with events.",
                "A beat visits merchants that were charged, are due or changed. With the default directive.ttl.ms of 300,000 each"
                        + " boosted merchant is due once in 150 s, whether active or not: that is the price of a directive that lapses"
                        + " by itself, and not in these beats.",
                "Resident memory has the heap's free pages in it, which the JVM keeps once touched, and RocksDB.");
    }
}
