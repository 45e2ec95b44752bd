package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
                "Checks, publishes and deletes the lists that programmes refer to as lists['name'], or shows those that are published.",
        footer = {
            "",
            "A list is YAML; source and times may be left out:",
            "  name: key-counties",
            "  version: 2",
            "  kind: REGION",
            "  source: {title: List of key counties, issuer: who issued it, date: '2021'}",
            "  endsAt: 2026-01-01",
            "  entries: ['533123', '530925']",
            "  datedEntries:",
            "    - {value: '522628', startsAt: 2025-06-01, endsAt: 2025-10-01T12:00:00+08:00}",
            "",
            "Examples:",
            "  tributary lists validate key-counties.yaml",
            "  tributary lists apply key-counties.yaml",
            "  tributary lists history key-counties --json",
            "  tributary lists delete key-counties --yes"
        })
final class ListsCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = {
                "Checks reference lists without asking anybody: a line for every fault, with file, line, column and entry.",
                "Exits with 2 when there is one."
            })
    int validate(
            @Option(names = "--json", description = "One JSON object per line.") boolean json,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a list each.")
                    List<Path> files) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean good = true;
        for (Path file : files) {
            ListFile checked = ListFile.check(file);
            good &= checked.faults().isEmpty();
            if (json) {
                Map<String, Object> fields = ListText.fields(checked.list());
                fields.put("faults", checked.faults());
                out.println(Json.write(fields));
            } else if (checked.faults().isEmpty()) {
                out.println(ListText.title(checked.list()) + ": good, " + ListText.of(checked.list()));
                ListText.lapse(checked.list(), System.currentTimeMillis()).ifPresent(err::println);
            } else {
                checked.faults().forEach(fault -> err.println("error: " + fault));
            }
        }
        out.flush();
        err.flush();
        return good ? 0 : Main.ASKED_WRONGLY;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Publishes reference lists, all of them with all their parts or none.",
                "One that differs from the published one needs a higher version, which takes effect at its startsAt."
            })
    int apply(
            @Mixin SettingsOptions options,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a list each.")
                    List<Path> files) {
        Map<String, ReferenceList> lists = new TreeMap<>();
        for (Path file : files) {
            ReferenceList list = ListFile.read(file);
            if (lists.put(list.getName(), list) != null) {
                throw new IllegalArgumentException("list " + list.getName() + " is in two of these files: give one");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        ListPublication.publish(options.connect(), lists, out);
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        lists.values()
                .forEach(
                        list -> ListText.lapse(list, System.currentTimeMillis()).ifPresent(err::println));
        err.flush();
        return 0;
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Shows the versions of lists with the times from which they are in force. None is ever lost.")
    int history(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json,
            @Parameters(arity = "0..*", paramLabel = "NAME", description = "Lists; all when none is named.")
                    List<String> names) {
        PublishedLists published = PublishedLists.read(options.connect());
        Map<String, PublishedLists.Version> latest = published.latest();
        Collection<String> shown = names == null ? latest.keySet() : names;
        shown.forEach(name -> Published.require(latest, "list", name));
        PrintWriter out = spec.commandLine().getOut();
        long now = System.currentTimeMillis();
        for (String name : shown) {
            published.versions(name).values().forEach(version -> {
                ReferenceList list = version.whole().orElse(version.any());
                String state = published.state(version, now).name();
                if (json) {
                    Map<String, Object> fields = ListText.fields(list);
                    fields.put("state", state);
                    fields.put("published", Moment.show(version.published()));
                    out.println(Json.write(fields));
                } else {
                    out.println(ListText.title(list) + ": " + state + ", " + ListText.of(list) + ", published "
                            + Moment.show(version.published()));
                }
            });
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a list with all its versions (tombstones).",
                "Refused while a programme needs it: nobody would be eligible, and be told that the rule cannot be evaluated."
            })
    int delete(
            @Mixin SettingsOptions options,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes,
            @Option(names = "--force", description = "Even if a programme needs it.") boolean force,
            @Parameters(paramLabel = "NAME", description = "The list.") String name) {
        SettingsOptions.Connection connection = options.connect();
        PublishedLists published = PublishedLists.read(connection);
        ReferenceList list = Published.require(published.latest(), "list", name).any();
        if (!force) {
            requireUnused(connection, name);
        }
        Confirmation.require(
                yes,
                "Deleting list " + name + " v" + list.getVersion()
                        + " removes all its versions and their history for good.");
        String topic = connection.topics().of(Topics.REFERENCE_LISTS);
        List<ProducerRecord<String, ReferenceList>> tombstones = published.versions(name).values().stream()
                .flatMap(version -> version.records().keySet().stream())
                .map(key -> new ProducerRecord<String, ReferenceList>(topic, key, null))
                .toList();
        Kafka.sendTogether(
                connection, connection.serdes().of(Topics.REFERENCE_LISTS).serializer(), tombstones);
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
                .distinct()
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
        PublishedLists.read(options.connect()).latest().values().forEach(version -> {
            ReferenceList list = version.whole().orElse(version.any());
            out.println(json ? Json.write(Json.ofAvro(list)) : ListText.title(list) + ": " + ListText.of(list));
        });
        out.flush();
        return 0;
    }
}
