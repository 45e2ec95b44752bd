package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.LinePlot;
import io.tributary.demo.evaluate.pacing.PacingSettings.ForecastSource;
import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.demo.evaluate.pacing.PacingSettings.Supply;
import io.tributary.testkit.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Guaranteed delivery on a generated stream. */
@Command(
        name = "pacing",
        mixinStandardHelpOptions = true,
        description = {
            "Delivers merchants' budgets of exposures over a generated day, one slot per request or nobody, and compares value"
                    + " and smoothness with published methods and an upper bound.",
            "The stream: budgets log-uniform over two and a half decades, together two thirds of the requests. A merchant is"
                    + " eligible for a request with chance 76/300, and has an item to show as often as makes its supply 2 to"
                    + " 20 times its budget (uniform). Click values are log-normal: deviation 0.4 around a merchant's"
                    + " quality, which deviates by 0.3 around 1. Traffic is 1 + 0.3 sin(2 pi t) over the day; t = 0 is"
                    + " midnight.",
            "Every method plays a day before, from which it learns prices; the schedule is that day's traffic."
        },
        footer = {
            "",
            "delivered: of what supply and requests allow. over, under: of all budgets. worst over: (exposures - grant) / grant"
                    + " of the worst merchant. value: of exposures within budgets; bound: the linear programme's dual with"
                    + " hindsight. smoothness: root mean square deviation of exposures per fiftieth of the day from an even"
                    + " plan over what a Poisson stream would show, mean of merchants.",
            "",
            "Examples:",
            "  tributary evaluate pacing --seed 0,1,2",
            "  tributary evaluate pacing --delay 0.01 --loss 0.3 --json",
            "  tributary evaluate pacing --shock supply --plot day.svg"
        })
public final class PacingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            split = ",",
            defaultValue = "0",
            description =
                    "Seed of the generated market; several, separated by commas, are evaluated one by one (default:"
                            + " 0).")
    private List<Long> seeds;

    @Option(
            names = "--merchants",
            paramLabel = "N",
            defaultValue = "300",
            description = "Merchants with a budget (default: 300).")
    private int merchants;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Requests of a day without shock (default: 100000).")
    private int requests;

    @Option(
            names = "--delay",
            paramLabel = "PART",
            defaultValue = "0",
            description =
                    "Mean of the exponential delay until an exposure is known, as a part of the day (default: 0).")
    private double delay;

    @Option(
            names = "--loss",
            paramLabel = "PART",
            defaultValue = "0",
            description =
                    "Part of the decisions that are never shown (default: 0). With delay or loss, ours is also shown"
                            + " without reserving what is in flight.")
    private double loss;

    @Option(
            names = "--shock",
            paramLabel = "WHAT",
            defaultValue = "none",
            description =
                    "What today brings unforeseen: none; half, double (traffic from noon on); flash (ten times the"
                            + " traffic for 2 %% of the day); supply (every tenth merchant by budget has nothing to show from"
                            + " noon on) (default: none).")
    private Shock shock;

    @Option(
            names = "--forecast",
            paramLabel = "HOW",
            defaultValue = "learnt",
            description =
                    "Today's schedule: learnt from yesterday, or shifted: the same two hours late (default: learnt).")
    private ForecastSource forecast;

    @Option(
            names = "--supply",
            paramLabel = "HOW",
            defaultValue = "scarce",
            description =
                    "scarce: as above, about 8 candidates a request; ample: every eligible merchant has an item to"
                            + " show, about 76 candidates (default: scarce).")
    private Supply supply;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Also draw our day of the first seed: shown against plan, and prices.")
    private Path plot;

    @Option(
            names = "--json",
            description = "Print one JSON array of {seed, method, delivered, over, under, worstOver, value, bound,"
                    + " smoothness}.")
    private boolean json;

    @Override
    public Integer call() {
        LinePlot.requireWritable(plot);
        CommandLine commands = spec.commandLine();
        List<PacingSettings> all = seeds.stream()
                .map(seed -> new PacingSettings(seed, merchants, requests, delay, loss, shock, forecast, supply))
                .toList();
        List<PacingRow> rows = new ArrayList<>();
        for (PacingSettings settings : all) {
            PacingEvaluation evaluation = new PacingEvaluation(settings, commands.getErr()::println);
            List<PacingRow> found = evaluation.rows();
            rows.addAll(found);
            if (!json) {
                PacingText.lines(settings, evaluation, found).forEach(commands.getOut()::println);
            }
            if (plot != null && settings.seed() == seeds.get(0)) {
                PacingPlot.write(evaluation, plot);
            }
        }
        if (json) {
            commands.getOut().println(Json.line(rows));
        }
        return 0;
    }
}
