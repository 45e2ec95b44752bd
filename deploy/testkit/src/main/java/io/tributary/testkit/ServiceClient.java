package io.tributary.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an instance of the service over HTTP, in one of its lives. Which port it listens on is in its log. */
public final class ServiceClient {
    private static final Pattern PORT = Pattern.compile("started; http://127\\.0\\.0\\.1:(\\d+)/status");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Path log;
    private final long logBefore;
    private final Duration atMost;
    private int port;

    /**
     * @param logBefore bytes of the log that an earlier life has written
     * @param atMost how long an answer is waited for
     */
    public ServiceClient(Path log, long logBefore, Duration atMost) {
        this.log = log;
        this.logBefore = logBefore;
        this.atMost = atMost;
    }

    /** What it answers; null while it cannot be asked. */
    public HttpResponse<String> get(String path) {
        if (port() == 0) {
            return null;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(atMost)
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

    /** The answer of /status; null while it cannot be asked. */
    public JsonNode status() {
        HttpResponse<String> answer = get("/status");
        try {
            return answer == null ? null : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tasks of a role as sub-topology_partition; empty while it cannot be asked.
     *
     * @param kind "tasks" for active ones, "standbyTasks" for standbys
     */
    public List<String> tasks(String role, String kind) {
        List<String> tasks = new ArrayList<>();
        JsonNode status = status();
        if (status != null) {
            for (JsonNode each : status.path("roles")) {
                if (each.path("role").asText().equals(role)) {
                    each.path(kind).forEach(task -> tasks.add(task.asText()));
                }
            }
        }
        return tasks;
    }

    /** Port that it listens on; 0 as long as it has not said so. */
    public int port() {
        if (port == 0 && Files.exists(log)) {
            try {
                byte[] all = Files.readAllBytes(log);
                int from = (int) Math.min(logBefore, all.length);
                Matcher said = PORT.matcher(new String(all, from, all.length - from, StandardCharsets.UTF_8));
                port = said.find() ? Integer.parseInt(said.group(1)) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return port;
    }
}
