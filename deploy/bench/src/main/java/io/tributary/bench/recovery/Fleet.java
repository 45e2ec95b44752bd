package io.tributary.bench.recovery;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.job.ServiceProcess;
import io.tributary.testkit.ClassArchive;
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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The instances of one application, each a static member with a state folder of its own. */
final class Fleet implements AutoCloseable {
    /** Enough for a million merchants on one instance. */
    static final String HEAP = "-Xmx3g";
    /**
     * A heap that is touched before takes a second of each start. The serial collector stops an instance of a million merchants for
     * up to a second, which sessions of 1,000 ms do not survive.
     */
    private static final List<String> JVM = List.of("-Xms3g", HEAP, "-XX:-AlwaysPreTouch", "-XX:+UseG1GC");

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 100;

    private final Arena arena;
    private final JobSettings job;
    private final List<String> jvm;
    private final Map<String, String> settings;
    private final ClassArchive archive;
    private final Outage outage;
    private final Map<String, ServiceProcess> instances = new TreeMap<>();

    Fleet(
            Arena arena,
            BenchContext context,
            String applicationId,
            ClassArchive archive,
            Outage outage,
            Session session) {
        this.arena = arena;
        this.archive = archive;
        this.job = arena.settings(applicationId, 100);
        this.outage = outage;
        this.jvm = new ArrayList<>(JVM);
        jvm.addAll(context.jvm());
        this.settings = new HashMap<>(Map.of(
                "roles",
                "merchant,pool",
                "beat.clock",
                "wall",
                "standby.replicas",
                Integer.toString(outage.standbys()),
                // An instance that comes back gets its share at once, and not after ten minutes of warming up.
                "kafka.acceptable.recovery.lag",
                Long.toString(Long.MAX_VALUE)));
        settings.putAll(session.settings());
        settings.putAll(context.settings());
        for (int i = 0; i < outage.instances(); i++) {
            start(Character.toString('a' + i));
        }
    }

    /** A new life of an instance. */
    void start(String id) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("instance.id", id);
        List<String> options = new ArrayList<>(jvm);
        options.addAll(archive.isMissing() ? archive.writing() : archive.options());
        instances.put(id, ServiceProcess.start(arena, id, job, own, options));
    }

    /** Stops an instance as an operator would, and starts it again. */
    void restart(String id) {
        instances.get(id).stop(PATIENCE);
        start(id);
    }

    /** The instance with the most merchant tasks. */
    ServiceProcess busiest() {
        return instances.values().stream()
                .max(Comparator.comparingInt(each -> each.tasks("merchant").size()))
                .orElseThrow();
    }

    /** Removes the stores of an instance that does not run. */
    void loseState(String id) {
        Path folder = ServiceProcess.stateFolder(job, id);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until all run, and share the tasks as they will. */
    void awaitShared() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int each = Arena.PARTITIONS / outage.instances();
        while (!instances.values().stream().allMatch(one -> isSettled(one, each))) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new BenchException("the instances did not come to share the tasks within " + PATIENCE.toMinutes()
                        + " min: has the machine enough memory for " + outage.instances() + " times " + HEAP + "?");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    void requireAlive() {
        instances.values().forEach(ServiceProcess::requireAlive);
    }

    private boolean isSettled(ServiceProcess one, int tasks) {
        return one.isReady()
                && one.tasks("merchant").size() == tasks
                && (outage.standbys() == 0 || one.standbyTasks("merchant").size() == Arena.PARTITIONS - tasks);
    }

    @Override
    public void close() {
        instances.values().forEach(ServiceProcess::close);
    }
}
