package io.tributary.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Options of {@code demo}. */
final class DemoOptions {
    @Option(names = "--days", paramLabel = "N", defaultValue = "5", description = "Simulated days (default: 5).")
    int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the marketplace (default: 1).")
    long seed;

    @Option(names = "--merchants", paramLabel = "N", defaultValue = "500", description = "Merchants (default: 500).")
    int merchants;

    @Option(
            names = "--requests-per-day",
            paramLabel = "N",
            defaultValue = "40000",
            description = "Pages of ten items per day (default: 40000).")
    int requestsPerDay;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            defaultValue = "4m",
            converter = DurationText.class,
            description = "Event time between two beats (default: 4m).")
    Duration step;

    @Option(
            names = "--programmes",
            paramLabel = "FOLDER",
            description = "Folder of programme files (default: deploy/programmes here or above).")
    Path programmes;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "Zone of the shoppers' day (default: Asia/Shanghai).")
    ZoneId zone;

    @Option(
            names = "--cold",
            description = "Start without the day before, from which the service learns when shoppers come.")
    boolean cold;

    @Option(
            names = "--realtime",
            description = "Run on the wall clock, with beats every second, instead of in time lapse.")
    boolean realtime;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            defaultValue = "2m",
            converter = DurationText.class,
            description = "How long --realtime runs (default: 2m).")
    Duration duration;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            defaultValue = ".local/demo",
            description = "Where reports on the programmes are written, with the tables they are made of (default:"
                    + " ${DEFAULT-VALUE}).")
    Path report;

    @Option(names = "--json", description = "Print the summary as one JSON object, the last line of standard output.")
    boolean json;

    void check() {
        if (days < 1 || days > 60) {
            throw new IllegalArgumentException("--days is " + days + ", must be within 1 and 60");
        }
        if (step.compareTo(Duration.ofSeconds(10)) < 0 || step.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("--step is " + step.toSeconds() + " s, must be within 10s and 1h");
        }
        if (duration.isZero()) {
            throw new IllegalArgumentException("--duration must be above 0");
        }
    }
}
