package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.app.config.HttpSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubHealth health = new StubHealth();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start(
                new HttpSettings("127.0.0.1", 0, ""),
                health,
                () -> "tributary_x 1\n",
                () -> Map.of("http.port", "0"),
                merchant -> switch (merchant) {
                    case "here" -> MerchantLookup.Answer.found(Map.of("merchantId", merchant));
                    case "a/b" -> MerchantLookup.Answer.without(MerchantLookup.Kind.ELSEWHERE, "other:8081");
                    case "moving" -> MerchantLookup.Answer.without(MerchantLookup.Kind.AWAY, "tasks move");
                    default -> MerchantLookup.Answer.without(MerchantLookup.Kind.UNKNOWN, "nothing is known");
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSayLiveAndReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowRestoreProgressWhileNotReady() throws Exception {
        health.ready = false;

        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).get("restored").asLong()).isEqualTo(40);
        assertThat(JSON.readTree(answer.body()).get("toRestore").asLong()).isEqualTo(100);
    }

    @Test
    void shouldAskToBeRestartedWhenNotLive() throws Exception {
        health.live = false;

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldServeMetricsConfigAndStatus() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("tributary_x 1\n");
        assertThat(get("/metrics").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(get("/config").body()).isEqualTo("{\"http.port\":\"0\"}");
        JsonNode status = JSON.readTree(get("/status").body());
        assertThat(status.at("/roles/0/tasks/0").asText()).isEqualTo("0_1");
        assertThat(status.at("/roles/0/lastFailureAt").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(status.at("/lastBeat/number").asLong()).isEqualTo(12);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayOfAMerchantWhatIsKnownOrWhoKnows() throws Exception {
        assertThat(get("/state/merchants/here").body()).isEqualTo("{\"merchantId\":\"here\"}");
        assertThat(get("/state/merchants/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/state/merchants/moving").statusCode()).isEqualTo(503);
        HttpResponse<String> elsewhere = get("/state/merchants/a%2Fb");
        assertThat(elsewhere.statusCode()).isEqualTo(307);
        assertThat(elsewhere.headers().firstValue("location")).contains("http://other:8081/state/merchants/a%2Fb");
    }

    @Test
    void shouldNameTheRemedyWhenThePortIsTaken() {
        assertThatThrownBy(() -> HttpServer.start(
                        new HttpSettings("127.0.0.1", server.port(), ""), health, () -> "", Map::of, merchant -> null))
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port())
                .hasMessageContaining("http.port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
