package io.tributary.cli;

import io.tributary.common.v1.Surface;
import io.tributary.explain.Page;
import io.tributary.explain.Statement;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what is to be published of how support changes ranking. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what is to be published of how support changes ranking, from the rules in force: the main parameters and why they"
                    + " weigh what they weigh, what paying does, whom it concerns, how to refuse and how to appeal.",
            "With files: from these programmes, without asking anybody."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes statement --surface FEED --lang zh",
            "  tributary programmes statement deploy/programmes/*.yaml"
        })
final class ProgrammeStatementCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--surface", paramLabel = "SURFACE", description = "Only what concerns this one, such as FEED.")
    private Surface surface;

    @Mixin
    private PageOptions form;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "YAML files, a programme each.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        long now = System.currentTimeMillis();
        Page page = new Statement(programmes(now), surface, now).page(ZoneId.systemDefault());
        form.write(page, spec.commandLine().getOut());
        return 0;
    }

    private Collection<Programme> programmes(long now) {
        if (!files.isEmpty()) {
            return files.stream().map(ProgrammeFile::read).toList();
        }
        PublishedProgrammes published = PublishedProgrammes.of(
                LatestRecords.read(options.connect(), Topics.PROGRAMMES).values());
        return published.latest().keySet().stream()
                .map(id -> published.inForceAt(id, now))
                .filter(each -> each != null)
                .toList();
    }
}
