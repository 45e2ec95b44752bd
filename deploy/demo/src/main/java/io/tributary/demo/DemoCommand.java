package io.tributary.demo;

import io.tributary.analytics.report.Report;
import io.tributary.demo.client.Sandbox;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.CostAndBenefit;
import io.tributary.demo.view.DemoReports;
import io.tributary.demo.view.DemoResult;
import io.tributary.demo.view.DemoSummary;
import io.tributary.demo.view.LiveView;
import io.tributary.programmes.v1.Programme;
import io.tributary.testkit.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole loop on one machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole loop on this machine: brokers, registry, service, and a simulated marketplace that ranks with the"
                    + " service's boosts.",
            "A simulated day takes about a minute. Everything it starts is stopped and removed in the end."
        },
        footer = {
            "",
            "Examples:",
            "  tributary demo",
            "  tributary demo --days 3 --seed 7 --json",
            "  tributary demo --realtime --requests-per-day 2000000 --duration 5m"
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private DemoOptions options = new DemoOptions();

    @Override
    @SuppressWarnings(
            "SystemConsoleNull") // scripts/tributary sets jdk.console, so null still says that this is no terminal.
    public Integer call() throws InterruptedException {
        options.check();
        Path folder = options.programmes == null ? ProgrammeFolder.standard(Path.of("")) : options.programmes;
        RuleFiles rules = ProgrammeFolder.read(folder);
        MarketplaceSettings marketplace = MarketplaceSettings.standard(options.seed, start(), options.zone)
                .withSize(options.merchants, options.requestsPerDay);
        // With --json standard output belongs to the result.
        PrintStream progress = options.json ? System.err : System.out;
        rules.lapsed(marketplace.startMillis())
                .forEach(list -> progress.println("list " + list.getName() + " v" + list.getVersion()
                        + " has lapsed: the simulated marketplace trades as if it went on"));
        Duration grace = Duration.ofMillis(marketplace.faults().graceMillis());
        Map<String, String> service = options.realtime
                ? ServiceSettings.wallClock(grace, options.zone)
                : ServiceSettings.eventClock(options.step, grace, options.zone);
        try (Sandbox sandbox = Sandbox.start(service, progress::println)) {
            LiveView view = new LiveView(progress, System.console() != null, options.zone);
            DemoRun run = new DemoRun(sandbox.cluster(), marketplace, rules.withOpenLists(), view);
            DemoResult result = options.realtime
                    ? run.live(options.duration)
                    : run.simulate(options.days, options.step, !options.cold);
            DemoSummary.lines(result, options.zone).forEach(progress::println);
            evaluate(sandbox, rules, marketplace.startMillis(), progress::println);
            if (options.json) {
                System.out.println(Json.line(result));
            }
        }
        return 0;
    }

    /** What support cost and brought, and the reports. */
    private void evaluate(Sandbox sandbox, RuleFiles rules, long from, Consumer<String> out) {
        int days = options.realtime ? 1 : options.days;
        long to = DemoRun.startOfDay(DemoRun.localDate(from, options.zone).plusDays(days), options.zone);
        List<String> programmes =
                rules.programmes().stream().map(Programme::getProgrammeId).toList();
        List<Report> reports =
                new DemoReports(options.report, line -> {}).write(sandbox.cluster(), programmes, from, to);
        out.accept("");
        out.accept(
                "What support cost and brought (treatment against holdout; in brackets intervals of 95 %; –: no figure)");
        CostAndBenefit.lines(reports).forEach(out);
        out.accept(
                "Others and all merchants are the whole marketplace in every column; an interval misses the truth once in twenty, and the"
                        + " truth is above: Shoppers.");
        out.accept("");
        out.accept("reports: " + options.report + "/*.html; questions: tributary metrics sql --no-refresh --database "
                + options.report + "/metrics.duckdb \"select ...\" (all tables but conversion_metrics)");
    }

    /** Simulated days lie in the past, the last of them yesterday: no record is from the future. */
    private long start() {
        long now = System.currentTimeMillis();
        return options.realtime
                ? now
                : DemoRun.startOfDay(DemoRun.localDate(now, options.zone).minusDays(options.days), options.zone);
    }
}
