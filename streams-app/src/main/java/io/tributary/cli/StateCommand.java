package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.domain.state.StateVersion;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Of which version the service's state is, and the way on when this service cannot read it. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Of which version the service's state is, and the way on when this service cannot read it.",
            "A service reads state of its own version, of the one before and of the one after."
        },
        footer = {"", "Examples:", "  tributary state show", "  tributary state rebuild --role merchant --yes"})
final class StateCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The version of each role's state. Exit code 1 when this service cannot read one.")
    int show(
            @Mixin SettingsOptions options,
            @Option(names = "--role", description = "merchant, pool, rollup, entity or experiment; default: all.")
                    Role role) {
        List<Integer> versions = PositionsCommand.onAll(options, role, false, (mending, inputs) -> {
            int version = mending.stateVersion(inputs);
            say(inputs.group() + ": state of version " + version + ", this service is of version "
                    + StateVersion.current());
            return List.of(version);
        });
        if (versions.isEmpty()) {
            say("there is no state yet: the first start begins with version " + StateVersion.current());
        }
        return versions.stream().allMatch(StateVersion::isReadable) ? 0 : Main.FAILED;
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a role's state anew: its changelog and its positions are deleted, and the next start reads its inputs from"
                        + " their beginning. The service must be stopped.",
                "What the inputs do not hold any more is lost: grants and what was spent of them, counts, what was learnt. What they"
                        + " hold is published once more, with directive and ledger numbers that begin anew. Local folders are made anew"
                        + " at the next start of each instance."
            })
    int rebuild(
            @Mixin SettingsOptions options,
            @Option(names = "--role", required = true, description = "merchant, pool, rollup, entity or experiment.")
                    Role role,
            @Option(names = "--yes", required = true, description = "It cannot be undone.") boolean yes) {
        List<String> lost = PositionsCommand.onAll(options, role, true, StateCommand::rebuild);
        lost.forEach(this::say);
        say(
                lost.isEmpty()
                        ? "nothing was read yet: the next start of role " + role.id() + " is its first"
                        : "role " + role.id() + ": the next start makes its state anew from what is left");
        return 0;
    }

    private static List<String> rebuild(Mending mending, InputSet inputs) {
        List<String> lost = new ArrayList<>();
        for (Mending.Row row : mending.rows(inputs)) {
            if (row.partition() >= 0) {
                lost.add(row.topic() + "-" + row.partition() + ": "
                        + (row.start() > 0 ? row.start() + " records are gone, " : "")
                        + Math.max(0, row.end() - Math.max(0, row.start())) + " are read again");
            }
        }
        mending.forget(inputs);
        return lost;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
