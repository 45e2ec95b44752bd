package io.tributary.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.ChildProcess;
import io.tributary.stack.Ports;
import io.tributary.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/**
 * A real Prometheus on a port of its own on 127.0.0.1, with its data in a folder of its own. It scrapes every two seconds, evaluates its rules each second,
 * and ends with this process, even when that one is killed.
 */
final class Prometheus implements AutoCloseable {
    /** Exit codes of who cannot have it: of deploy/prometheus/from-package, and of a shell that does not find a command. */
    private static final Set<Integer> UNAVAILABLE = Set.of(69, 127);
    /** It has no guard as JVMs have: the end of standard input tells that whoever started it is gone. */
    private static final String GUARDED =
            "exec 3<&0; (cat <&3 > /dev/null; kill -9 $$ 2> /dev/null) & exec \"$@\" < /dev/null 3<&-";

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final int LAST_LINES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ChildProcess process;
    private final int port;

    /**
     * Whom it scrapes.
     *
     * @param job as rules call them
     * @param ports on 127.0.0.1, by the name of the instance that answers there
     */
    record Job(String job, Map<String, Integer> ports) {}

    private Prometheus(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Returns when it answers.
     *
     * @param command what runs it, on the path or a file
     * @param logFile receives what it says
     * @param rules the text of a file of rules
     * @throws Unavailable when there is none on this machine
     * @throws StackException when it does not start
     */
    static Prometheus start(String command, Path folder, Path logFile, String rules, List<Job> jobs)
            throws Unavailable {
        int port = Ports.free();
        ChildProcess process =
                ChildProcess.start("Prometheus", command(command, folder, rules, jobs, port), Map.of(), logFile);
        Prometheus prometheus = new Prometheus(process, port);
        try {
            process.awaitReady(prometheus::isReady, STARTS_WITHIN);
            return prometheus;
        } catch (StackException e) {
            boolean ended = !process.isAlive();
            process.close();
            if (ended && UNAVAILABLE.contains(process.exitCode())) {
                throw new Unavailable(String.join(" ", process.logTail(LAST_LINES)), e);
            }
            throw e;
        }
    }

    /** There is no Prometheus on this machine. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static List<String> command(String command, Path folder, String rules, List<Job> jobs, int port) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("rules.yaml"), rules);
            Files.writeString(folder.resolve("prometheus.yaml"), config(jobs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "sh",
                "-c",
                GUARDED,
                "sh",
                command,
                "--config.file=" + folder.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn");
    }

    static String config(List<Job> jobs) {
        StringBuilder text = new StringBuilder();
        text.append("global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}\n")
                .append("rule_files: [rules.yaml]\n")
                .append("scrape_configs:\n");
        for (Job job : jobs) {
            text.append("  - job_name: ").append(job.job).append("\n    static_configs:\n");
            job.ports.forEach((instance, port) -> text.append("      - {targets: ['127.0.0.1:")
                    .append(port)
                    .append("'], labels: {instance: '")
                    .append(instance)
                    .append("'}}\n"));
        }
        return text.toString();
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * All series of an expression over a span of time, a value each second.
     *
     * @param from epoch milliseconds
     * @param until epoch milliseconds, at most three hours later
     */
    List<Series> range(String expression, long from, long until) {
        String query = "/api/v1/query_range?step=1&start=" + from / 1_000 + "&end=" + (until + 999) / 1_000 + "&query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = get(query);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Prometheus answers " + answer.statusCode() + ": " + answer.body());
            }
            List<Series> series = new ArrayList<>();
            JSON.readTree(answer.body()).path("data").path("result").forEach(one -> series.add(Series.of(one)));
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException("Prometheus does not answer; see " + process.logFile(), e);
        }
    }

    /**
     * One series.
     *
     * @param labels with the name of the metric
     * @param times at which it had a value, epoch milliseconds, ascending
     */
    record Series(Map<String, String> labels, List<Long> times) {
        private static Series of(JsonNode one) {
            Map<String, String> labels = new TreeMap<>();
            one.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Long> times = new ArrayList<>();
            one.path("values")
                    .forEach(value -> times.add(Math.round(value.path(0).asDouble() * 1_000)));
            return new Series(labels, times);
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
