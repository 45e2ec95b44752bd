package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
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
        Map<String, ReferenceList> lists = lists(listFiles);
        PrintWriter out = spec.commandLine().getOut();
        for (Programme programme : programmes(files).values()) {
            List<String> warnings = warnings(programme, lists);
            if (json) {
                out.println(Json.write(Map.of(
                        "programmeId", programme.getProgrammeId(),
                        "version", programme.getVersion(),
                        "lists", ProgrammeCheck.lists(programme),
                        "warnings", warnings)));
            } else {
                Set<String> needed = ProgrammeCheck.lists(programme);
                out.println(title(programme) + ": good" + (needed.isEmpty() ? "" : ", needs the lists " + needed));
                warnings.forEach(warning -> warn(title(programme) + ": " + warning));
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
        Map<String, ReferenceList> lists = lists(listFiles);
        Map<String, Programme> programmes = programmes(files);
        if (!force) {
            programmes.values().forEach(ProgrammesCommand::requireUsualWords);
        }
        PrintWriter out = spec.commandLine().getOut();
        programmes
                .values()
                .forEach(programme -> warnings(programme, lists).forEach(line -> warn(title(programme) + ": " + line)));
        if (dryRun) {
            programmes.values().forEach(programme -> out.println(title(programme) + ": good"));
        } else {
            SettingsOptions.Connection connection = options.connect();
            if (!force) {
                requireLists(connection, programmes, lists.keySet());
            }
            ListsCommand.publish(connection, new ArrayList<>(lists.values()), out);
            publish(connection, programmes, out);
        }
        out.flush();
        return 0;
    }

    private static Map<String, ReferenceList> lists(List<Path> files) {
        Map<String, ReferenceList> lists = new TreeMap<>();
        for (Path file : files == null ? List.<Path>of() : files) {
            ReferenceList list = ProgrammeFile.readList(file);
            lists.put(list.getName(), list);
        }
        return lists;
    }

    private static Map<String, Programme> programmes(List<Path> files) {
        Map<String, Programme> programmes = new TreeMap<>();
        for (Path file : files) {
            Programme programme = ProgrammeFile.read(file);
            if (programmes.put(programme.getProgrammeId(), programme) != null) {
                throw new IllegalArgumentException(
                        file + ": programme " + programme.getProgrammeId() + " is in another of these files already");
            }
        }
        return programmes;
    }

    private static void requireUsualWords(Programme programme) {
        ProgrammeCheck.doubts(programme).stream().findFirst().ifPresent(doubt -> {
            throw new IllegalArgumentException(
                    title(programme) + ": " + doubt + " If not, --force publishes it as it is.");
        });
    }

    private static List<String> warnings(Programme programme, Map<String, ReferenceList> lists) {
        Map<String, List<String>> entries = new TreeMap<>();
        lists.forEach((name, list) -> entries.put(name, list.getEntries()));
        List<String> warnings = new ArrayList<>(ProgrammeCheck.doubts(programme));
        warnings.addAll(ProgrammeCheck.warnings(programme, entries, System.currentTimeMillis()));
        return warnings;
    }

    private static void requireLists(
            SettingsOptions.Connection connection, Map<String, Programme> programmes, Set<String> given) {
        if (programmes.values().stream().allMatch(each -> given.containsAll(ProgrammeCheck.lists(each)))) {
            return;
        }
        Set<String> known = new HashSet<>(given);
        known.addAll(LatestRecords.read(connection, Topics.REFERENCE_LISTS).keySet());
        programmes.values().forEach(programme -> {
            try {
                ProgrammeCheck.requireLists(programme, known);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        title(programme) + ": " + e.getMessage()
                                + "; publish it with `tributary lists apply FILE`, or here with --list FILE",
                        e);
            }
        });
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
        Programme ended = ended(programme, end, now);
        Kafka.send(
                connection,
                connection.serdes().of(Topics.PROGRAMMES).serializer(),
                List.of(new ProducerRecord<>(connection.topics().of(Topics.PROGRAMMES), id, ended)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(title(ended) + ": ends " + (end <= now ? "at the next beat" : "at " + Moment.show(end)));
        out.flush();
        return 0;
    }

    /** The programme's next version, which ends then. */
    static Programme ended(Programme programme, long end, long now) {
        if (programme.getStatus() == ProgrammeStatus.ENDED) {
            throw new IllegalArgumentException(title(programme) + " has ended already; `tributary programmes delete "
                    + programme.getProgrammeId() + "` removes it");
        }
        Programme.Builder ended = Programme.newBuilder(programme).setVersion(programme.getVersion() + 1);
        if (end > programme.getStartsAt()) {
            ended.setEndsAt(end);
        } else if (end > now) {
            throw new IllegalArgumentException("--at " + Moment.show(end) + ": " + title(programme) + " starts at "
                    + Moment.show(programme.getStartsAt()) + "; without --at it ends at once");
        }
        return (end <= now ? ended.setStatus(ProgrammeStatus.ENDED) : ended).build();
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
                "Deleting " + title(programme) + " (" + programme.getStatus() + ", pool " + programme.getPool()
                        + ") withdraws its boosts and releases what is left of its grants; its rules are gone for good.");
        Kafka.send(
                connection,
                connection.serdes().of(Topics.PROGRAMMES).serializer(),
                List.of(new ProducerRecord<>(connection.topics().of(Topics.PROGRAMMES), id, (Programme) null)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(title(programme) + ": deleted, takes effect at the next beat");
        out.flush();
        return 0;
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
