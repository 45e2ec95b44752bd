package io.tributary.schemas.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tributary.stack.SelfSigned;
import io.tributary.stack.TokenIssuer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.callback.Callback;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLoginTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("token");
    }

    private Map<String, String> settings() {
        return Map.of("security.protocol", "SASL_SSL", "sasl.token.file", file.toString());
    }

    /** The login as Kafka's clients make it of their settings. */
    private static OAuthBearerLoginCallbackHandler login(Map<String, String> settings) {
        Map<String, Object> client = new HashMap<>(ClientSecurity.complete(settings));
        client.put("bootstrap.servers", "127.0.0.1:1");
        JaasContext jaas = JaasContext.loadClientContext(Map.of(
                "sasl.jaas.config", new Password(client.get("sasl.jaas.config").toString())));
        OAuthBearerLoginCallbackHandler login = new OAuthBearerLoginCallbackHandler();
        login.configure(new AdminClientConfig(client).values(), "OAUTHBEARER", jaas.configurationEntries());
        return login;
    }

    private static OAuthBearerTokenCallback asked(OAuthBearerLoginCallbackHandler login) throws Exception {
        OAuthBearerTokenCallback callback = new OAuthBearerTokenCallback();
        login.handle(new Callback[] {callback});
        return callback;
    }

    @Test
    void shouldReadTheTokenAtEachLogin() throws Exception {
        String first = ISSUER.token("first", HOUR);
        String second = ISSUER.token("second", HOUR);
        Files.writeString(file, first + "\n");
        OAuthBearerLoginCallbackHandler login = login(settings());

        List<String> told = new ArrayList<>(List.of(asked(login).token().value()));
        Files.writeString(file, second);
        told.add(asked(login).token().value());

        assertThat(told).containsExactly(first, second);
        assertThat(ClientSecurity.complete(settings()))
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .doesNotContainKey("sasl.token.file");
    }

    @Test
    void shouldNameTheFileAndNotWhatIsInIt() throws Exception {
        Files.writeString(file, "s3cr3t.but-no.token");
        OAuthBearerLoginCallbackHandler login = login(settings());

        assertThat(asked(login))
                .satisfies(answer -> assertThat(answer.token()).isNull())
                .satisfies(answer -> assertThat(answer.errorCode() + answer.errorDescription())
                        .doesNotContain("s3cr3t"));
        Files.delete(file);
        assertThatThrownBy(() -> asked(login)).hasMessageContaining(file.toString());
    }

    @Test
    void shouldFetchATokenWithAnIdAndASecret() throws Exception {
        Map<String, String> secret = Map.of("sasl.oauthbearer.client.credentials.client.secret", "s3cr3t");
        atAnIssuer(secret, (login, asked) -> {
            assertThat(asked(login).token().principalName()).isEqualTo("fetched");
            assertThat(asked).containsExactly(basic("tributary:s3cr3t"));
        });
    }

    @Test
    void shouldReadTheSecretForAnIssuerAtEachLogin() throws Exception {
        Files.writeString(file, "first\n");
        atAnIssuer(Map.of("sasl.client.secret.file", file.toString()), (login, asked) -> {
            assertThat(asked(login).token().principalName()).isEqualTo("fetched");
            Files.writeString(file, "second");
            assertThat(asked(login).token().principalName()).isEqualTo("fetched");
            assertThat(asked).containsExactly(basic("tributary:first"), basic("tributary:second"));

            Files.delete(file);
            assertThatThrownBy(() -> asked(login)).hasMessageContaining(file.toString());
        });
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    }

    private interface Visit {
        void at(OAuthBearerLoginCallbackHandler login, List<String> asked) throws Exception;
    }

    /** A client at an issuer on this machine, and how it said who it is. */
    private static void atAnIssuer(Map<String, String> secret, Visit visit) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = ("{\"access_token\":\"" + ISSUER.token("fetched", HOUR) + "\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
        System.setProperty(ALLOWED, url);
        try {
            Map<String, String> settings = new HashMap<>(secret);
            settings.put("security.protocol", "SASL_SSL");
            settings.put("sasl.mechanism", "OAUTHBEARER");
            settings.put("sasl.oauthbearer.token.endpoint.url", url);
            settings.put("sasl.oauthbearer.client.credentials.client.id", "tributary");
            visit.at(login(settings), asked);
        } finally {
            System.clearProperty(ALLOWED);
            server.stop(0);
        }
    }

    @Test
    void shouldTakeASecretFromOnePlaceAndForTokensOnly() {
        assertThat(ClientSecurity.complete(Map.of("sasl.client.secret.file", file.toString())))
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .doesNotContainKey("sasl.client.secret.file");
        assertThatThrownBy(() -> ClientSecurity.complete(
                        Map.of("sasl.client.secret.file", file.toString(), "sasl.mechanism", "SCRAM-SHA-512")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OAUTHBEARER");
        for (String other : List.of(
                "sasl.token.file", "sasl.credentials.folder", "sasl.oauthbearer.client.credentials.client.secret")) {
            assertThatThrownBy(() ->
                            ClientSecurity.complete(Map.of("sasl.client.secret.file", file.toString(), other, "x")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(other)
                    .hasMessageContaining("remove one");
        }
    }

    @Test
    void shouldKnowAsWhomAClientLogsIn() throws Exception {
        Files.writeString(file, ISSUER.token("platform", HOUR));
        SelfSigned.make(folder, "CN=recommender,O=street");

        assertThat(Logins.principal(settings())).isEqualTo("User:platform");
        assertThat(Logins.principal(Map.of("security.protocol", "SSL", "ssl.keystore.location", folder.toString())))
                .isEqualTo("User:CN=recommender,O=street");
        Files.writeString(file, "no token");
        assertThat(Logins.principal(settings())).isEmpty();
    }

    @Test
    void shouldRefuseATokenWhereItIsNotAskedFor() {
        assertThatThrownBy(() -> ClientSecurity.complete(
                        Map.of("sasl.token.file", file.toString(), "sasl.mechanism", "SCRAM-SHA-512")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OAUTHBEARER");
        assertThatThrownBy(() -> ClientSecurity.complete(
                        Map.of("sasl.token.file", file.toString(), "sasl.credentials.folder", folder.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("remove one");
    }
}
