package io.tributary.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.bench.Arena;
import io.tributary.bench.BenchException;
import io.tributary.stack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One life of an instance of the service, and what it says over HTTP. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("started; http://127\\.0\\.0\\.1:(\\d+)/status");
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int SAID = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String id;
    private final ChildProcess process;
    private final long logBefore;
    private int port;

    private ServiceProcess(String id, ChildProcess process, long logBefore) {
        this.id = id;
        this.process = process;
        this.logBefore = logBefore;
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
        HttpResponse<String> answer = get("/health/ready");
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
        return tasks(role, "tasks");
    }

    /** The same for standbys. */
    public List<String> standbyTasks(String role) {
        return tasks(role, "standbyTasks");
    }

    private List<String> tasks(String role, String kind) {
        HttpResponse<String> answer = get("/status");
        if (answer == null) {
            return List.of();
        }
        try {
            for (JsonNode each : JSON.readTree(answer.body()).path("roles")) {
                if (each.path("role").asText().equals(role)) {
                    return Arrays.asList(JSON.convertValue(each.path(kind), String[].class));
                }
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its meters now. */
    public Meters meters() {
        HttpResponse<String> answer = get("/metrics");
        if (answer == null) {
            throw new BenchException(
                    "service " + id + " does not answer on /metrics: " + String.join(" | ", process.logTail(SAID)));
        }
        return Meters.parse(answer.body());
    }

    private HttpResponse<String> get(String path) {
        if (port == 0) {
            port = findPort();
            if (port == 0) {
                return null;
            }
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private int findPort() {
        Path log = process.logFile();
        if (!Files.exists(log)) {
            return 0;
        }
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logBefore, all.length);
            Matcher said = PORT.matcher(new String(all, from, all.length - from, StandardCharsets.UTF_8));
            return said.find() ? Integer.parseInt(said.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
