package io.tributary.chaos;

import io.tributary.chaos.AlertReport.Inflicted;
import io.tributary.chaos.FaultPlan.Step;
import io.tributary.schemas.boost.BoostTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Has a Prometheus watch a run with the rules that are deployed, so that it is seen which alert each fault raises. Where there is no
 * Prometheus it says so in a line, and nothing else happens.
 */
final class AlertWatch implements AutoCloseable {
    /** Instances that have just started are slow: what they do then is not watched. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    /** As long as the rules look back. */
    private static final Duration CALM = Duration.ofSeconds(40);

    private static final String FIRING = "ALERTS{alertstate=\"firing\"}";
    /** What every alert has, or is of no help in telling one from another. */
    private static final List<String> COMMON =
            List.of("__name__", "alertname", "alertstate", "severity", "job", "topic", "role");
    /** An evaluation that came late does not end an alert. */
    private static final long GAP_MILLIS = 3_000;

    private final Optional<Prometheus> prometheus;
    private final Optional<WatchedHost> host;
    /** The instance with a disk of its own; that of the others is this machine's, and who else fills it is no concern of the run. */
    private final Optional<String> ownDisk;

    private final List<Inflicted> faults = new ArrayList<>();
    private final Map<String, Map<String, NavigableSet<Long>>> seen = new TreeMap<>();
    private long seenUntil = System.currentTimeMillis();
    private long begin;
    private final OthersShare others = new OthersShare();

    private AlertWatch(Optional<Prometheus> prometheus, Optional<WatchedHost> host, Optional<String> ownDisk) {
        this.prometheus = prometheus;
        this.host = host;
        this.ownDisk = ownDisk;
    }

    private static AlertWatch none() {
        return new AlertWatch(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param command what runs a Prometheus, on the path or a file; empty for none
     * @param boosts the shoppers' table, which is watched as a host's
     */
    static AlertWatch start(String command, World world, Path folder, BoostTable boosts, Consumer<String> progress) {
        if (command.isBlank()) {
            return none();
        }
        WatchedHost host = WatchedHost.of(boosts);
        try {
            List<Prometheus.Job> jobs = List.of(
                    new Prometheus.Job("tributary", world.ports()),
                    new Prometheus.Job("hosts", Map.of("shoppers", host.port())));
            Prometheus prometheus = Prometheus.start(
                    command,
                    folder.resolve("prometheus"),
                    folder.resolve("log").resolve("prometheus.log"),
                    ShortRules.of(ShortRules.shipped()),
                    jobs);
            Optional<String> ownDisk =
                    world.equipment().smallDisk().isPresent() ? Optional.of(World.ON_SMALL_DISK) : Optional.empty();
            return new AlertWatch(Optional.of(prometheus), Optional.of(host), ownDisk);
        } catch (Prometheus.Unavailable e) {
            host.close();
            progress.accept("alerts are not watched, as there is no Prometheus: " + e.getMessage());
            return none();
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    /** Watches while nothing is broken. */
    void calm() {
        if (prometheus.isPresent()) {
            pause(WARM_UP.toMillis());
            seenUntil = System.currentTimeMillis();
            pause(CALM.toMillis());
            collect();
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A fault is about to be inflicted. */
    void begins() {
        begin = System.currentTimeMillis();
    }

    /**
     * The fault is over, and all is well again.
     *
     * @return what has fired since its begin, in a line; empty when nothing has
     */
    Optional<String> ended(Episode episode) {
        Step step = episode.step();
        long lasted = Math.max(step.millis(), episode.takeoverMillis());
        Inflicted fault = new Inflicted(step, episode.what(), begin, System.currentTimeMillis(), lasted);
        faults.add(fault);
        collect();
        List<String> raised = firings().stream()
                .filter(firing -> firing.from() >= fault.begin())
                .filter(firing -> !AlertExpectations.OF_TRAFFIC.contains(firing.alert()))
                .map(Firing::toString)
                .distinct()
                .toList();
        return raised.isEmpty() ? Optional.empty() : Optional.of("      alerts: " + String.join(", ", raised));
    }

    /** What was seen of the whole run; to be asked for before anything is stopped. */
    AlertReport report() {
        if (prometheus.isEmpty()) {
            return AlertReport.unwatched();
        }
        pause(AlertReport.SEEN_MILLIS);
        collect();
        return new AlertReport(true, faults, firings(), others.largest());
    }

    private void collect() {
        prometheus.ifPresent(watching -> {
            long now = System.currentTimeMillis();
            others.look();
            watching.range(FIRING, seenUntil, now).stream()
                    .filter(this::isOfTheRun)
                    .forEach(series -> seen.computeIfAbsent(series.labels().get("alertname"), alert -> new TreeMap<>())
                            .computeIfAbsent(labels(series), labels -> new TreeSet<>())
                            .addAll(series.times()));
            // What is being evaluated now is there the next time.
            seenUntil = now - GAP_MILLIS;
        });
    }

    private boolean isOfTheRun(Prometheus.Series series) {
        boolean disk = series.labels().get("alertname").equals(AlertExpectations.DISK);
        return !disk || ownDisk.map(series.labels().get("instance")::equals).orElse(false);
    }

    private static String labels(Prometheus.Series series) {
        return series.labels().entrySet().stream()
                .filter(label -> !COMMON.contains(label.getKey()))
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }

    private List<Firing> firings() {
        List<Firing> firings = new ArrayList<>();
        seen.forEach(
                (alert, series) -> series.forEach((labels, times) -> firings.addAll(firings(alert, labels, times))));
        return firings;
    }

    /** Times without a gap are one firing. */
    static List<Firing> firings(String alert, String labels, NavigableSet<Long> times) {
        List<Firing> firings = new ArrayList<>();
        long from = -1;
        long last = -1;
        for (long time : times) {
            if (from >= 0 && time - last > GAP_MILLIS) {
                firings.add(new Firing(alert, labels, from, last));
                from = -1;
            }
            from = from < 0 ? time : from;
            last = time;
        }
        if (from >= 0) {
            firings.add(new Firing(alert, labels, from, last));
        }
        return firings;
    }

    @Override
    public void close() {
        prometheus.ifPresent(Prometheus::close);
        host.ifPresent(WatchedHost::close);
    }
}
