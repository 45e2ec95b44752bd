package io.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.app.config.HttpSettings;
import io.tributary.text.ErrorText;
import io.tributary.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks running instances over HTTP, and those that they name instead. */
final class InstanceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Tasks may move while they are looked for, each time to another instance. */
    private static final int MOST_HOPS = 4;
    /** While tasks move, or an instance restores: a rolling restart takes some seconds for each. */
    private static final int MOST_TRIES = 5;

    private static final long PAUSE_MILLIS = 1_000;

    private final URI instance;
    private final InstanceAccess access;
    private final HttpClient client;

    private InstanceClient(URI instance, HttpSettings http) {
        this.instance = instance;
        this.access = new InstanceAccess(http);
        this.client = access.client(PATIENCE);
    }

    /**
     * @param url of an instance, null for the one that the settings are of
     */
    static InstanceClient at(String url, SettingsOptions options) {
        HttpSettings http = options.load().http();
        if (url == null) {
            return new InstanceClient(URI.create(http.scheme() + "://" + http.reachedAt() + ":" + http.port()), http);
        }
        try {
            URI uri = URI.create(url.replaceAll("/+$", ""));
            if (uri.getHost() != null) {
                return new InstanceClient(uri, http);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--url '" + url + "': write http://HOST:PORT of an instance", e);
        }
        throw new IllegalArgumentException("--url '" + url + "': write http://HOST:PORT of an instance");
    }

    /**
     * What is known of a merchant.
     *
     * @throws CliError when nothing is, or nobody can say
     */
    JsonNode merchant(String merchantId) {
        String path = "/state/merchants/"
                + URLEncoder.encode(merchantId, StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> answer = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            answer = follow(URI.create(instance + path));
            if (answer.statusCode() == 200) {
                return Json.read(answer.body());
            } else if (answer.statusCode() != 503) {
                break;
            }
            pause();
        }
        throw new CliError(refusal(answer));
    }

    private static String refusal(HttpResponse<String> answer) {
        String from = answer.uri().getScheme() + "://" + answer.uri().getAuthority();
        return switch (answer.statusCode()) {
            case 401, 403 ->
                from + " answers " + answer.statusCode() + ": it asks for a right that this command has not";
            case 404, 503 ->
                from + ": " + Json.read(answer.body()).path("error").asText("does not know this question");
            default -> from + " answers " + answer.statusCode() + ": is it an instance of this service?";
        };
    }

    private HttpResponse<String> follow(URI first) {
        URI uri = first;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            HttpResponse<String> answer = get(uri);
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() != 307 || location.isEmpty()) {
                return answer;
            }
            uri = URI.create(location);
        }
        throw new CliError(
                "instances name each other: their tasks move, or two have the same address: try again, and look at"
                        + " http.advertised.host");
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return client.send(access.request(uri, PATIENCE), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new CliError(
                    "no answer of " + uri.getAuthority() + " within " + PATIENCE.toSeconds() + " s: try again", e);
        } catch (IOException e) {
            throw new CliError(
                    "no instance answers at " + uri.getAuthority() + " (" + ErrorText.of(e)
                            + "): name one by --url, or set http.advertised.host where others cannot reach it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted", e);
        }
    }
}
