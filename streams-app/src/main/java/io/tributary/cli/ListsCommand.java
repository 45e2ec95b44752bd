package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes and lists reference lists. */
@Command(
        name = "lists",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Publishes and deletes the lists that programmes refer to as lists['name'], or lists those in force.",
        footer = {
            "",
            "A list is YAML with three fields:",
            "  name: specialty-counties",
            "  version: 1",
            "  entries: ['533123', '530925']",
            "",
            "Examples:",
            "  tributary lists apply specialty-counties.yaml",
            "  tributary lists delete specialty-counties --yes"
        })
final class ListsCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Publishes reference lists; one that differs from the published one needs a higher version.")
    int apply(
            @Mixin SettingsOptions options,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a list each.")
                    List<Path> files) {
        List<ReferenceList> lists = files.stream().map(ProgrammeFile::readList).toList();
        requireDifferent(lists);
        SettingsOptions.Connection connection = options.connect();
        PrintWriter out = spec.commandLine().getOut();
        publish(connection, lists, out);
        out.flush();
        return 0;
    }

    private static void requireDifferent(List<ReferenceList> lists) {
        Set<String> names = new HashSet<>();
        lists.forEach(list -> {
            if (!names.add(list.getName())) {
                throw new IllegalArgumentException("list " + list.getName() + " is in two of these files: give one");
            }
        });
    }

    /** Publishes those that differ from what is published, and says so of each. */
    static void publish(SettingsOptions.Connection connection, List<ReferenceList> lists, PrintWriter out) {
        if (lists.isEmpty()) {
            return;
        }
        Map<String, ReferenceList> wanted = new TreeMap<>();
        lists.forEach(list -> wanted.put(list.getName(), list));
        RuleRoom.require(connection, Map.of(), wanted);
        Set<String> changed = Versions.publish(
                connection, new Versions.Kind<>("list", Topics.REFERENCE_LISTS, ReferenceList::getVersion), wanted);
        lists.forEach(list -> out.println(list.getName() + " v" + list.getVersion() + ": "
                + (changed.contains(list.getName()) ? "published" : "unchanged") + ", "
                + list.getEntries().size() + " entries"));
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a list (a tombstone).",
                "Refused while a programme needs it: nobody would be eligible, and be told that the rule cannot be evaluated."
            })
    int delete(
            @Mixin SettingsOptions options,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes,
            @Option(names = "--force", description = "Even if a programme needs it.") boolean force,
            @Parameters(paramLabel = "NAME", description = "The list.") String name) {
        SettingsOptions.Connection connection = options.connect();
        ReferenceList list = Published.require(connection, Topics.REFERENCE_LISTS, "list", name);
        if (!force) {
            requireUnused(connection, name);
        }
        Confirmation.require(
                yes,
                "Deleting list " + name + " v" + list.getVersion() + " removes its "
                        + list.getEntries().size() + " entries for good.");
        Kafka.send(
                connection,
                connection.serdes().of(Topics.REFERENCE_LISTS).serializer(),
                List.of(new ProducerRecord<>(
                        connection.topics().of(Topics.REFERENCE_LISTS), name, (ReferenceList) null)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(name + " v" + list.getVersion() + ": deleted, takes effect at the next beat");
        out.flush();
        return 0;
    }

    private static void requireUnused(SettingsOptions.Connection connection, String name) {
        List<String> users = LatestRecords.read(connection, Topics.PROGRAMMES).values().stream()
                .filter(programme -> programme.getStatus() != ProgrammeStatus.ENDED)
                .filter(programme -> ProgrammeCheck.lists(programme).contains(name))
                .map(Programme::getProgrammeId)
                .toList();
        if (!users.isEmpty()) {
            throw new IllegalArgumentException("list " + name + " is needed by " + String.join(", ", users)
                    + ": change or end these programmes first, or --force");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the published lists.")
    int list(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        LatestRecords.read(options.connect(), Topics.REFERENCE_LISTS)
                .values()
                .forEach(list -> out.println(
                        json
                                ? Json.write(Json.ofAvro(list))
                                : list.getName() + " v" + list.getVersion() + ": "
                                        + list.getEntries().size() + " entries"));
        out.flush();
        return 0;
    }
}
