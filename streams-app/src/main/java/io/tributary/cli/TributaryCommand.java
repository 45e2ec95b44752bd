package io.tributary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Root of the command line. */
@Command(
        name = "tributary",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description =
                "Gives small merchants the exposure that a support programme promises them, and proves what it did.",
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            SchemasCommand.class,
            ProgrammesCommand.class,
            ListsCommand.class,
            ControlCommand.class,
            TailCommand.class,
            PositionsCommand.class,
            StateCommand.class,
            ResetCommand.class,
            SkipCommand.class,
            DeadLettersCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            LoadClassesCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Settings come from defaults, then a file (--config FILE, or TRIBUTARY_CONFIG, or what `local up` wrote for the stack that",
            "it started here), then TRIBUTARY_* variables, then --set KEY=VALUE. `tributary config` shows which came from where.",
            "Exit codes: 0 done, 1 failed, 2 asked wrongly.",
            "",
            "Examples:",
            "  tributary run --bootstrap-servers broker:9092",
            "  tributary programmes apply deploy/programmes/newcomer.yaml",
            "  tributary tail boost-directives --from beginning --count 10",
            "  tributary control stop programme:farm --reason \"wrong pool\""
        })
public final class TributaryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean verbose;

    /** Whether stack traces are wanted. */
    public boolean verbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command; `tributary --help` lists them");
    }
}
