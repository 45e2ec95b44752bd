package io.tributary.cli;

import io.tributary.app.Json;
import io.tributary.app.ProgrammeFile;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes and lists programmes. */
@Command(
        name = "programmes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Publishes support programmes, or lists those in force.",
        footer = {
            "",
            "Examples:",
            "  tributary programmes apply deploy/programmes/*.yaml",
            "  tributary programmes apply --dry-run my-programme.yaml",
            "  tributary programmes list --json"
        })
final class ProgrammesCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Checks programmes written as YAML and publishes them; they take effect at the next beat.",
                "A programme that differs from the published one needs a higher version. Nothing is published unless every file"
                        + " is good."
            })
    int apply(
            @Mixin SettingsOptions options,
            @Option(names = "--dry-run", description = "Check the files, publish nothing, ask nobody.") boolean dryRun,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme each.")
                    List<Path> files) {
        Map<String, Programme> programmes = new TreeMap<>();
        for (Path file : files) {
            Programme programme = ProgrammeFile.read(file);
            if (programmes.put(programme.getProgrammeId(), programme) != null) {
                throw new IllegalArgumentException(
                        file + ": programme " + programme.getProgrammeId() + " is in another of these files already");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            programmes.values().forEach(programme -> out.println(title(programme) + ": good"));
        } else {
            publish(options.connect(), programmes, out);
        }
        out.flush();
        return 0;
    }

    private static void publish(
            SettingsOptions.Connection connection, Map<String, Programme> programmes, PrintWriter out) {
        RuleRoom.require(connection, programmes, Map.of());
        Set<String> ids = Versions.publish(
                connection, new Versions.Kind<>("programme", Topics.PROGRAMMES, Programme::getVersion), programmes);
        programmes
                .values()
                .forEach(programme -> out.println(
                        title(programme) + (ids.contains(programme.getProgrammeId()) ? ": published" : ": unchanged")));
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
                                : title(programme) + ": " + programme.getStatus() + ", pool " + programme.getPool()
                                        + " per " + programme.getPeriodMinutes() + " min, floor "
                                        + programme.getFloor() + ", cap " + programme.getCap() + ", "
                                        + programme.getName().getEn() + " / "
                                        + programme.getName().getZh()));
        out.flush();
        return 0;
    }

    private static String title(Programme programme) {
        return programme.getProgrammeId() + " v" + programme.getVersion();
    }
}
