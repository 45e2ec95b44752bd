package io.tributary.cli;

import io.tributary.domain.rules.Opening;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files of programmes and lists before they are published. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks programmes and lists written as YAML without asking anybody; lists serve all programmes among the files.",
            "Also says which lists programmes need, when their windows open next, and which clauses hold for all or for none of the merchants that they speak of."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes validate my-programme.yaml",
            "  tributary programmes validate deploy/programmes/*.yaml deploy/programmes/**/*.yaml"
        })
final class ProgrammeValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(names = "--published", description = "Also hold their notice against what is published: asks the brokers.")
    private boolean beside;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme or a list each.")
    private List<Path> files;

    @Override
    public Integer call() {
        RuleFiles rules = RuleFiles.read(files);
        PrintWriter out = spec.commandLine().getOut();
        long now = System.currentTimeMillis();
        for (ReferenceList list : rules.lists().values()) {
            out.println(
                    json ? Json.write(ListText.fields(list)) : ListText.title(list) + ": good, " + ListText.of(list));
            ListText.lapse(list, now).ifPresent(this::say);
        }
        PublishedProgrammes published = beside ? PublishedProgrammes.read(options.connect()) : null;
        for (Programme programme : rules.programmes().values()) {
            List<String> warnings = new ArrayList<>(rules.warnings(programme));
            if (published != null) {
                Notice notice = Notice.of(
                        published, programme, Notice.policy(options.load().notice()), now);
                warnings.addAll(notice.isShort() ? List.of(notice.shortfall()) : List.of());
            }
            List<Opening> next = ProgrammeCheck.openings(programme, now);
            if (json) {
                out.println(Json.write(fields(programme, next, warnings)));
            } else {
                tell(programme, next, warnings, out);
            }
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> fields(Programme programme, List<Opening> next, List<String> warnings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("programmeId", programme.getProgrammeId());
        fields.put("version", programme.getVersion());
        fields.put("lists", ProgrammeCheck.lists(programme));
        fields.put(
                "openings",
                next.stream()
                        .map(each ->
                                Map.of("opensAt", each.opensAt(), "closesAt", each.closesAt(), "pace", each.pace()))
                        .toList());
        fields.put("warnings", warnings);
        return fields;
    }

    private void tell(Programme programme, List<Opening> next, List<String> warnings, PrintWriter out) {
        Set<String> needed = ProgrammeCheck.lists(programme);
        out.println(RuleFiles.title(programme) + ": good" + (needed.isEmpty() ? "" : ", needs the lists " + needed));
        next.forEach(each -> out.println("  open from " + Moment.show(each.opensAt()) + " to "
                + Moment.show(each.closesAt()) + (each.pace() == 1 ? "" : ", pace " + each.pace())));
        warnings.forEach(warning -> say("warning: " + RuleFiles.title(programme) + ": " + warning));
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
