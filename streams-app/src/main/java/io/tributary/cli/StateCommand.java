package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.domain.state.StateVersion;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the service keeps: of which version it is, what is known of a merchant, and the ways on when it cannot be read. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "What the service keeps: of which version it is, what is known of a merchant, and the ways on when it cannot be read.",
            "A service reads state of its own version, of the one before and of the one after."
        },
        footer = {
            "",
            "Examples:",
            "  tributary state show",
            "  tributary state show m-00042 --url http://tributary-0:8080",
            "  tributary state restore --role merchant --partition 3 --yes",
            "  tributary state rebuild --role merchant --yes"
        })
final class StateCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "The version of each role's state. Exit code 1 when this service cannot read one.",
                "Of a merchant: its budgets and periods by programme, decisions, directive, windows, cases and benefits, as a running"
                        + " instance has them between two events. Any instance may be asked: it names the one that has the merchant."
            })
    int show(
            @Mixin SettingsOptions options,
            @Mixin JsonOption json,
            @Parameters(
                            paramLabel = "MERCHANT",
                            arity = "0..1",
                            description = "Asks a running instance about this one.")
                    String merchant,
            @Option(names = "--url", description = "Of an instance; default: http.host and http.port of the settings.")
                    String url,
            @Option(names = "--role", description = "merchant, pool, rollup, entity or experiment; default: all.")
                    Role role) {
        if (merchant != null) {
            return say(new MerchantStateText(json.isJson())
                    .of(InstanceClient.at(url, options).merchant(merchant)));
        }
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
                lost.add(readAgain(row));
            }
        }
        mending.forget(inputs);
        return lost;
    }

    /** What becomes of an input's partition when it is read from its beginning. */
    static String readAgain(Mending.Row row) {
        return row.topic() + "-" + row.partition() + ": "
                + (row.start() > 0 ? row.start() + " records are gone, " : "")
                + Math.max(0, row.end() - Math.max(0, row.start())) + " are read again";
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a task's local stores anew from its changelog: those of one partition on this machine are deleted, and the next"
                        + " start reads them back. Nothing is lost, and nothing is published again.",
                "For a disk that is not trusted; one that is damaged is set aside by itself. The instance must be stopped."
            })
    int restore(
            @Mixin SettingsOptions options,
            @Option(names = "--role", required = true, description = "merchant, pool, rollup, entity or experiment.")
                    Role role,
            @Option(names = "--partition", required = true, description = "Of the task.") int partition,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes) {
        Path folder = LocalState.folder(options.load(), role);
        List<Path> tasks = LocalState.tasks(folder, partition);
        if (tasks.isEmpty()) {
            return say("no task of partition " + partition + " is in " + folder
                    + ": its next start reads the changelog anyway");
        }
        Confirmation.require(yes, tasks.size() + " folders of tasks are to be deleted in " + folder + ".");
        tasks.forEach(LocalState::delete);
        tasks.forEach(task -> say(task + ": deleted, the next start reads it from the changelog"));
        return 0;
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
