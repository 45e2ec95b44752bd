package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.evaluate.LinePlot;
import io.tributary.demo.evaluate.LinePlot.Axis;
import io.tributary.demo.evaluate.LinePlot.Stroke;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * What fairness each method buys at which loss of relevance, drawn over several budgets. A point stands at the loss that the
 * method came to, not at the budget it was given.
 */
record Frontier(RerankEvaluation evaluation) {
    /** Budgets drawn, as factors of the one evaluated. */
    private static final double[] FACTORS = {0.25, 0.5, 0.75, 1, 1.5, 2, 3};
    /** Fewer than for the table: a point that misses the budget by some percent is still a point of the line. */
    private static final int SEARCH_STEPS = 9;

    private static final String SUFFIX = ".svg";

    /** Writes the file, or one for each k when there are several. */
    void write(Path file) {
        List<Integer> ks = evaluation.settings().ks();
        for (int k : ks) {
            String name = file.getFileName().toString();
            String own = name.substring(0, name.length() - SUFFIX.length()) + "-k" + k + SUFFIX;
            plot(k).write(ks.size() == 1 ? file : file.resolveSibling(own));
        }
    }

    private LinePlot plot(int k) {
        RequestReplay replay = evaluation.replay(k);
        ScoreMatrix matrix = evaluation.matrix();
        double budget = evaluation.settings().budget().of(k, matrix);
        Quality none = replay.run(new NoSupport(matrix.providerCount(), k)).quality();
        LinePlot.Builder plot = LinePlot.titled(
                "Fairness at a loss of relevance, k = " + k,
                Axis.linear("u_loss: mean loss of score per item shown"),
                Axis.linear("MMF: share of utility of the worst-off half of providers"));
        for (Baseline baseline : Baseline.all()) {
            evaluation.progress().accept("k = " + k + ": plot, " + baseline.name());
            Line line = line(
                    none,
                    budget,
                    allowed -> new StrengthSearch(replay, allowed, SEARCH_STEPS)
                            .best(baseline)
                            .quality());
            plot.line(baseline.name(), line.losses(), line.fairness(), Stroke.MARKED);
        }
        Line study = line(
                none,
                budget,
                allowed -> replay.run(evaluation.study(k, allowed)).quality());
        plot.line(RerankEvaluation.STUDY, study.losses(), study.fairness(), Stroke.BOLD);
        evaluation.progress().accept("k = " + k + ": plot, bound");
        double[] budgets = new double[FACTORS.length];
        double[] bounds = new double[FACTORS.length];
        for (int i = 0; i < FACTORS.length; i++) {
            budgets[i] = FACTORS[i] * budget;
            bounds[i] = DualBound.mmf(matrix, k, budgets[i]);
        }
        return plot.line(RerankRow.BOUND, budgets, bounds, Stroke.DASHED).build();
    }

    private static Line line(Quality none, double budget, DoubleFunction<Quality> at) {
        List<Quality> points = new ArrayList<>(List.of(none));
        for (double factor : FACTORS) {
            points.add(at.apply(factor * budget));
        }
        return new Line(
                points.stream().mapToDouble(Quality::uLoss).toArray(),
                points.stream().mapToDouble(point -> point.fairness().mmf()).toArray());
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed on at once.
    private record Line(double[] losses, double[] fairness) {}
}
