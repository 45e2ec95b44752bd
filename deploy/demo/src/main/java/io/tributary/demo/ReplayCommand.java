package io.tributary.demo;

import io.tributary.cli.ProgrammeFile;
import io.tributary.demo.client.Sandbox;
import io.tributary.demo.replay.Replay;
import io.tributary.demo.replay.ReplayResult;
import io.tributary.demo.replay.ReplaySettings;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recorded interactions through the running service in event time. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Feeds recorded interactions through brokers and a running service in event time.",
            "Each row of epoch_seconds,user,item,provider,converted becomes a viewable impression of the provider's item in the feed,"
                    + " with unknown ranks; a converted row also a paid order of one unit at 1.00 CNY. Each provider becomes a micro"
                    + " merchant that joins with its first event. The user never leaves the reader: request ids and buckets are keyed"
                    + " hashes.",
            "A malformed row is reported with its line number and counted, the rest goes on."
        },
        footer = {
            "",
            "Example:",
            "  tributary replay --events events.csv --programme deploy/programmes/newcomer.yaml --json"
        })
final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "FILE", required = true, description = "CSV file of interactions.")
    private Path events;

    @Option(names = "--programme", paramLabel = "FILE", description = "Programme in force; may be repeated.")
    private List<Path> programmes = new ArrayList<>();

    @Option(
            names = "--as-written",
            description =
                    "Keep the programmes' start as written; without it, one that starts after the first event starts with"
                            + " it.")
    private boolean asWritten;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "Brokers to use, where a service runs with beat.clock=event; default: own brokers and service.")
    private String bootstrapServers;

    @Option(
            names = {"--schema-registry-url", "--registry"},
            paramLabel = "URL",
            description = "Registry that goes with --bootstrap-servers.")
    private String registryUrl;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "The service's topic.prefix on the brokers given.")
    private String topicPrefix;

    @Option(names = "--with-service", description = "Also run the service, on the brokers given.")
    private boolean withService;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            defaultValue = "30m",
            converter = DurationText.class,
            description = "Longest span of events between two beats; on given brokers, at most half of the service's"
                    + " directive.ttl.ms (default: 30m).")
    private Duration step;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "The service's metrics.grace.ms (default: 10m).")
    private Duration grace;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "Zone of the local days, the service's metrics.time.zone (default: Asia/Shanghai).")
    private ZoneId zone;

    @Option(
            names = "--salt",
            paramLabel = "TEXT",
            description =
                    "Key of request ids and buckets (default: derived from the file, so the same file gives the same ids).")
    private String salt;

    @Option(names = "--json", description = "Print the result as one JSON object, the last line of standard output.")
    private boolean json;

    @Override
    public Integer call() {
        ReplaySettings settings = new ReplaySettings(
                events, programmes.stream().map(ProgrammeFile::read).toList(), asWritten, zone, step, grace, salt);
        Replay.checkEvents(events);
        ReplayResult result = onCluster(settings);
        System.out.println(json ? Json.line(result) : text(result));
        return 0;
    }

    private ReplayResult onCluster(ReplaySettings settings) {
        if (bootstrapServers == null) {
            refuse(registryUrl != null, "--registry goes with --bootstrap-servers: give both or none");
            refuse(withService, "--with-service goes with --bootstrap-servers: without them there is a service anyway");
            refuse(topicPrefix != null, "--topic-prefix goes with --bootstrap-servers: own brokers need none");
            try (Sandbox sandbox = Sandbox.start(ServiceSettings.eventClock(step, grace, zone), ReplayCommand::note)) {
                return replay(settings, sandbox.cluster());
            }
        }
        refuse(registryUrl == null, "--bootstrap-servers needs --registry URL as well");
        Cluster cluster =
                new Cluster(bootstrapServers, registryUrl).withTopicPrefix(topicPrefix == null ? "" : topicPrefix);
        if (!withService) {
            cluster.requireTopics();
            return replay(settings, cluster);
        }
        try (Sandbox sandbox =
                Sandbox.serviceOn(cluster, ServiceSettings.eventClock(step, grace, zone), ReplayCommand::note)) {
            return replay(settings, sandbox.cluster());
        }
    }

    private static ReplayResult replay(ReplaySettings settings, Cluster cluster) {
        return new Replay(settings, cluster, ReplayCommand::note).run(System.currentTimeMillis());
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void note(String line) {
        System.err.println(line);
    }

    private static String text(ReplayResult result) {
        return Json.line(result).replaceAll("[{}\"]", "").replace(",", "\n").replace(":", ": ");
    }
}
