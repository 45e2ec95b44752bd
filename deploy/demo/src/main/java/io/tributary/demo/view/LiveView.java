package io.tributary.demo.view;

import static io.tributary.demo.view.Figures.bar;
import static io.tributary.demo.view.Figures.change;
import static io.tributary.demo.view.Figures.count;
import static io.tributary.demo.view.Figures.decimal;
import static io.tributary.demo.view.Figures.percent;
import static io.tributary.demo.view.Figures.ratio;

import io.tributary.demo.client.Scoreboard;
import io.tributary.demo.marketplace.Tally;
import io.tributary.metrics.v1.Pacing;
import io.tributary.testkit.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a running demo: redrawn in place on a terminal, a line every few seconds elsewhere. */
public final class LiveView {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 3_000_000_000L;
    private static final int BAR = 12;
    /** A line that wraps would take two and spoil the next redraw: cut it at the edge instead. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final PrintStream out;
    private final boolean terminal;
    private final ZoneId zone;
    private final long started = System.nanoTime();
    private long last;
    private long lastEvents;
    private int drawn;

    /** @param terminal whether lines may be redrawn */
    public LiveView(PrintStream out, boolean terminal, ZoneId zone) {
        this.out = out;
        this.terminal = terminal;
        this.zone = zone;
        this.last = started;
    }

    /** Says what is going on while there is nothing to show yet. */
    public void note(String line) {
        out.println(line);
    }

    /** Shows the state if it is time to. */
    public void show(long eventTime, Scoreboard board, Tally tally, long events) {
        long now = System.nanoTime();
        if (now - last < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            return;
        }
        double rate = (events - lastEvents) * 1e9 / (now - last);
        last = now;
        lastEvents = events;
        String clock = Instant.ofEpochMilli(eventTime).atZone(zone).format(CLOCK);
        if (terminal) {
            redraw(screen(clock, board, tally, rate));
        } else {
            out.println(line(clock, board, rate));
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder frame = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            frame.append(String.format("\u001b[%dA", drawn));
        }
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        drawn = lines.size();
        out.print(frame.append(WRAP));
        out.flush();
    }

    private List<String> screen(String clock, Scoreboard board, Tally tally, double rate) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%s %s  %s requests  %s records/s  %.0f s  loss of relevance %s  (boosted, held out: members' share of exposures)",
                clock,
                zone,
                count(tally.requests()),
                count(rate),
                (System.nanoTime() - started) / 1e9,
                percent(tally.relativeLoss())));
        Table table = new Table()
                .row(
                        "programme",
                        "pool",
                        "granted",
                        "spent",
                        "of grant",
                        "schedule",
                        "strength",
                        "members",
                        "paused",
                        "boosted",
                        "held out",
                        "lift",
                        "orders");
        for (String programme : board.programmes()) {
            Pacing pacing = board.pacing(programme);
            double boosted = ratio(pacing.getTreatmentExposures(), pacing.getTreatmentTotal());
            double heldOut = ratio(pacing.getHoldoutExposures(), pacing.getHoldoutTotal());
            table.row(
                    programme,
                    count(pacing.getPool()),
                    count(pacing.getGranted()),
                    count(pacing.getSpent()),
                    bar(ratio(pacing.getSpent(), pacing.getGranted()), BAR),
                    percent(board.schedule(programme)),
                    decimal(pacing.getStrength()),
                    count(pacing.getMembers()),
                    count(pacing.getSuspended()),
                    percent(boosted),
                    percent(heldOut),
                    change(boosted / heldOut - 1),
                    count(pacing.getTreatmentOrders() + pacing.getHoldoutOrders()));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static String line(String clock, Scoreboard board, double rate) {
        StringBuilder line = new StringBuilder(clock);
        for (String programme : board.programmes()) {
            Pacing pacing = board.pacing(programme);
            line.append(String.format(
                    "  %s %s of %s (plan %s, strength %s) share %s/%s",
                    programme,
                    count(pacing.getSpent()),
                    count(pacing.getGranted()),
                    count(pacing.getPlanned()),
                    decimal(pacing.getStrength()),
                    percent(ratio(pacing.getTreatmentExposures(), pacing.getTreatmentTotal())),
                    percent(ratio(pacing.getHoldoutExposures(), pacing.getHoldoutTotal()))));
        }
        return line.append("  ").append(count(rate)).append(" records/s").toString();
    }
}
