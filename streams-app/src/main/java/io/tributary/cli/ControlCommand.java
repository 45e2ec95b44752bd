package io.tributary.cli;

import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.schemas.Topics;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.serde.RegistryUnavailableException;
import io.tributary.schemas.serde.SchemaRefusedException;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
            "A programme or merchant that does not exist is refused, with near matches, unless --force is given. What cannot be",
            "looked up within seconds, and a schema registry that is away, are said and do not hold up a stop.",
            "",
            "Examples:",
            "  tributary control stop ALL --reason \"ranking incident\"",
            "  tributary control stop surface:LIVE --reason \"layout test\"",
            "  tributary control lift ALL",
            "  tributary control list"
        })
final class ControlCommand {
    /** An operator who stops waits no longer for the registry. */
    private static final String REGISTRY_PATIENCE_MS = "3000";

    @Spec
    private CommandSpec spec;

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = {
                "Stops boosting in a scope.",
                "Works without a schema registry: the recommenders stop, and the answer says whether the service was told too."
            })
    int stop(
            @Mixin SettingsOptions options,
            @Option(names = "--reason", required = true, description = "Why, for those who find it stopped.")
                    String reason,
            @Option(names = "--force", description = "Do not look whether the programme or merchant exists.")
                    boolean force,
            @Parameters(paramLabel = "SCOPE", description = Scope.HELP) String given) {
        Scope scope = Scope.parse(given);
        long now = System.currentTimeMillis();
        Control control = new Control(scope.key(), ControlKind.STOP, reason, now);
        RecordBounds.check(control);
        SettingsOptions.Connection connection = options.connect(REGISTRY_PATIENCE_MS);
        if (!force) {
            new ScopeCheck(connection, this::warn).requireThere(scope);
        }
        send(connection, scope, control);
        return say("stopped " + scope.key() + " at " + Instant.ofEpochMilli(now) + " on "
                + connection.settings().bootstrapServers() + "; `tributary control lift " + scope.key() + "` resumes");
    }

    @Command(name = "lift", mixinStandardHelpOptions = true, description = "Lets boosting in a scope resume.")
    int lift(
            @Mixin SettingsOptions options,
            @Option(names = "--force", description = "Do not look whether the scope is stopped.") boolean force,
            @Parameters(paramLabel = "SCOPE", description = Scope.HELP) String given) {
        Scope scope = Scope.parse(given);
        SettingsOptions.Connection connection = options.connect();
        if (!force) {
            new ScopeCheck(connection, this::warn).requireStopped(scope);
        }
        send(connection, scope.key(), null);
        return say("lifted " + scope.key());
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

    /** With the registry's schema, or else as {@link StopRecord} says. */
    private void send(SettingsOptions.Connection connection, Scope scope, Control control) {
        byte[] bytes;
        try {
            bytes = connection
                    .serdes()
                    .of(Topics.CONTROLS)
                    .serializer()
                    .serialize(connection.topics().of(Topics.CONTROLS), control);
        } catch (RegistryUnavailableException | SchemaRefusedException e) {
            StopRecord stop = StopRecord.of(control, StopRecord.knownSchemaId(connection));
            warn(CliError.lines(e).get(0) + "; stopping " + scope.key() + " without it"
                    + (stop.readable()
                            ? ""
                            : ": recommenders stop at once, the service is not told (see dead-letters): run this again when the"
                                    + " registry is back"));
            bytes = stop.bytes();
        }
        send(connection, scope.key(), bytes);
    }

    private static void send(SettingsOptions.Connection connection, String key, byte[] bytes) {
        Kafka.send(
                connection,
                new ByteArraySerializer(),
                List.of(new ProducerRecord<>(connection.topics().of(Topics.CONTROLS), key, bytes)));
    }

    private void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("warning: " + line);
        err.flush();
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return 0;
    }
}
