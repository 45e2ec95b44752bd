package io.tributary.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.app.config.Settings;
import io.tributary.app.run.LogSetup;
import io.tributary.app.run.ProcessExit;
import io.tributary.app.run.TributaryService;
import io.tributary.http.Health;
import io.tributary.text.ErrorText;
import io.tributary.text.SecretMask;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs an instance of the service until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an instance of the service until SIGTERM or SIGINT: then it commits, stops, says so and exits with 0, within"
                    + " shutdown.timeout.ms. Exit code 1: it failed, or did not stop in that time.",
            "It creates missing topics, registers schemas, restores its stores, and then says that it is ready. Instances with the"
                    + " same application.prefix share the work."
        },
        footer = {
            "",
            "Examples:",
            "  tributary run --config tributary.properties",
            "  tributary run --set roles=merchant --set instance.id=merchant-1 --set http.port=0"
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration SAY_EVERY = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    private volatile int exitCode = Main.FAILED;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.load();
        LogSetup.apply(settings);
        PrintWriter out = spec.commandLine().getOut();
        say(
                out,
                "tributary "
                        + String.join(
                                ",",
                                settings.streams().roles().stream()
                                        .map(role -> role.id())
                                        .sorted()
                                        .toList())
                        + ": Kafka " + settings.connection().bootstrapServers() + ", schema registry "
                        + SecretMask.url(settings.connection().schemaRegistryUrl()) + ", state in "
                        + settings.streams().stateDir().toAbsolutePath());
        ProcessExit.onBrokenProcess();
        Thread hook = stopOnSignal(settings, out);
        try {
            exitCode = serve(settings, out);
            return exitCode;
        } finally {
            done.countDown();
            forget(hook);
        }
    }

    private int serve(Settings settings, PrintWriter out) throws InterruptedException {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        long start = System.nanoTime();
        try (TributaryService service = TributaryService.start(settings, meters, line -> say(out, line))) {
            say(
                    out,
                    "started; " + settings.http().scheme() + "://"
                            + settings.http().host() + ":" + service.httpPort() + "/status");
            int code = watch(service, out, start);
            return stop(service, settings, out) ? code : Main.FAILED;
        } catch (RuntimeException e) {
            if (stop.getCount() == 0) {
                say(out, "stopped before it had started");
                return 0; // The signal came while waiting for brokers or registry.
            }
            throw e;
        } finally {
            meters.close();
        }
    }

    /** False when it did not stop in time. */
    private static boolean stop(TributaryService service, Settings settings, PrintWriter out) {
        say(out, "stopping: committing what is done");
        long began = System.nanoTime();
        service.close();
        long millis = (System.nanoTime() - began) / 1_000_000;
        boolean inTime = millis < settings.streams().shutdownTimeoutMillis();
        say(
                out,
                inTime
                        ? "stopped after " + millis + " ms"
                        : "not stopped within shutdown.timeout.ms: what was not committed is done again at the next start");
        return inTime;
    }

    /** Tells what changes until a signal comes or the instance fails. */
    private int watch(TributaryService service, PrintWriter out, long start) throws InterruptedException {
        boolean wasReady = false;
        long said = System.nanoTime();
        while (!await(stop, TICK)) {
            Health.Status status = service.health().status();
            if (!status.live()) {
                throw new CliError("the service failed: " + status.detail()
                        + "; the log above has the cause, start it again once that is mended");
            }
            long now = System.nanoTime();
            if (status.ready() && !wasReady) {
                say(out, "ready after " + (now - start) / 1_000_000 + " ms: " + tasks(status) + " tasks");
            } else if (!status.ready() && (wasReady || now - said > SAY_EVERY.toNanos())) {
                say(out, status.detail());
                said = now;
            }
            wasReady = status.ready();
        }
        return 0;
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return latch.getCount() == 0;
        }
    }

    private static int tasks(Health.Status status) {
        return status.roles().stream().mapToInt(role -> role.tasks().size()).sum();
    }

    /**
     * A signal interrupts whatever this thread waits for, and holds the JVM until the service has stopped. The JVM would then exit
     * with 128 and the signal's number, which is what a process says that died of it.
     */
    private Thread stopOnSignal(Settings settings, PrintWriter out) {
        Thread serving = Thread.currentThread();
        long atMost = settings.streams().shutdownTimeoutMillis() + 5_000L;
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    serving.interrupt();
                    if (!await(done, Duration.ofMillis(atMost))) {
                        say(out, "not stopped within " + atMost + " ms: what was not committed is done again");
                    }
                    Runtime.getRuntime().halt(exitCode);
                },
                "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LoggerFactory.getLogger(RunCommand.class).debug("Stopping: {}", ErrorText.of(e));
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
