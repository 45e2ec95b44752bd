package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.rules.Opening;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "A line for every fault, with file, line, column and field or clause; exits with 2 when there is one.",
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

    @Mixin
    private JsonOption form;

    @Option(names = "--published", description = "Also hold their notice against what is published: asks the brokers.")
    private boolean beside;

    @Mixin
    private MarketOption market;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme or a list each.")
    private List<Path> files;

    @Override
    public Integer call() {
        RuleFilesCheck check = RuleFilesCheck.of(files, market.name(), () -> AttributeDeclarations.NONE);
        PrintWriter out = spec.commandLine().getOut();
        RuleFiles rules = check.good();
        long now = System.currentTimeMillis();
        if (beside) {
            PublishedProgrammes published = PublishedProgrammes.read(options.connect());
            rules.programmes().values().forEach(programme -> requireNotice(check, published, programme, now));
        }
        check.faults().forEach((file, faults) -> tell(file, faults, out));
        rules.lists().values().forEach(list -> tell(list, now, out));
        for (Programme programme : rules.programmes().values()) {
            // What looks odd may come from what is faulty elsewhere.
            List<String> warnings = check.isGood() ? rules.warnings(programme) : List.of();
            List<Opening> next = ProgrammeCheck.openings(programme, now);
            if (form.isJson()) {
                out.println(Json.write(fields(programme, next, warnings)));
            } else {
                tell(programme, next, warnings, out);
            }
        }
        out.flush();
        return check.isGood() ? 0 : Main.ASKED_WRONGLY;
    }

    private void requireNotice(RuleFilesCheck check, PublishedProgrammes published, Programme programme, long now) {
        Notice notice =
                Notice.of(published, programme, Notice.policy(options.load().notice()), now);
        TransitionCheck.fault(notice.before(), programme).ifPresent(line -> check.refuse(programme, line));
        if (notice.isShort()) {
            check.refuse(programme, notice.shortfall());
        }
    }

    private void tell(ReferenceList list, long now, PrintWriter out) {
        out.println(
                form.isJson()
                        ? Json.write(ListText.fields(list))
                        : ListText.title(list) + ": good, " + ListText.of(list));
        ListText.lapse(list, now).ifPresent(this::say);
    }

    private void tell(String file, List<String> faults, PrintWriter out) {
        if (form.isJson() && !faults.isEmpty()) {
            out.println(Json.write(Map.of("file", file, "faults", faults)));
        }
        faults.forEach(fault -> say("error: " + fault));
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
