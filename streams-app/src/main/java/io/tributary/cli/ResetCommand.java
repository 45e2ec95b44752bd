package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Begins a role, or all of them, anew. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Has roles begin anew: their groups, positions, changelogs and internal topics are deleted, and their local folders on"
                    + " this machine. Topics of the contract stay, and with them all that was published.",
            "The next start reads from the beginning what inputs still have, and publishes it once more; grants, counts and what was"
                    + " learnt from records that are gone are lost. All instances of the roles must be stopped. Folders on other machines"
                    + " are made anew at their next start."
        },
        footer = {
            "",
            "Examples:",
            "  tributary reset --plan",
            "  tributary reset --plan --role rollup",
            "  tributary reset --apply --role rollup --yes"
        })
final class ResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Option(names = "--role", description = "merchant, pool, rollup, entity or experiment; default: all.")
    private Role role;

    @Option(names = "--yes", description = Confirmation.YES_HELP)
    private boolean yes;

    /** One of the two. */
    static final class Mode {
        @Option(names = "--plan", description = "Say what --apply would do, and change nothing.")
        private boolean plan;

        @Option(names = "--apply", description = "Do it.")
        private boolean apply;
    }

    @Override
    public Integer call() {
        List<String> plan = PositionsCommand.onAll(options, role, mode.apply, this::plan);
        plan.forEach(this::say);
        if (plan.isEmpty()) {
            return say("nothing was read yet: the next start is the first");
        }
        if (mode.plan) {
            return 0;
        }
        Confirmation.require(yes, "This cannot be undone.");
        PositionsCommand.onAll(options, role, true, (mending, inputs) -> {
            mending.forget(inputs);
            return List.of();
        });
        folders(options.load()).forEach(LocalState::delete);
        return say("done: the next start begins anew");
    }

    private List<String> plan(Mending mending, InputSet inputs) {
        List<String> lines = new ArrayList<>();
        lines.add("group " + inputs.group() + ": its offsets and positions are deleted"
                + (mending.isLive(inputs) ? "; REFUSED as long as it has members: stop all instances" : ""));
        Mending.deleted(inputs).forEach(topic -> lines.add("  topic " + topic + ": deleted"));
        for (Mending.Row row : mending.rows(inputs)) {
            if (row.partition() >= 0) {
                lines.add("  input " + StateCommand.readAgain(row));
            }
        }
        for (Path folder : folders(options.load())) {
            if (folder.getFileName().toString().equals(inputs.group())) {
                lines.add("  folder " + folder + ": deleted");
            }
        }
        return lines;
    }

    /** Local folders of the roles, on this machine. */
    private List<Path> folders(Settings settings) {
        List<Path> folders = new ArrayList<>();
        for (Role each : Role.values()) {
            Path folder = LocalState.folder(settings, each);
            if ((role == null || role == each) && Files.exists(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
