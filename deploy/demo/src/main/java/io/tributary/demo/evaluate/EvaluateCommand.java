package io.tributary.demo.evaluate;

import io.tributary.demo.evaluate.pacing.PacingCommand;
import io.tributary.demo.evaluate.rerank.RerankCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The allocator against published methods and bounds, without brokers. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        subcommands = {RerankCommand.class, PacingCommand.class},
        description =
                "Measures the service's allocator offline, beside published methods and what no method can exceed.")
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
