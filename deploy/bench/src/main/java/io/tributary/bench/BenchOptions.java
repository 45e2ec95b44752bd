package io.tributary.bench;

import io.tributary.app.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options of the bench. */
final class BenchOptions {
    private static final int MOST_ROUNDS = 100;
    private static final long LEAST_EVENTS = 10_000;
    private static final long MOST_EVENTS = 1_000_000_000;
    private static final double USUAL_OTHER = 5;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of each job, and repetitions of each other part (default: 5).")
    int rounds;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "6000000",
            description =
                    "Impressions and order lines of a round; fewer leave less time to get warm (default: 6000000).")
    long events;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the workload (default: 1).")
    long seed;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Parts to run, separated by commas (default: all; they are listed below).")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--max-other",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description =
                    "Discard a round in which other processes took more of the machine, and run it again, at most as often"
                            + " as there are rounds (default: 5).")
    double mostOther;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "Further option of the measured JVMs; may be repeated: --jvm=-XX:+UseParallelGC")
    List<String> jvm = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Further setting of the service; may be repeated. scripts/tributary config lists them.")
    Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--json",
            description =
                    "Standard output is JSON, a line each: an array of rounds, an object of ratios, an object for each other"
                            + " part. The tables go to standard error.")
    boolean json;

    @Option(names = "--write", description = "Put the tables into deploy/bench/RESULTS.md.")
    boolean write;

    /** @throws IllegalArgumentException with what is wrong in one line */
    void check(List<String> parts) {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("--rounds is " + rounds + ", must be within 1 and " + MOST_ROUNDS);
        }
        if (events < LEAST_EVENTS || events > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    Text.of("--events is %d, must be within %d and %d", events, LEAST_EVENTS, MOST_EVENTS));
        }
        if (!(mostOther >= 0 && mostOther <= 100)) {
            throw new IllegalArgumentException("--max-other is " + mostOther + ", must be within 0 and 100");
        }
        for (String part : only) {
            if (!parts.contains(part)) {
                throw new IllegalArgumentException(
                        "--only names '" + part + "': choose from " + String.join(", ", parts));
            }
        }
        // What the service would refuse is refused here, before anything is started.
        Settings.of(new TreeMap<>(settings));
    }

    boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }

    BenchContext context(Consumer<String> progress) {
        return new BenchContext(events, rounds, seed, jvm, settings, mostOther, progress);
    }

    /** How it was called, for results. */
    String commandLine() {
        StringBuilder line =
                new StringBuilder("scripts/bench --events " + events + " --rounds " + rounds + " --seed " + seed);
        if (!only.isEmpty()) {
            line.append(" --only ").append(String.join(",", only));
        }
        if (mostOther != USUAL_OTHER) {
            line.append(" --max-other ").append(mostOther);
        }
        jvm.forEach(option -> line.append(" --jvm=").append(option));
        settings.forEach(
                (key, value) -> line.append(" --set ").append(key).append('=').append(value));
        return line.toString();
    }
}
