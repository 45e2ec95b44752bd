package io.tributary.cli;

import io.tributary.app.config.HttpSettings;
import io.tributary.schemas.security.RereadKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How commands reach instances that have the same settings: by HTTPS, and with a token, where these say so. */
final class InstanceAccess {
    private final HttpSettings http;

    InstanceAccess(HttpSettings http) {
        this.http = http;
    }

    /** A client that trusts what instances show: {@code ca.crt} of the folder that has their key, where there is one. */
    HttpClient client(Duration patience) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(patience);
        if (http.access().isTls() && Files.exists(Path.of(http.access().tlsFolder(), "ca.crt"))) {
            client.sslContext(RereadKeys.of(
                            Map.of("ssl.truststore.location", http.access().tlsFolder()))
                    .context());
        }
        return client.build();
    }

    HttpRequest request(URI uri, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        // In the clear a token is sent to this machine only.
        if ("https".equals(uri.getScheme()) || "127.0.0.1".equals(uri.getHost())) {
            token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        return request.build();
    }

    private Optional<String> token() {
        if (http.access().tokenFile().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(Path.of(http.access().tokenFile()), StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // Whoever runs the command may not read it.
        }
    }
}
