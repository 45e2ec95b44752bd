package io.tributary.demo.evaluate;

import io.tributary.cli.CommandGroup;
import io.tributary.demo.evaluate.pacing.PacingCommand;
import io.tributary.demo.evaluate.rerank.RerankCommand;
import io.tributary.demo.evaluate.uplift.UpliftCommand;
import picocli.CommandLine.Command;

/** The allocator and the estimator of its effect against published methods, bounds and planted truth, without brokers. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        subcommands = {RerankCommand.class, PacingCommand.class, UpliftCommand.class},
        description =
                "Measures the service's allocator offline, beside published methods and what no method can exceed, and its estimates of what support caused, where the truth is known.")
public final class EvaluateCommand extends CommandGroup {}
