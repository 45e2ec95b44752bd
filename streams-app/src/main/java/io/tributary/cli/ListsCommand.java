package io.tributary.cli;

import io.tributary.app.Json;
import io.tributary.app.ProgrammeFile;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        description = "Publishes the lists that programmes refer to as lists['name'], or lists those in force.",
        footer = {
            "",
            "A list is YAML with three fields:",
            "  name: specialty-counties",
            "  version: 1",
            "  entries: ['533123', '530925']",
            "",
            "Example:",
            "  tributary lists apply specialty-counties.yaml"
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
        SettingsOptions.Connection connection = options.connect();
        Map<String, ReferenceList> published = LatestRecords.read(connection, Topics.REFERENCE_LISTS);
        List<ProducerRecord<String, ReferenceList>> changed = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        for (ReferenceList list : lists) {
            ReferenceList before = published.get(list.getName());
            boolean same = list.equals(before);
            if (!same) {
                Versions.requireRising(
                        "list " + list.getName(), before == null ? 0 : before.getVersion(), list.getVersion());
                changed.add(new ProducerRecord<>(connection.topics().of(Topics.REFERENCE_LISTS), list.getName(), list));
            }
        }
        RuleRoom.require(
                connection,
                Map.of(),
                lists.stream().collect(Collectors.toMap(ReferenceList::getName, list -> list, (a, b) -> b)));
        Kafka.send(connection, connection.serdes().of(Topics.REFERENCE_LISTS).serializer(), changed);
        lists.forEach(list -> out.println(list.getName() + " v" + list.getVersion() + ": "
                + (list.equals(published.get(list.getName())) ? "unchanged" : "published") + ", "
                + list.getEntries().size() + " entries"));
        out.flush();
        return 0;
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
