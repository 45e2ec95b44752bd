package io.tributary.cli;

import io.tributary.domain.rules.NoticePolicy;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a programme when its notice is over. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a programme by publishing it with a higher version: as soon as the notice of that is over, or later.",
            "From then on nobody is boosted for it; what is left of grants is released, and merchants read that it has ended."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes retire farm",
            "  tributary programmes retire farm --at 2026-12-31T18:00:00+08:00"
        })
final class ProgrammeRetireCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "now, or " + Moment.HELP + "; default: the first full hour at which its notice is over.")
    private String at;

    @Parameters(paramLabel = "ID", description = "The programme.")
    private String id;

    @Override
    public Integer call() {
        long now = System.currentTimeMillis();
        SettingsOptions.Connection connection = options.connect();
        PublishedProgrammes published = PublishedProgrammes.read(connection);
        Programme latest = Published.require(published.latest(), "programme", id);
        NoticePolicy policy = Notice.policy(options.load().notice());
        Long asked = at == null ? null : Moment.parse("--at", at, now, ZoneId.of(latest.getTimeZone()));
        Notice notice = ProgrammeEnd.notice(published, id, asked, policy, now);
        ProgrammePublication publication = new ProgrammePublication(connection);
        publication.add(notice, null);
        publication.send();
        PrintWriter out = spec.commandLine().getOut();
        boolean over = notice.after().getStatus() == ProgrammeStatus.ENDED;
        out.println(RuleFiles.title(notice.after()) + ": ends "
                + (over
                        ? "at the next beat"
                        : "at " + Moment.show(notice.after().getEndsAt())));
        out.flush();
        return 0;
    }
}
