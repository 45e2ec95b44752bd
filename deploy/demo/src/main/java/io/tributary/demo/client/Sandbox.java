package io.tributary.demo.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.app.config.Settings;
import io.tributary.app.run.TributaryService;
import io.tributary.stack.LocalStack;
import io.tributary.stack.StackSettings;
import io.tributary.testkit.Cluster;
import io.tributary.testkit.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A service in this process, on brokers of its own or on given ones, with a folder that is removed in the end. Closing takes
 * everything down that it started, also when the process is interrupted.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(90);
    private final Path folder;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "sandbox-shutdown");
    private Cluster cluster;

    private Sandbox(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts brokers, a registry and the service.
     *
     * @param settings the service's, but for addresses and folders
     * @param progress receives a line for each step
     */
    public static Sandbox start(Map<String, String> settings, Consumer<String> progress) {
        Sandbox sandbox = new Sandbox(folder());
        try {
            StackSettings stack = StackSettings.singleNode(sandbox.folder.resolve("stack"))
                    .withBrokerOverrides(Cluster.ANY_EVENT_TIME);
            LocalStack started = LocalStack.start(stack, progress);
            sandbox.running.add(started);
            sandbox.cluster = new Cluster(started.bootstrapServers(), started.registryUrl());
            sandbox.startService(settings, progress);
            return sandbox;
        } catch (Exception e) {
            sandbox.close();
            throw unchecked(e);
        }
    }

    /** Starts the service on a cluster that runs already. */
    public static Sandbox serviceOn(Cluster cluster, Map<String, String> settings, Consumer<String> progress) {
        Sandbox sandbox = new Sandbox(folder());
        try {
            sandbox.cluster = cluster;
            sandbox.startService(settings, progress);
            return sandbox;
        } catch (Exception e) {
            sandbox.close();
            throw unchecked(e);
        }
    }

    /** Beside a live view or a result only what went wrong is of interest, and that the folder is temporary is intended. */
    private static void quieten() {
        level("io.tributary", Level.WARN);
        // Dead letters are part of the show, and are counted.
        level("io.tributary.app.run.DeadLetters", Level.ERROR);
        level("org.apache.kafka", Level.ERROR);
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }

    private void startService(Map<String, String> settings, Consumer<String> progress) throws InterruptedException {
        quieten();
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap.servers", cluster.bootstrapServers());
        all.put("schema.registry.url", cluster.registryUrl());
        all.put("topic.prefix", cluster.topics().prefix());
        all.put("state.dir", folder.resolve("state").toString());
        all.put("http.port", "0");
        TributaryService service = TributaryService.start(Settings.of(all), new SimpleMeterRegistry(), progress);
        running.add(service);
        progress.accept("waiting for the service's tasks");
        if (!service.awaitReady(READY)) {
            throw new ClusterException("the service did not become ready: "
                    + service.health().status().detail() + "; --verbose shows where");
        }
    }

    public Cluster cluster() {
        return cluster;
    }

    /** Stops what was started, the latest first, and removes the folder. Calling it again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (int i = running.size() - 1; i >= 0; i--) {
            try {
                running.get(i).close();
            } catch (Exception e) {
                // The rest must still be stopped.
                System.err.println("while stopping: " + e.getMessage());
            }
        }
        deleteFolder();
        if (Thread.currentThread() != hook) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down: the hook finds everything closed.
        }
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("temporary folder " + folder + " could not be removed: " + e.getMessage());
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tributary-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
    }

    private static RuntimeException unchecked(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return e instanceof RuntimeException runtime ? runtime : new ClusterException(e.getMessage(), e);
    }
}
