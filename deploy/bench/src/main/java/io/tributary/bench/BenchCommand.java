package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.testkit.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs what is asked for, one part after the other, and says what came of each as soon as it is there. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        version = "bench of tributary 0.1.0",
        description = {
            "Measures what the service costs: its merchant job beside a hand-written loop with the same domain code, which is the"
                    + " limit, and beside a DSL job that only counts; each on the same events, on a broker process of its own.",
            "All of it takes an hour or so; use a machine on which nothing else runs. Everything it starts is stopped and removed"
                    + " in the end."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String THROUGHPUT = "throughput";

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--verbose", description = "Show stack traces of errors.")
    private boolean verbose;

    private final List<Measurement> measurements = ServiceLoader.load(Measurement.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    boolean verbose() {
        return verbose;
    }

    /** What --help says at the end. */
    List<String> footer() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Parts:",
                part("limit", "the domain code in a hand-written loop, no framework"),
                part("tributary", "the service's merchant role, the same domain code"),
                part("dsl", "counting alone, with Kafka Streams' DSL on RocksDB")));
        measurements.forEach(each -> lines.add(part(each.id(), each.description())));
        lines.addAll(List.of(
                "",
                "Exit codes: 0 done, 1 failed or counted wrong, 2 asked wrongly.",
                "",
                "Examples:",
                "  scripts/bench --write",
                "  scripts/bench --only limit,tributary --rounds 3 --events 2000000",
                "  scripts/bench --only tributary --jvm=-Xlog:gc --set threads=2 --json",
                "  scripts/bench kernels -f 1 DecisionBenchmark"));
        return lines;
    }

    private static String part(String id, String description) {
        return Text.of("  %-10s %s", id, description);
    }

    @Override
    public Integer call() {
        List<Job> jobs = Arrays.stream(Job.values())
                .filter(job -> options.wants(job.id()))
                .toList();
        List<Measurement> others =
                measurements.stream().filter(each -> options.wants(each.id())).toList();
        options.check(parts());
        ResultsFile file = options.write ? ResultsFile.find(Path.of("")) : null;
        if (file != null) {
            List<String> written = new ArrayList<>(jobs.isEmpty() ? List.of() : List.of(THROUGHPUT));
            others.forEach(each -> written.add(each.id()));
            file.require(written);
        }
        BenchContext context = options.context(this::progress);
        if (!jobs.isEmpty()) {
            ComparisonResult result = new Comparison(jobs, context).run();
            say(file, THROUGHPUT, result.tables(), result.notes(), List.of(result.rounds(), result.ratios()));
        }
        for (Measurement each : others) {
            progress(each.id() + ": " + each.description());
            Measurement.Result result = each.run(context);
            say(file, each.id(), result.tables(), result.notes(), List.of(Map.of(each.id(), result.rows())));
        }
        return 0;
    }

    private List<String> parts() {
        List<String> parts =
                new ArrayList<>(Arrays.stream(Job.values()).map(Job::id).toList());
        measurements.forEach(each -> parts.add(each.id()));
        return parts;
    }

    private void say(ResultsFile file, String part, List<Table> tables, List<String> notes, List<Object> json) {
        PrintWriter people =
                options.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        List<String> written = new ArrayList<>(List.of("", Provenance.line(options.commandLine()), ""));
        for (Table table : tables) {
            people.println();
            table.lines().forEach(people::println);
            written.addAll(table.markdown());
            written.add("");
        }
        for (String note : notes) {
            people.println(note);
            written.add("- " + note);
        }
        people.flush();
        if (options.json) {
            json.forEach(each -> spec.commandLine().getOut().println(Json.line(each)));
            spec.commandLine().getOut().flush();
        }
        if (file != null) {
            file.write(part, written);
            progress("written to deploy/bench/RESULTS.md: " + part);
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
