package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.replay.DryRun;
import io.tributary.replay.DryRunResult;
import io.tributary.replay.InProcessSettings;
import io.tributary.schemas.Topics;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries programmes on recorded traffic, beside those in force. */
@Command(
        name = "dry-run",
        mixinStandardHelpOptions = true,
        description = {
            "Replays recorded topics in this process under the rules in force now and under those of the files, and says who would have got more or less, what it would have cost, and whose floors would have been kept. Publishes nothing.",
            "What shoppers would have done is estimated from what they did: how, the page on dry runs says (deploy/programmes/dry-run.md)."
        },
        footer = {
            "",
            "Examples:",
            "  tributary programmes dry-run --from 2026-03-01 --to 2026-03-02 farm-2.yaml",
            "  tributary programmes dry-run --from -1d --json farm-2.yaml lists/key-counties.yaml"
        })
final class ProgrammeDryRunCommand implements Callable<Integer> {
    private static final long DAY = 86_400_000;
    private static final int PARTITIONS = 4;
    private static final int STEPS_OF_LIFE = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "First moment that is reported: " + Moment.HELP)
    private String from;

    @Option(
            names = "--to",
            defaultValue = "now",
            paramLabel = "TIME",
            description = "First moment after it; default: now.")
    private String to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Traffic from then on warms it up; default: a day before --from.")
    private String since;

    @Option(
            names = "--step",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "Time between beats, 1 to 3600; default: 60. Shorter is truer and slower.")
    private int step;

    @Option(
            names = "--top",
            defaultValue = "10",
            paramLabel = "COUNT",
            description = "So many winners and losers are shown; default: 10.")
    private int top;

    @Mixin
    private JsonOption form;

    @Mixin
    private MarketOption market;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files, a programme or a list each.")
    private List<Path> files;

    @Override
    public Integer call() {
        Settings settings = options.load();
        DryRun.Span span = span(System.currentTimeMillis(), settings.metric().timeZone());
        SettingsOptions.Connection connection = options.connect();
        PublishedLists lists = PublishedLists.read(connection);
        RuleFiles changed = RuleFiles.read(files, market.name(), lists::declared);
        DryRun.Rules inForce = new DryRun.Rules(
                inForce(PublishedProgrammes.read(connection), System.currentTimeMillis()), published(lists, Set.of()));
        DryRun run = new DryRun(inProcess(settings, span), span, inForce, with(inForce, changed, lists, span));
        replay(connection, span, run);
        DryRunResult result = run.finish();
        PrintWriter out = spec.commandLine().getOut();
        if (form.isJson()) {
            out.println(Json.write(DryRunText.object(result, top)));
        } else {
            DryRunText.lines(result, top).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private DryRun.Span span(long now, ZoneId zone) {
        if (step < 1 || step > 3600) {
            throw new IllegalArgumentException("--step " + step + ": must be 1 to 3600 seconds");
        }
        if (top < 0) {
            throw new IllegalArgumentException("--top " + top + ": must not be negative");
        }
        long first = Moment.parse("--from", from, now, zone);
        long end = Moment.parse("--to", to, now, zone);
        long start = since == null ? first - DAY : Moment.parse("--since", since, now, zone);
        if (first >= end) {
            throw new IllegalArgumentException("--to " + to + ": must be later than --from " + from);
        }
        if (start > first) {
            throw new IllegalArgumentException("--since " + since + ": must not be later than --from " + from);
        }
        long millis = step * 1_000L;
        return new DryRun.Span(Math.floorDiv(start, millis) * millis, first, end, millis);
    }

    /** The service's settings, but that beats come each step. */
    private static InProcessSettings inProcess(Settings settings, DryRun.Span span) {
        long life = Math.max(settings.beat().directiveTtlMillis(), STEPS_OF_LIFE * span.stepMillis());
        return InProcessSettings.of(
                PARTITIONS,
                span.stepMillis(),
                life,
                settings.metric().graceMillis(),
                settings.metric().timeZone());
    }

    private static List<Programme> inForce(PublishedProgrammes published, long now) {
        return published.latest().keySet().stream()
                .map(id -> published.inForceAt(id, now))
                .filter(each -> each != null)
                .map(each -> Programme.newBuilder(each)
                        .setEffectiveFrom(null)
                        .setTransition(null)
                        .build())
                .toList();
    }

    private static List<ReferenceList> published(PublishedLists lists, Set<String> without) {
        List<ReferenceList> whole = new ArrayList<>();
        lists.latest().keySet().stream()
                .filter(name -> !without.contains(name))
                .forEach(name -> lists.versions(name)
                        .values()
                        .forEach(version -> version.whole().ifPresent(whole::add)));
        return whole;
    }

    /** The rules in force, with the files' in place of those that they replace, as if these had been in force all the time. */
    private static DryRun.Rules with(DryRun.Rules inForce, RuleFiles files, PublishedLists lists, DryRun.Span span) {
        List<Programme> programmes = new ArrayList<>();
        inForce.programmes().stream()
                .filter(each -> !files.programmes().containsKey(each.getProgrammeId()))
                .forEach(programmes::add);
        files.programmes()
                .values()
                .forEach(each -> programmes.add(Programme.newBuilder(each)
                        .setEffectiveFrom(null)
                        .setTransition(null)
                        .setStartsAt(Math.min(each.getStartsAt(), span.start()))
                        .build()));
        List<ReferenceList> all = published(lists, new HashSet<>(files.lists().keySet()));
        files.lists()
                .values()
                .forEach(each ->
                        all.add(ReferenceList.newBuilder(each).setStartsAt(null).build()));
        return new DryRun.Rules(programmes, all);
    }

    private void replay(SettingsOptions.Connection connection, DryRun.Span span, DryRun run) {
        List<RecordedTopics.Recorded> later = new ArrayList<>();
        Set<String> known = new HashSet<>();
        try (RecordedTopics profiles =
                new RecordedTopics(connection, List.of(Topics.MERCHANTS), Long.MIN_VALUE, span.to())) {
            profiles.forEach(each -> {
                // A compacted topic has lost what was before: a merchant's first profile stands for it.
                if (known.add(each.key()) || each.time() < span.start()) {
                    run.profile(span.start() - 1, (MerchantProfile) each.value());
                } else {
                    later.add(each);
                }
            });
        }
        try (RecordedTopics past =
                new RecordedTopics(connection, List.of(Topics.MERCHANT_EVENTS), Long.MIN_VALUE, span.start())) {
            past.forEach(each -> run.past(each.key(), (MerchantEvent) each.value()));
        }
        DryRunProgress progress = new DryRunProgress(span, spec.commandLine().getErr());
        try (RecordedTopics traffic = new RecordedTopics(
                connection,
                List.of(Topics.IMPRESSIONS, Topics.ORDERS, Topics.MERCHANT_EVENTS),
                span.start(),
                span.to())) {
            int[] next = {0};
            traffic.forEach(each -> {
                while (next[0] < later.size() && later.get(next[0]).time() <= each.time()) {
                    RecordedTopics.Recorded profile = later.get(next[0]++);
                    run.profile(profile.time(), (MerchantProfile) profile.value());
                }
                take(run, each);
                progress.reached(each.time(), run.records());
            });
            progress.done(run.records(), traffic.unreadable());
        }
        if (run.records() == known.size()) {
            throw new CliError("topics " + connection.topics().of(Topics.IMPRESSIONS) + " and "
                    + connection.topics().of(Topics.ORDERS) + " hold nothing from " + Moment.show(span.start()) + " to "
                    + Moment.show(span.to()) + ": choose a time that their retention has kept");
        }
    }

    private static void take(DryRun run, RecordedTopics.Recorded each) {
        if (each.value() instanceof Impression impression) {
            run.impression(each.time(), each.key(), impression);
        } else if (each.value() instanceof OrderLine line) {
            run.order(each.time(), each.key(), line);
        } else if (each.value() instanceof MerchantEvent event) {
            run.reported(each.time(), each.key(), event);
        }
    }
}
