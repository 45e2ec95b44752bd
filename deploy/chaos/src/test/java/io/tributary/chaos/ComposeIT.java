package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file as it is, on images made of this machine's JDK: it boosts, and what its volumes hold survives its containers. */
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MERCHANTS = 10;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void shouldBoostAndKeepWhatItsVolumesHold() throws IOException {
        Compose.assume("the same service was tried as processes");
        LocalImages.build("jdk", "service", "kafka", "registry");
        try (Compose compose = new Compose(folder)) {
            up(compose);
            checkAccess(compose);
            introduce(compose.cluster());
            awaitBoosting(compose.cluster());

            compose.run("down");
            up(compose);
            awaitBoosting(compose.cluster());
        }
    }

    private static void up(Compose compose) {
        long begin = System.nanoTime();
        compose.run("up", "--detach", "--no-build");
        try {
            for (int instance = 0; instance < Compose.INSTANCES; instance++) {
                String ready = compose.url(instance) + "/health/ready";
                await().atMost(PATIENCE)
                        .pollInSameThread()
                        .ignoreExceptions()
                        .until(() -> get(ready, null).statusCode() == 200);
            }
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(compose.run("logs", "--tail", "20"), e);
        }
        System.out.println("compose: ready " + (System.nanoTime() - begin) / 1_000_000 + " ms after it was asked for");
    }

    /** A neighbour of the container is not this machine to it. */
    private static void checkAccess(Compose compose) throws IOException {
        String status = compose.url(0) + "/status";
        assertThat(get(status, null).statusCode()).isEqualTo(401);
        assertThat(get(status, compose.token()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String url, String token) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void introduce(Cluster cluster) {
        long now = System.currentTimeMillis();
        AvroSerdes serdes = cluster.serdes();
        try (Feed feed = new Feed(cluster, serdes)) {
            feed.programme(Street.newcomer(1_000_000, 100_000), now);
            Street.profiles(MERCHANTS, now).forEach(feed::profile);
            feed.flush();
        }
    }

    private static void awaitBoosting(Cluster cluster) {
        try (BoostTable boosts =
                BoostTable.start(BoostTableSettings.of(cluster.bootstrapServers(), cluster.registryUrl()))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(boosts.boost(Street.merchant(0), Surface.FEED, 0))
                            .as(() -> boosts.staleness().toString())
                            .matches(boost -> !boost.isNone(), "boosts"));
        }
    }
}
