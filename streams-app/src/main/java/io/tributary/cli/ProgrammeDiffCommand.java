package io.tributary.cli;

import io.tributary.domain.rules.RuleBook;
import io.tributary.programmes.v1.Programme;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a version of a programme changes, how much that matters, and from when it may be in force. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Says what one version of a programme changes in another, field by field, in both languages.",
            "Whether that is GENERAL or IMPORTANT follows from it, and from that how long before it must be published."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes diff farm-1.yaml farm-2.yaml",
            "  tributary programmes diff --published farm-2.yaml"
        })
final class ProgrammeDiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--published", description = "Instead of OLD: the version that would be in force without it.")
    private boolean published;

    @Mixin
    private JsonOption form;

    @Mixin
    private MarketOption market;

    @Parameters(arity = "1..2", paramLabel = "[OLD] NEW", description = "YAML files of two versions of a programme.")
    private List<Path> files;

    @Override
    public Integer call() {
        if (files.size() != (published ? 1 : 2)) {
            throw new IllegalArgumentException("diff: give OLD and NEW, or --published and NEW");
        }
        PrintWriter out = spec.commandLine().getOut();
        Notice notice =
                notice(ProgrammeFile.read(files.get(files.size() - 1), market.name()), System.currentTimeMillis());
        if (form.isJson()) {
            out.println(Json.write(object(notice)));
        } else {
            text(notice, out);
        }
        out.flush();
        return 0;
    }

    private Notice notice(Programme after, long now) {
        if (published) {
            return Notice.of(
                    PublishedProgrammes.read(options.connect()),
                    after,
                    Notice.policy(options.load().notice()),
                    now);
        }
        Programme before = ProgrammeFile.read(files.get(0), market.name());
        if (!before.getProgrammeId().equals(after.getProgrammeId())) {
            throw new IllegalArgumentException(
                    "programmeId: " + files.get(1) + " has " + after.getProgrammeId() + ", but " + files.get(0)
                            + " has " + before.getProgrammeId() + ": give two versions of one programme");
        }
        return Notice.of(before, after, Notice.policy(options.load().notice()), now);
    }

    private static void text(Notice notice, PrintWriter out) {
        String title = RuleFiles.title(notice.after());
        out.println(
                notice.before() == null
                        ? title + ": first version"
                        : RuleFiles.title(notice.before()) + " -> " + title + ": " + notice.kind());
        notice.change().differences().forEach(each -> {
            out.println("  " + each.field() + ": " + each.kind());
            out.println("    " + each.before() + " -> " + each.after());
            out.println("    " + each.sentence().zh());
            out.println("    " + each.sentence().en());
        });
        out.println("notice: " + days(notice) + " days (" + notice.policy().jurisdiction() + ")");
        out.println("earliest lawful effectiveFrom, if published now: "
                + (notice.earliest() == RuleBook.AT_ONCE ? "at once" : notice.moment(notice.earliest())));
    }

    private static int days(Notice notice) {
        return notice.earliest() == RuleBook.AT_ONCE
                ? 0
                : notice.policy().days(notice.change().kind());
    }

    private static Map<String, Object> object(Notice notice) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("programmeId", notice.after().getProgrammeId());
        object.put("before", notice.before() == null ? null : notice.before().getVersion());
        object.put("after", notice.after().getVersion());
        object.put("kind", notice.kind().name());
        object.put("jurisdiction", notice.policy().jurisdiction().name());
        object.put("noticeDays", days(notice));
        object.put("earliest", notice.earliest() == RuleBook.AT_ONCE ? null : notice.earliest());
        object.put("lawful", !notice.isShort());
        object.put(
                "differences",
                notice.change().differences().stream()
                        .map(each -> {
                            Map<String, Object> line = new LinkedHashMap<>();
                            line.put("field", each.field());
                            line.put("kind", each.kind().name());
                            line.put("before", each.before());
                            line.put("after", each.after());
                            line.put("zh", each.sentence().zh());
                            line.put("en", each.sentence().en());
                            return line;
                        })
                        .toList());
        return object;
    }
}
