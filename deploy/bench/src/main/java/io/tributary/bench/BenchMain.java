package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.measure.Round;
import io.tributary.bench.workload.Expected;
import io.tributary.bench.workload.Filler;
import io.tributary.bench.workload.WorkloadSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Temporary. */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "5")
    int rounds;

    @Option(names = "--events", defaultValue = "6000000")
    long events;

    @Option(names = "--jobs", split = ",", defaultValue = "LIMIT,TRIBUTARY,DSL")
    List<Job> jobs;

    @Option(names = "--merchants", defaultValue = "10000")
    int merchants;

    @Option(names = "--programmes", defaultValue = "1")
    int programmes;

    @Option(names = "--jvm")
    List<String> jvm = new ArrayList<>();

    @Option(names = "--set")
    Map<String, String> set = new TreeMap<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        try (Arena arena = Arena.open(System.err::println)) {
            WorkloadSettings workload = new WorkloadSettings(events, merchants, programmes, 100_000, 1);
            long begun = System.nanoTime();
            try (Filler filler = new Filler(arena.bootstrapServers(), arena.serdes())) {
                Expected expected = filler.fill(workload, Arena.PARTITIONS, sent -> {});
                System.err.println(expected + " in " + (System.nanoTime() - begun) / 1e9);
            }
            Throughput throughput = new Throughput(arena, jvm, set, System.err::println);
            for (int round = 1; round <= rounds; round++) {
                for (Job job : jobs) {
                    begun = System.nanoTime();
                    Round result = throughput.run(job, round, 100);
                    System.out.printf(
                            Locale.ROOT,
                            "%s %d %.0f ev/s cpu %.2f broker %.2f other %.1f  (%.1f s)%n",
                            result.job(),
                            round,
                            result.eventsPerSecond(),
                            result.cpuMicrosPerEvent(),
                            result.brokerCpuMicrosPerEvent(),
                            result.otherCpuPercent(),
                            (System.nanoTime() - begun) / 1e9);
                }
            }
        }
        return 0;
    }
}
