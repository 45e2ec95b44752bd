package io.tributary.bench.job;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchException;
import io.tributary.stack.ChildProcess;
import io.tributary.testkit.ServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One life of an instance of the service, and what it says over HTTP. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int SAID = 10;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final String id;
    private final ChildProcess process;
    private final ServiceClient client;

    private ServiceProcess(String id, ChildProcess process, long logBefore) {
        this.id = id;
        this.process = process;
        this.client = new ServiceClient(process.logFile(), logBefore, ANSWERS_WITHIN);
    }

    /**
     * Starts it; it is not ready then. A life with the same id finds the state that an earlier one left.
     *
     * @param arena ends it, when nobody else does
     * @param id of the instance; its folder and log lie under the job's
     * @param extra further settings
     * @param jvm further options of its JVM
     */
    public static ServiceProcess start(
            Arena arena, String id, JobSettings job, Map<String, String> extra, List<String> jvm) {
        Path home = job.stateFolder().resolve(id);
        JobSettings own = new JobSettings(
                job.bootstrapServers(), job.registryUrl(), job.applicationId(), home, job.commitMillis());
        Map<String, String> settings = new HashMap<>(extra);
        settings.put("state.dir", stateFolder(job, id).toString());
        Path log = home.resolve(Job.TRIBUTARY.id() + ".log");
        long before = Files.exists(log) ? size(log) : 0;
        return new ServiceProcess(id, arena.start(Job.TRIBUTARY, own, settings, jvm), before);
    }

    /** Where an instance keeps its stores; nothing else lies there. */
    public static Path stateFolder(JobSettings job, String id) {
        return job.stateFolder().resolve(id).resolve("state");
    }

    public String id() {
        return id;
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until every role runs with its stores restored. */
    public void awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isReady()) {
            boolean ended = process.awaitExit(POLL);
            if (ended || System.nanoTime() > deadline) {
                throw new BenchException("service " + id + (ended ? " ended" : " was not ready within ")
                        + (ended ? "" : atMost.toSeconds() + " s") + ": "
                        + String.join(" | ", process.logTail(SAID)));
            }
        }
    }

    /** Whether every role runs with its stores restored. */
    public boolean isReady() {
        HttpResponse<String> answer = client.get("/health/ready");
        return answer != null && answer.statusCode() == 200;
    }

    /**
     * @throws BenchException when the process has ended
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchException("service " + id + " ended: " + String.join(" | ", process.logTail(SAID)));
        }
    }

    /** Active tasks of a role as sub-topology_partition; empty while it cannot be asked. */
    public List<String> tasks(String role) {
        return client.tasks(role, "tasks");
    }

    /** The same for standbys. */
    public List<String> standbyTasks(String role) {
        return client.tasks(role, "standbyTasks");
    }

    /** Its meters now. */
    public Meters meters() {
        HttpResponse<String> answer = client.get("/metrics");
        if (answer == null) {
            throw new BenchException(
                    "service " + id + " does not answer on /metrics: " + String.join(" | ", process.logTail(SAID)));
        }
        return Meters.parse(answer.body());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end (SIGTERM), and kills it after the limit. */
    public void stop(Duration limit) {
        process.stop(limit);
    }

    /** Stops it where it is (SIGSTOP), until {@link #resume}. */
    public void suspend() {
        process.suspend();
    }

    public void resume() {
        process.resume();
    }

    /** Kills it (kill -9) and returns when it is gone. */
    public void kill() {
        process.kill();
    }

    /** Kills it: what it leaves is thrown away anyway. */
    @Override
    public void close() {
        process.kill();
    }
}
