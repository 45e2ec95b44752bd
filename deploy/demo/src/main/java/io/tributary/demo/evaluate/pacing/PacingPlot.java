package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.LinePlot;
import io.tributary.demo.evaluate.LinePlot.Axis;
import io.tributary.demo.evaluate.LinePlot.Stroke;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A day of ours: what was shown against the plan, of all and of three merchants; the price of the largest. */
final class PacingPlot implements Replay.Watcher {
    private static final List<String> NAMES = List.of("largest", "middling", "small");
    private static final int EVERY = 4;
    private static final int POINTS = Replay.BEATS / EVERY;

    private final Tributary method;
    private final List<Integer> watched;
    private final double[] hours = new double[POINTS];
    private final double[] shownOfAll = new double[POINTS];
    private final double[] planOfAll = new double[POINTS];
    private final double[] price = new double[POINTS];
    private final List<double[]> shown = new ArrayList<>();

    private PacingPlot(PacingEvaluation evaluation, Tributary method) {
        this.method = method;
        Market market = evaluation.market();
        List<Integer> byBudget = IntStream.range(0, market.size())
                .boxed()
                .sorted(Comparator.comparingLong(market::budget).reversed())
                .toList();
        watched = IntStream.of(0, byBudget.size() / 2, byBudget.size() * 5 / 6)
                .distinct()
                .mapToObj(byBudget::get)
                .toList();
        watched.forEach(merchant -> shown.add(new double[POINTS]));
    }

    /** Plays our day once more and draws it. */
    static void write(PacingEvaluation evaluation, Path file) {
        Tributary method = new Tributary(evaluation.market().budgets(), true);
        PacingPlot plot = new PacingPlot(evaluation, method);
        evaluation.play(method, plot);
        plot.plot().write(file);
    }

    @Override
    public void beat(int beat, long[] exposures) {
        if (beat % EVERY != 0) {
            return;
        }
        int at = beat / EVERY - 1;
        double granted = 0;
        hours[at] = 24.0 * beat / Replay.BEATS;
        for (int m = 0; m < exposures.length; m++) {
            granted += method.grant(m);
            planOfAll[at] += method.plan(m);
        }
        shownOfAll[at] = Arrays.stream(exposures).sum() / granted;
        planOfAll[at] /= granted;
        for (int i = 0; i < watched.size(); i++) {
            int merchant = watched.get(i);
            shown.get(i)[at] = (double) exposures[merchant] / method.grant(merchant);
        }
        price[at] = method.price(watched.get(0));
    }

    private LinePlot plot() {
        LinePlot.Builder plot = LinePlot.titled(
                "A day's pacing: what was shown of each grant, and the price that steers the largest",
                Axis.linear("hour of the day").within(0, 24),
                Axis.linear("part of the grant shown; price in median click values"));
        plot.line("plan of all", hours, planOfAll, Stroke.DASHED);
        plot.line("all merchants", hours, shownOfAll, Stroke.PLAIN);
        for (int i = 0; i < watched.size(); i++) {
            String name = "%s grant (%d)".formatted(NAMES.get(i), method.grant(watched.get(i)));
            plot.line(name, hours, shown.get(i), Stroke.PLAIN);
        }
        plot.line("price of the largest", hours, price, Stroke.PLAIN);
        return plot.build();
    }
}
