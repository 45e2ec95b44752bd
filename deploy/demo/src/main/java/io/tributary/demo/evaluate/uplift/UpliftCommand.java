package io.tributary.demo.evaluate.uplift;

import io.tributary.demo.evaluate.uplift.BucketFile.Arms;
import io.tributary.domain.experiment.Uplift;
import io.tributary.testkit.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The estimator of what support caused, on anybody's data, or on made-up data whose truth is known. */
@Command(
        name = "uplift",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates what support caused from what buckets counted (--data), or shows on experiments whose truth is known how often the"
                    + " estimate is right (--runs).",
            "A file has a line for each bucket: " + BucketFile.HEADER
                    + ", and pre_numerator,pre_denominator of the time before where it"
                    + " is known. Arms are TREATMENT and HOLDOUT. The difference is the treatment's ratio of sums less the holdout's, its"
                    + " standard error by the delta method over buckets.",
            "Where the arms have not got the same traffic (p < .0005) something else than support tells them apart: the figures are"
                    + " withheld."
        },
        footer = {
            "",
            "A run of --runs is " + UpliftStudy.EXPERIMENTS
                    + " experiments with an effect, one without that is looked at " + UpliftStudy.LOOKS
                    + " times, and an uneven split.",
            "",
            "Examples:",
            "  tributary evaluate uplift --data buckets.csv --json",
            "  tributary evaluate uplift --runs 500"
        })
public final class UpliftCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 100_000;
    private static final int TOLD_AFTER = 50;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the runs (default: 1).")
    private long seed;

    @Option(
            names = "--json",
            description =
                    "Print JSON. Of a file: {buckets, difference, standardError, low95, high95, ratio, ratioLow95, ratioHigh95,"
                            + " cuped: {difference, standardError} or null, sampleRatioP, withheld}; figures that are withheld are null. Of runs, on"
                            + " the last line: {runs, relativeBias, coverage95, typeOneUnderPeeking, cupedVarianceRatio, srmPower, srmFalseAlarm};"
                            + " cupedVarianceRatio is by 1 - rho squared, so 1 is what theory says.")
    private boolean json;

    private static final class Source {
        @Option(names = "--data", paramLabel = "FILE.csv", description = "What buckets counted; may be gzipped (.gz).")
        private Path data;

        @Option(names = "--runs", paramLabel = "N", description = "Runs whose truth is known, 1 to 100000.")
        private int runs;
    }

    @Override
    public Integer call() {
        return source.data == null ? study() : estimate();
    }

    private int estimate() {
        Arms arms = BucketFile.read(source.data);
        Uplift uplift;
        try {
            uplift = Uplift.of(arms.treatment(), arms.holdout());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("bucket file " + source.data + ": " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(UpliftRow.of(uplift)));
        } else {
            UpliftText.lines(uplift).forEach(out::println);
        }
        return 0;
    }

    private int study() {
        CommandLine commands = spec.commandLine();
        if (source.runs < 1 || source.runs > MOST_RUNS) {
            throw new CommandLine.ParameterException(
                    commands, "--runs: is " + source.runs + ", must be 1 to " + MOST_RUNS);
        }
        StudyRow row = new UpliftStudy(seed).play(source.runs, done -> {
            if (done % TOLD_AFTER == 0) {
                commands.getErr().println(done + " of " + source.runs + " runs");
            }
        });
        if (json) {
            commands.getOut().println(Json.line(Map.of("beforeAfterRelativeBias", row.beforeAfterRelativeBias())));
            commands.getOut().println(Json.line(row));
        } else {
            UpliftText.lines(row).forEach(commands.getOut()::println);
        }
        return 0;
    }
}
