package io.tributary.app.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.app.config.StartupException;
import io.tributary.http.Health;
import io.tributary.http.HttpServer;
import io.tributary.inputs.InputWatch;
import io.tributary.schemas.fault.Waits;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.text.LogEvents;
import io.tributary.topology.merchant.MerchantQuestions;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance of the service: HTTP, topics and schemas, then the roles. Start it, ask {@link #health()}, close it; closing takes
 * at most {@code shutdown.timeout.ms}.
 */
public final class TributaryService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TributaryService.class);
    private static final long READY_POLL_MILLIS = 50;

    private final Settings settings;
    private final ClockSkew clockSkew;
    private final MeterObserver observer;
    private final Instance instance = new Instance();
    private final MerchantStates merchants = new MerchantStates();
    private final HttpServer http;
    private final SystemMeters systemMeters;
    /** Null when traces are off. */
    private final TraceExport traces;

    private final Readiness readiness;
    private final Waits waits = new Waits();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ClockWatch clockWatch = ClockWatch.start(ProcessExit::now);
    private InputWatch watch;

    private TributaryService(Settings settings, MeterRegistry meters) {
        this.settings = settings;
        this.clockSkew = ClockSkew.ofThisHost(settings.connection().topics());
        this.observer = new MeterObserver(meters, System::nanoTime, clockSkew);
        this.readiness = Readiness.of(settings);
        this.http = HttpServer.start(settings.http(), instance, () -> scrape(meters), settings::shown, merchants);
        this.traces = TraceExport.of(settings.traces(), settings.streams().instanceId());
        this.systemMeters = SystemMeters.bindTo(meters, settings.streams().stateDir());
        BuildInfo.read().bindTo(meters);
        WaitMeters.bindTo(meters, waits);
    }

    /** Starts an instance and logs the progress of waiting. See {@link #start(Settings, MeterRegistry, Consumer)}. */
    public static TributaryService start(Settings settings, MeterRegistry meters) {
        return start(settings, meters, LOG::info);
    }

    /**
     * Starts an instance: waits for brokers and registry, applies topics and schemas, starts the roles. It returns when they are
     * started, not when they are ready: see {@link #awaitReady(Duration)}. Interrupting the thread stops the waiting.
     *
     * @param meters registry of all meters; a {@link PrometheusMeterRegistry} is served at {@code /metrics}
     * @param progress is told in a line what is being waited for
     * @throws StartupException when something is missing, in one line with the remedy
     */
    public static TributaryService start(Settings settings, MeterRegistry meters, Consumer<String> progress) {
        TributaryService service = new TributaryService(settings, meters);
        try {
            Startup.Prepared prepared = Startup.prepare(settings, progress, service.waits);
            AvroSerdes serdes = prepared.serdes();
            Resuming resuming = prepared.resuming();
            ThreadFailures.Surroundings surroundings = new ThreadFailures.Surroundings(
                    service.waits,
                    meters,
                    ProcessExit::now,
                    service.observers(),
                    service.ofThisProcess(),
                    new Denials(settings, AccessRole.SERVICE)::line);
            Map<Role, Supplier<RunningRole>> starts = new EnumMap<>(Role.class);
            for (Role role : settings.streams().roles()) {
                Supplier<Topology> topology = () -> service.topology(role, serdes);
                starts.put(role, () -> RunningRole.start(role, settings, topology, surroundings, resuming));
            }
            RoleStarts.sideBySide(starts, service::join);
            service.watch = resuming.watch(service::stop);
            service.instance.started = true;
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void join(RunningRole running) {
        instance.roles.add(running);
        merchants.join(running);
    }

    private Topology topology(Role role, AvroSerdes serdes) {
        return RoleTopologies.of(role, settings, serdes, observer, clockSkew);
    }

    private ClientObservers observers() {
        return new ClientObservers(traces == null ? null : traces.records(), clockSkew);
    }

    /** What its applications are to know of it. */
    private Map<String, Object> ofThisProcess() {
        return Map.of(
                StreamsConfig.APPLICATION_SERVER_CONFIG,
                merchants.servedAt(settings.http().reachedAt(), http.port()),
                MerchantQuestions.CONFIG,
                merchants.questions());
    }

    private void stop(Role lost, String why) {
        instance.roles.stream().filter(role -> role.role() == lost).forEach(role -> role.stop(why));
    }

    public Health health() {
        return instance;
    }

    /** The port in use for health, metrics and status. */
    public int httpPort() {
        return http.port();
    }

    /** Waits until every role runs with its stores restored. False when time is up or the instance failed before. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!instance.ready()) {
            if (!instance.live() || System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(READY_POLL_MILLIS);
        }
        return true;
    }

    /** Commits and stops all roles side by side. Calling it again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (watch != null) {
            watch.close();
        }
        clockWatch.close();
        waits.close();
        Duration atMost = Duration.ofMillis(settings.streams().shutdownTimeoutMillis());
        List<Thread> closers = instance.roles.stream()
                .map(role -> new Thread(
                        () -> close(role, atMost), "close-" + role.role().id()))
                .toList();
        closers.forEach(Thread::start);
        boolean interrupted = false;
        long deadline = System.nanoTime() + atMost.plusSeconds(1).toNanos();
        for (Thread closer : closers) {
            interrupted |= awaitEnd(closer, deadline);
        }
        http.close();
        systemMeters.close();
        if (traces != null) {
            traces.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the thread even when interrupted, which a signal does: it must not cut off a commit. Whether it was. */
    private static boolean awaitEnd(Thread thread, long deadline) {
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private static void close(RunningRole role, Duration atMost) {
        if (!role.close(atMost)) {
            LOG.warn(
                    LogEvents.STOP_TIMED_OUT,
                    "Role {} did not stop within {} ms: what it had not committed is done again after the restart",
                    role.role().id(),
                    atMost.toMillis());
        }
    }

    private static String scrape(MeterRegistry meters) {
        return meters instanceof PrometheusMeterRegistry prometheus
                ? prometheus.scrape()
                : "# this instance was started without a Prometheus registry\n";
    }

    /** What the instance says of itself while it starts, runs and stops. */
    private final class Instance implements Health {
        private final List<RunningRole> roles = new CopyOnWriteArrayList<>();
        private volatile boolean started;

        @Override
        public boolean live() {
            return closed.get() || roles.stream().noneMatch(RunningRole::isFailed);
        }

        @Override
        public boolean ready() {
            return isRunning() && missing().isEmpty();
        }

        private boolean isRunning() {
            return started && !closed.get() && roles.stream().allMatch(RunningRole::isRunning);
        }

        /** What keeps an instance whose roles run from its work; empty when nothing does. */
        private String missing() {
            Duration silence = roles.stream()
                    .map(RunningRole::brokerSilence)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            String awaited = Readiness.awaited(waits);
            return awaited.isEmpty() ? readiness.missing(silence, observer) : awaited;
        }

        @Override
        public Status status() {
            List<RoleStatus> statuses = roles.stream().map(RunningRole::status).toList();
            String phase = phase();
            return new Status(phase, detail(phase, statuses), live(), ready(), statuses, observer.lastBeat());
        }

        private String phase() {
            if (closed.get()) {
                return "STOPPING";
            }
            if (!live()) {
                return "FAILED";
            }
            if (!started) {
                return "STARTING";
            }
            if (!isRunning()) {
                return "RESTORING";
            }
            return missing().isEmpty() ? "RUNNING" : "WAITING";
        }

        private String detail(String phase, List<RoleStatus> statuses) {
            return switch (phase) {
                case "STARTING" -> "waiting for brokers and schema registry";
                case "FAILED" -> failures(statuses);
                case "RESTORING" -> restoring(statuses);
                case "WAITING" -> missing();
                default -> "";
            };
        }

        private String failures(List<RoleStatus> statuses) {
            return String.join(
                    "; ",
                    statuses.stream()
                            .filter(status -> !status.lastFailure().isEmpty())
                            .map(status -> status.role() + ": " + status.lastFailure())
                            .toList());
        }

        private String restoring(List<RoleStatus> statuses) {
            String stores = String.join(
                    ", ",
                    statuses.stream()
                            .flatMap(status -> status.restore().stream())
                            .filter(restore -> !restore.done())
                            .map(restore -> restore.store() + "-" + restore.partition() + " " + restore.restored() + "/"
                                    + restore.total())
                            .toList());
            return stores.isEmpty() ? "waiting for the assignment of tasks" : "restoring " + stores;
        }
    }
}
