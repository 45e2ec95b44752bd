package io.tributary.demo.evaluate;

import io.tributary.demo.evaluate.pacing.PacingCommand;
import io.tributary.demo.evaluate.rerank.RerankCommand;
import io.tributary.demo.evaluate.uplift.UpliftCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The allocator and the estimator of its effect against published methods, bounds and planted truth, without brokers. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        subcommands = {RerankCommand.class, PacingCommand.class, UpliftCommand.class},
        description =
                "Measures the service's allocator offline, beside published methods and what no method can exceed, and its estimates of what support caused, where the truth is known.")
public final class EvaluateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name what to evaluate: "
                        + String.join(" or ", spec.subcommands().keySet()));
    }
}
