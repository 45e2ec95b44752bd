package io.tributary.cli;

import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.SubjectCheck;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Schemas of the contract. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Holds the schemas of the contract against a registry, or registers them. `run` does the latter by itself.",
        footer = {
            "",
            "Examples:",
            "  tributary schemas check --schema-registry-url http://registry:8081",
            "  tributary schemas register --json"
        })
final class SchemasCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Says whether every schema is registered or compatible. Exit code 1 when one is not. Changes nothing.")
    int check(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        return run(options, json, SchemaAdmin::check);
    }

    @Command(
            name = "register",
            mixinStandardHelpOptions = true,
            description = "Registers every schema and sets how its subject may change.")
    int register(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        return run(options, json, SchemaAdmin::register);
    }

    private int run(
            SettingsOptions options,
            boolean json,
            BiFunction<SchemaRegistryClient, TopicNames, List<SubjectCheck>> operation) {
        List<SubjectCheck> checks;
        try {
            SettingsOptions.Connection connection = options.connect();
            checks = operation.apply(connection.serdes().client(), connection.topics());
        } catch (KafkaException e) {
            throw new CliError(e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        checks.forEach(check -> out.println(json ? Json.write(check) : check.toString()));
        out.flush();
        return SubjectCheck.allCompatible(checks) ? 0 : Main.FAILED;
    }
}
