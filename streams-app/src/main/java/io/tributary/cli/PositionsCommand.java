package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.run.RoleInputs;
import io.tributary.app.run.StreamsConfigs;
import io.tributary.inputs.InputSet;
import io.tributary.inputs.Mending;
import io.tributary.inputs.PositionTrail;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the service stands in its inputs, and the ways on when it cannot go on by itself. */
@Command(
        name = "positions",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Where the service's state stands in its inputs, and the ways on when what it should read next is gone.",
        footer = {
            "",
            "Examples:",
            "  tributary positions plan",
            "  tributary positions accept --role merchant",
            "  tributary positions forget --role merchant --yes"
        })
final class PositionsCommand {
    private static final String JSON_HELP = "One JSON object per line.";

    @Spec
    private CommandSpec spec;

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description =
                    "Says what a start would do with each partition of each input, and changes nothing. Exit code 1"
                            + " when a start would be refused.")
    int plan(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = JSON_HELP) boolean json,
            @Option(names = "--role", description = "merchant, pool, rollup, entity or experiment; default: all.")
                    Role role) {
        List<Mending.Row> rows = onAll(options, role, false, Mending::rows);
        rows.forEach(row -> say(json ? Json.write(row) : text(row)));
        if (rows.isEmpty() && !json) {
            say("nothing was read yet: the first start begins at the beginning");
        }
        return rows.stream().anyMatch(row -> row.action().equals("STOP")) ? Main.FAILED : 0;
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description =
                    "Has the next start go on without what is lost, and says what that is. The service must be stopped.")
    int accept(
            @Mixin SettingsOptions options,
            @Option(names = "--role", description = "merchant, pool, rollup, entity or experiment; default: all.")
                    Role role) {
        List<String> accepted = onAll(options, role, true, Mending::accept);
        accepted.forEach(line -> say("accepted: " + line));
        return accepted.isEmpty() ? say("nothing is lost: start the service") : 0;
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description =
                    "Loses a role's state for good: the next start reads its inputs from their beginning, and what is"
                            + " still there is published once more. The service must be stopped.")
    int forget(
            @Mixin SettingsOptions options,
            @Option(names = "--role", required = true, description = "merchant, pool, rollup, entity or experiment.")
                    Role role,
            @Option(names = "--yes", required = true, description = "It cannot be undone.") boolean yes) {
        onAll(options, role, true, (mending, inputs) -> {
            mending.forget(inputs);
            return List.of();
        });
        return say("forgotten: the next start of role " + role.id() + " is its first");
    }

    /**
     * Does something on the inputs of each role.
     *
     * @param only this role, or null for all
     * @param stopped whether the service must be stopped
     */
    static <T> List<T> onAll(
            SettingsOptions options, Role only, boolean stopped, BiFunction<Mending, InputSet, List<T>> operation) {
        Settings settings = options.load();
        PositionTrail trail = RoleInputs.trail(settings);
        List<T> results = new ArrayList<>();
        try (Admin admin = Kafka.admin(settings.connection())) {
            Mending mending = new Mending(admin, StreamsConfigs.client(settings.connection()), trail);
            if (!mending.isKnown()) {
                return results;
            }
            for (Role role : Role.values()) {
                if (only == null || only == role) {
                    InputSet inputs = RoleInputs.of(role, settings);
                    refuseIfRunning(mending, inputs, stopped);
                    results.addAll(operation.apply(mending, inputs));
                }
            }
        } catch (KafkaException e) {
            throw Kafka.unreachable(settings.connection(), e);
        }
        return results;
    }

    static void refuseIfRunning(Mending mending, InputSet inputs, boolean stopped) {
        if (stopped && mending.isLive(inputs)) {
            throw new CliError("group " + inputs.group() + " has members: stop all instances first, and wait for"
                    + " session.timeout.ms after one that was killed or has an instance.id");
        }
    }

    private static String text(Mending.Row row) {
        String place = row.partition() < 0 ? row.topic() : row.topic() + "-" + row.partition();
        String at = row.partition() < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "at %s group %s log %s..%s",
                        number(row.position()),
                        number(row.committed()),
                        number(row.start()),
                        number(row.end()));
        return String.format(
                        Locale.ROOT, "%-10s %-20s %-24s %-40s %s", row.action(), row.group(), place, at, row.words())
                .stripTrailing();
    }

    private static String number(long offset) {
        return offset < 0 ? "-" : Long.toString(offset);
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
