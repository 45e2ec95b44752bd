package io.tributary.cli;

import io.tributary.app.config.HttpSettings;
import io.tributary.app.config.Settings;
import io.tributary.text.ErrorText;
import io.tributary.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The instance that these settings are of, if it runs. */
final class InstanceCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private InstanceCheck() {}

    static List<Finding> of(Settings settings) {
        HttpSettings http = settings.http();
        String url = http.scheme() + "://" + http.reachedAt() + ":" + http.port() + "/health/ready";
        if (http.port() == 0) {
            return List.of(Finding.ok("instance", "http.port is 0: not looked for"));
        }
        try {
            InstanceAccess access = new InstanceAccess(http);
            HttpResponse<String> answer = access.client(PATIENCE)
                    .send(access.request(URI.create(url), PATIENCE), HttpResponse.BodyHandlers.ofString());
            return List.of(of(url, answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return List.of(Finding.warn(
                    "instance",
                    "none answers at " + url + " (" + ErrorText.of(e) + ")",
                    "start it, if it should run here"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted", e);
        }
    }

    static Finding of(String url, int status, String body) {
        String detail = Json.read(body).path("detail").asText("");
        return switch (status) {
            case 200 -> Finding.ok("instance", url + ": ready");
            case 503 ->
                Finding.fail(
                        "instance", url + ": not ready: " + detail, "its log, and /status, say since when and why");
            default ->
                Finding.warn("instance", url + " answers " + status, "something else listens there: correct http.port");
        };
    }
}
