package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.Main;
import io.tributary.stack.ChildProcess;
import io.tributary.stack.JvmOptions;
import io.tributary.testkit.ServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One instance of the service as a process of its own: {@code tributary run}, over one life. */
final class Instance implements AutoCloseable {
    /** The quick compiler only: an instance starts in two thirds of the time, and none lives long enough for the thorough one. */
    private static final List<String> JVM =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:TieredStopAtLevel=1");

    private static final int LAST_LINES = 30;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final String id;
    private final ChildProcess process;
    private final ServiceClient client;

    private Instance(String id, ChildProcess process) {
        this.id = id;
        this.process = process;
        this.client = new ServiceClient(process.logFile(), 0, ANSWERS_WITHIN);
    }

    /**
     * Returns when the process is started, not when it is ready.
     *
     * @param program what it runs
     */
    static Instance start(String id, Path logFile, Map<String, String> settings, Program program) {
        List<String> args = new ArrayList<>(List.of("run"));
        new TreeMap<>(settings).forEach((key, value) -> {
            args.add("--set");
            args.add(key + "=" + value);
        });
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(JvmOptions.hugePages());
        jvm.addAll(program.options());
        return new Instance(
                id,
                ChildProcess.java(
                        "service " + id,
                        program.classPath(),
                        Main.class.getName(),
                        args,
                        jvm,
                        program.environment(),
                        logFile));
    }

    String id() {
        return id;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What {@code /health/ready} says, and empty while it cannot be asked. */
    String readiness() {
        HttpResponse<String> answer = client.get("/health/ready");
        return answer == null ? "" : answer.body();
    }

    /** All meters as Prometheus reads them, and empty while they cannot be asked for. */
    String metrics() {
        HttpResponse<String> answer = client.get("/metrics");
        return answer == null ? "" : answer.body();
    }

    /** Whether it says that it does its work. */
    boolean isReady() {
        return whyNotReady().isEmpty();
    }

    /**
     * Waits until they all say that they do their work. When time is up, or one has ended, the failure tells what those that do not have
     * said instead.
     */
    static void awaitReady(Duration atMost, Instance... instances) {
        await().atMost(atMost)
                .untilAsserted(() -> assertThat(instances)
                        .filteredOn(Instance::isAlive)
                        .extracting(Instance::whyNotReady)
                        .allMatch(String::isEmpty));
        assertThat(instances)
                .filteredOn(instance -> !instance.isAlive())
                .extracting(Instance::toString)
                .isEmpty();
    }

    /** Waits until this instance has ended by itself. When time is up the failure tells what it has said instead. */
    void awaitEnd(Duration atMost) {
        if (!process.awaitExit(atMost)) {
            throw new AssertionError("expected to end; " + this);
        }
    }

    /** Waits until it has at least one merchant task, and returns its tasks. */
    Set<Integer> awaitMerchantTasks(Duration atMost) {
        Set<Integer> tasks = new TreeSet<>();
        await().atMost(atMost).untilAsserted(() -> {
            tasks.clear();
            tasks.addAll(merchantTasks());
            assertThat(tasks).as("tasks of %s", this).isNotEmpty();
        });
        return tasks;
    }

    /** Empty when it is ready. */
    private String whyNotReady() {
        HttpResponse<String> answer = client.get("/health/ready");
        return answer != null && answer.statusCode() == 200 ? "" : told(answer);
    }

    private String told(HttpResponse<String> readiness) {
        String said = readiness == null ? "no answer" : readiness.body();
        return id + (isAlive() ? " is alive, " : " has ended, ") + said + "; its log ends with\n"
                + String.join("\n", process.logTail(LAST_LINES));
    }

    /** For messages: what it says of its readiness, and its last words. */
    @Override
    public String toString() {
        return told(client.get("/health/ready"));
    }

    /** Merchant partitions whose task is active here; empty while it cannot be asked. */
    Set<Integer> merchantTasks() {
        Set<Integer> partitions = new TreeSet<>();
        client.tasks("merchant", "tasks").forEach(task -> partitions.add(partition(task)));
        return partitions;
    }

    /** Whether the pool's only task is active here. */
    boolean hasPool() {
        return !client.tasks("pool", "tasks").isEmpty();
    }

    /** The answer of /status, or null while it cannot be asked. */
    JsonNode status() {
        return client.status();
    }

    private static int partition(String task) {
        return Integer.parseInt(task.substring(task.indexOf('_') + 1));
    }

    int port() {
        return client.port();
    }

    /** Everything the process has said. */
    String log() {
        try {
            return Files.exists(process.logFile())
                    ? new String(Files.readAllBytes(process.logFile()), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it where it is (SIGSTOP), as a host does that is starved or moved, until {@link #goOn}. */
    void hold() {
        process.suspend();
    }

    void goOn() {
        process.resume();
    }

    /** Asks it to stop (SIGTERM), and does not wait. */
    void requestStop() {
        process.requestStop();
    }

    /** Kills it (kill -9). */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
