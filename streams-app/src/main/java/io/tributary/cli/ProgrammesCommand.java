package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes, lists, ends and deletes programmes. */
@Command(
        name = "programmes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks, publishes, ends and deletes support programmes, or lists those in force.",
        footer = {
            "",
            "Examples:",
            "  tributary programmes check my-programme.yaml",
            "  tributary programmes apply deploy/programmes/*.yaml",
            "  tributary programmes apply --list lists/key-counties.yaml county.yaml",
            "  tributary programmes end farm --at 2026-12-31T18:00:00+08:00",
            "  tributary programmes delete farm --yes",
            "  tributary programmes list --json"
        })
final class ProgrammesCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Checks programmes written as YAML without asking anybody.",
                "Also says which lists they need, and which clauses hold for all or for none of the merchants that they speak of."
            })
    int check(
            @Option(names = "--list", paramLabel = "FILE", description = "YAML file of a list that they need.")
                    List<Path> listFiles,
            @Option(names = "--json", description = "One JSON object per line.") boolean json,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme each.")
                    List<Path> files) {
        RuleFiles rules = RuleFiles.read(files, listFiles);
        PrintWriter out = spec.commandLine().getOut();
        for (Programme programme : rules.programmes().values()) {
            List<String> warnings = rules.warnings(programme);
            Set<String> needed = ProgrammeCheck.lists(programme);
            if (json) {
                out.println(Json.write(Map.of(
                        "programmeId",
                        programme.getProgrammeId(),
                        "version",
                        programme.getVersion(),
                        "lists",
                        needed,
                        "warnings",
                        warnings)));
            } else {
                out.println(RuleFiles.title(programme) + ": good"
                        + (needed.isEmpty() ? "" : ", needs the lists " + needed));
                warnings.forEach(warning -> warn(RuleFiles.title(programme) + ": " + warning));
            }
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Checks programmes written as YAML and publishes them; they take effect at the next beat.",
                "A programme that differs from the published one needs a higher version. Nothing is published unless every file"
                        + " is good, and every list that a clause names is published or given."
            })
    int apply(
            @Mixin SettingsOptions options,
            @Option(names = "--dry-run", description = "Check the files, publish nothing, ask nobody.") boolean dryRun,
            @Option(names = "--list", paramLabel = "FILE", description = "YAML file of a list, published before them.")
                    List<Path> listFiles,
            @Option(names = "--force", description = "Publish although lists do not exist or tags look misspelt.")
                    boolean force,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme each.")
                    List<Path> files) {
        RuleFiles rules = RuleFiles.read(files, listFiles);
        if (!force) {
            RuleApplication.requireUsualWords(rules);
        }
        for (Programme programme : rules.programmes().values()) {
            rules.warnings(programme).forEach(line -> warn(RuleFiles.title(programme) + ": " + line));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            rules.programmes().values().forEach(programme -> out.println(RuleFiles.title(programme) + ": good"));
        } else {
            RuleApplication application = new RuleApplication(options.connect(), rules);
            if (!force) {
                application.requireLists();
            }
            application.publish(out);
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "end",
            mixinStandardHelpOptions = true,
            description = {
                "Ends a programme, now or at a time, by publishing it with a higher version.",
                "From then on nobody is boosted for it; what is left of grants is released, and merchants read that it has ended."
            })
    int end(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            defaultValue = "now",
                            description = "now, or " + Moment.HELP + ".")
                    String at,
            @Parameters(paramLabel = "ID", description = "The programme.") String id) {
        long now = System.currentTimeMillis();
        SettingsOptions.Connection connection = options.connect();
        Programme programme = Published.require(connection, Topics.PROGRAMMES, "programme", id);
        long end = Moment.parse("--at", at, now, ZoneId.of(programme.getTimeZone()));
        Programme ended = ProgrammeEnd.of(programme, end, now);
        send(connection, id, ended);
        PrintWriter out = spec.commandLine().getOut();
        out.println(RuleFiles.title(ended) + ": ends " + (end <= now ? "at the next beat" : "at " + Moment.show(end)));
        out.flush();
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a programme (a tombstone). `end` is for programmes that merchants took part in: they read that it ended.",
                "At the next beat its boosts are withdrawn, its members released with what is left of their grants, and it no"
                        + " longer stands in their entitlements. Ledger and metrics stay. Its id may be used again from version 1."
            })
    int delete(
            @Mixin SettingsOptions options,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes,
            @Parameters(paramLabel = "ID", description = "The programme.") String id) {
        SettingsOptions.Connection connection = options.connect();
        Programme programme = Published.require(connection, Topics.PROGRAMMES, "programme", id);
        Confirmation.require(
                yes,
                "Deleting " + RuleFiles.title(programme) + " (" + programme.getStatus() + ", pool "
                        + programme.getPool()
                        + ") withdraws its boosts and releases what is left of its grants; its rules are gone for good.");
        send(connection, id, null);
        PrintWriter out = spec.commandLine().getOut();
        out.println(RuleFiles.title(programme) + ": deleted, takes effect at the next beat");
        out.flush();
        return 0;
    }

    /** @param programme null deletes it */
    private static void send(SettingsOptions.Connection connection, String id, Programme programme) {
        Kafka.send(
                connection,
                connection.serdes().of(Topics.PROGRAMMES).serializer(),
                List.of(new ProducerRecord<>(connection.topics().of(Topics.PROGRAMMES), id, programme)));
    }

    private void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("warning: " + line);
        err.flush();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the published programmes.")
    int list(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        LatestRecords.read(options.connect(), Topics.PROGRAMMES)
                .values()
                .forEach(programme -> out.println(
                        json
                                ? Json.write(Json.ofAvro(programme))
                                : RuleFiles.title(programme) + ": " + programme.getStatus() + ", pool "
                                        + programme.getPool()
                                        + " per " + programme.getPeriodMinutes() + " min, floor "
                                        + programme.getFloor() + ", cap " + programme.getCap() + ", "
                                        + programme.getName().getEn() + " / "
                                        + programme.getName().getZh()));
        out.flush();
        return 0;
    }
}
