package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists all versions of a programme that were ever published. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Lists all versions of a programme that were ever published, with what each changed and since when it is in force.",
            "They are kept without a limit of time, also when the programme is deleted; --json has their rules, whole."
        },
        footer = {"", "Example:", "  tributary programmes history farm --json"})
final class ProgrammeHistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private JsonOption form;

    @Parameters(paramLabel = "ID", description = "The programme.")
    private String id;

    @Override
    public Integer call() {
        List<Publication> all = LatestRecords.read(options.connect(), Topics.PROGRAMMES_HISTORY).values().stream()
                .sorted(Comparator.comparingLong(Publication::getPublishedAt))
                .toList();
        TreeMap<String, Publication> ids = new TreeMap<>();
        all.forEach(each -> ids.put(each.getProgramme().getProgrammeId(), each));
        Published.require(ids, "programme", id);
        PrintWriter out = spec.commandLine().getOut();
        all.stream()
                .filter(each -> each.getProgramme().getProgrammeId().equals(id))
                .forEach(each -> out.println(form.isJson() ? Json.write(Json.ofAvro(each)) : line(each)));
        out.flush();
        return 0;
    }

    static String line(Publication publication) {
        Programme programme = publication.getProgramme();
        String published = RuleFiles.title(programme) + ": " + publication.getKind() + ", published "
                + Moment.show(publication.getPublishedAt());
        String from = programme.getEffectiveFrom() == null
                ? ", in force from then"
                : ", in force from " + Moment.show(programme.getEffectiveFrom());
        return switch (publication.getKind()) {
            case DELETED -> RuleFiles.title(programme) + ": DELETED " + Moment.show(publication.getPublishedAt());
            default ->
                published
                        + from
                        + (publication.getReplaces() == null ? "" : ", replaces v" + publication.getReplaces())
                        + (publication.getReason() == null ? "" : ", notice shortened: " + publication.getReason());
        };
    }
}
