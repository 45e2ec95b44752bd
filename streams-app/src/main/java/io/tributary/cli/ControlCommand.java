package io.tributary.cli;

import io.tributary.app.Json;
import io.tributary.common.v1.Surface;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.schemas.Topics;
import io.tributary.schemas.bounds.RecordBounds;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The kill switch. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "The kill switch: stops boosting in a scope, at the recommenders themselves and within a beat at the service.",
        footer = {
            "",
            "Scopes: ALL, surface:NAME, programme:ID, merchant:ID",
            "",
            "Examples:",
            "  tributary control stop ALL --reason \"ranking incident\"",
            "  tributary control stop surface:LIVE --reason \"layout test\"",
            "  tributary control lift ALL",
            "  tributary control list"
        })
final class ControlCommand {
    private static final String SCOPE_HELP = "ALL, surface:NAME, programme:ID or merchant:ID.";

    @Spec
    private CommandSpec spec;

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops boosting in a scope.")
    int stop(
            @Mixin SettingsOptions options,
            @Option(names = "--reason", required = true, description = "Why, for those who find it stopped.")
                    String reason,
            @Parameters(paramLabel = "SCOPE", description = SCOPE_HELP) String scope) {
        String checked = scope(scope);
        long now = System.currentTimeMillis();
        send(options, checked, new Control(checked, ControlKind.STOP, reason, now));
        return say("stopped " + checked + " at " + Instant.ofEpochMilli(now) + "; `tributary control lift " + checked
                + "` resumes");
    }

    @Command(name = "lift", mixinStandardHelpOptions = true, description = "Lets boosting in a scope resume.")
    int lift(@Mixin SettingsOptions options, @Parameters(paramLabel = "SCOPE", description = SCOPE_HELP) String scope) {
        String checked = scope(scope);
        send(options, checked, null);
        return say("lifted " + checked);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what is stopped.")
    int list(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        List<Control> stops = LatestRecords.read(options.connect(), Topics.CONTROLS).values().stream()
                .filter(control -> control.getKind() != ControlKind.CLOCK)
                .toList();
        stops.forEach(control -> say(
                json
                        ? Json.write(Json.ofAvro(control))
                        : control.getScope() + " since " + Instant.ofEpochMilli(control.getTime()) + ": "
                                + control.getReason()));
        return stops.isEmpty() && !json ? say("nothing is stopped") : 0;
    }

    static String scope(String given) {
        if (given.equalsIgnoreCase("ALL")) {
            return "ALL";
        }
        int colon = given.indexOf(':');
        String kind = colon < 0 ? "" : given.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = given.substring(colon + 1);
        if (name.isBlank() || !List.of("surface", "programme", "merchant").contains(kind)) {
            throw new IllegalArgumentException("scope '" + given + "': use " + SCOPE_HELP);
        }
        return kind + ":" + (kind.equals("surface") ? surface(name) : name);
    }

    private static String surface(String name) {
        List<String> known = Arrays.stream(Surface.values())
                .filter(surface -> surface != Surface.UNKNOWN)
                .map(Surface::name)
                .toList();
        String upper = name.toUpperCase(Locale.ROOT);
        if (!known.contains(upper)) {
            throw new IllegalArgumentException(
                    "scope surface:" + name + ": no such surface; known are " + String.join(", ", known));
        }
        return upper;
    }

    private static void send(SettingsOptions options, String scope, Control control) {
        if (control != null) {
            RecordBounds.check(control);
        }
        SettingsOptions.Connection connection = options.connect();
        Kafka.send(
                connection,
                connection.serdes().of(Topics.CONTROLS).serializer(),
                List.of(new ProducerRecord<>(connection.topics().of(Topics.CONTROLS), scope, control)));
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
