package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.rules.ChangeKind;
import io.tributary.domain.rules.NoticePolicy;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes, lists and deletes programmes. */
@Command(
        name = "programmes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ProgrammeValidateCommand.class,
            ProgrammeDryRunCommand.class,
            ProgrammeDiffCommand.class,
            ProgrammeHistoryCommand.class,
            ProgrammeExplainCommand.class,
            ProgrammeStatementCommand.class,
            ProgrammeRetireCommand.class
        },
        description = "Checks, tries, publishes, retires and deletes support programmes, or lists those in force.",
        footer = {
            "",
            "Examples:",
            "  tributary programmes validate my-programme.yaml",
            "  tributary programmes apply deploy/programmes/*.yaml",
            "  tributary programmes apply lists/key-counties.yaml county.yaml",
            "  tributary programmes diff --published my-programme.yaml",
            "  tributary programmes dry-run --from -1d farm-2.yaml",
            "  tributary programmes history farm",
            "  tributary programmes explain m-00042 --lang en",
            "  tributary programmes statement --surface FEED",
            "  tributary programmes retire farm --at 2026-12-31T18:00:00+08:00",
            "  tributary programmes delete farm --yes",
            "  tributary programmes list --json"
        })
final class ProgrammesCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Checks programmes written as YAML and publishes them; they take effect at the next beat, or at their effectiveFrom.",
                "A change of a published programme must be published as long before as notice.jurisdiction asks.",
                "A programme that differs from the published one needs a higher version. Nothing is published unless every file"
                        + " is good, and every list that a clause names is published or given."
            })
    int apply(
            @Mixin SettingsOptions options,
            @Option(names = "--dry-run", description = "Check the files, publish nothing, ask nobody.") boolean dryRun,
            @Option(
                            names = "--force",
                            description =
                                    "Publish although lists do not exist or tags look misspelt; with --reason, although the"
                                            + " operator's own notice is not kept.")
                    boolean force,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why --force shortens notice: kept in the history. What the law sets stays.")
                    String reason,
            @Mixin MarketOption market,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "FILE",
                            description =
                                    "YAML files, a programme or a list each; lists are published before programmes.")
                    List<Path> files) {
        requireReasonOfForce(force, reason);
        RuleFiles rules = dryRun
                ? RuleFiles.read(files, market.name(), () -> AttributeDeclarations.NONE)
                : RuleFiles.read(
                        files,
                        market.name(),
                        () -> PublishedLists.read(options.connect()).declared());
        if (!force) {
            RuleApplication.requireUsualWords(rules);
        }
        for (Programme programme : rules.programmes().values()) {
            rules.warnings(programme).forEach(line -> warn(RuleFiles.title(programme) + ": " + line));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            rules.programmes().values().forEach(programme -> out.println(RuleFiles.title(programme) + ": good"));
        } else {
            RuleApplication application = new RuleApplication(options.connect(), rules);
            if (!force) {
                application.requireLists();
            }
            application.publish(Notice.policy(options.load().notice()), reason, out);
        }
        out.flush();
        return 0;
    }

    private static void requireReasonOfForce(boolean force, String reason) {
        if (reason != null && (!force || reason.isBlank() || reason.length() > 1000)) {
            throw new IllegalArgumentException("--reason: goes with --force, and is 1 to 1000 characters");
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = {
                "Deletes a programme (a tombstone). `retire` is for programmes that merchants took part in: they read that it ended.",
                "At the next beat its boosts are withdrawn, its members released with what is left of their grants, and it no"
                        + " longer stands in their entitlements. Ledger and metrics stay. Its id may be used again from version 1."
            })
    int delete(
            @Mixin SettingsOptions options,
            @Option(names = "--yes", description = Confirmation.YES_HELP) boolean yes,
            @Parameters(paramLabel = "ID", description = "The programme.") String id) {
        SettingsOptions.Connection connection = options.connect();
        PublishedProgrammes published = PublishedProgrammes.read(connection);
        Programme programme = Published.require(published.latest(), "programme", id);
        long now = System.currentTimeMillis();
        requireOver(published.inForceAt(id, now), Notice.policy(options.load().notice()), now);
        Confirmation.require(
                yes,
                "Deleting " + RuleFiles.title(programme) + " (" + programme.getStatus() + ", pool "
                        + programme.getPool()
                        + ") withdraws its boosts and releases what is left of its grants; its rules stay in `programmes history`.");
        ProgrammePublication publication = new ProgrammePublication(connection);
        publication.delete(programme, published.keys(id), now);
        publication.send();
        PrintWriter out = spec.commandLine().getOut();
        out.println(RuleFiles.title(programme) + ": deleted, takes effect at the next beat");
        out.flush();
        return 0;
    }

    /** A programme that merchants still have is ended first: that owes notice, where anything does. */
    private static void requireOver(Programme inForce, NoticePolicy policy, long now) {
        if (inForce == null || policy.days(ChangeKind.IMPORTANT) == 0) {
            return;
        }
        boolean over = inForce.getStatus() == ProgrammeStatus.ENDED
                || inForce.getEndsAt() != null && inForce.getEndsAt() <= now;
        if (!over) {
            throw new IllegalArgumentException(RuleFiles.title(inForce)
                    + " is in force, and what ends it owes notice: `tributary programmes retire "
                    + inForce.getProgrammeId()
                    + "` first");
        }
    }

    private void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("warning: " + line);
        err.flush();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the programmes in force, and the versions announced beside them.")
    int list(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "One JSON object per line.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        PublishedProgrammes.read(options.connect())
                .carried(System.currentTimeMillis())
                .values()
                .forEach(programme -> out.println(
                        json
                                ? Json.write(Json.ofAvro(programme))
                                : RuleFiles.title(programme)
                                        + (programme.getEffectiveFrom() == null
                                                ? ""
                                                : " from " + Moment.show(programme.getEffectiveFrom()))
                                        + ": " + programme.getStatus() + ", pool "
                                        + programme.getPool()
                                        + " per " + programme.getPeriodMinutes() + " min, floor "
                                        + programme.getFloor() + ", cap " + programme.getCap() + ", "
                                        + programme.getName().getEn() + " / "
                                        + programme.getName().getZh()));
        out.flush();
        return 0;
    }
}
