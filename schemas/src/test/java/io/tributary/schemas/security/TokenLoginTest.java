package io.tributary.schemas.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.SelfSigned;
import io.tributary.stack.TokenIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @TempDir
    Path folder;

    private final TokenIssuer issuer = new TokenIssuer();
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("token");
    }

    private Map<String, String> settings() {
        return Map.of("security.protocol", "SASL_SSL", "sasl.token.file", file.toString());
    }

    /** The login as Kafka's clients make it of their settings. */
    private OAuthBearerLoginCallbackHandler login() {
        Map<String, Object> client = new HashMap<>(ClientSecurity.complete(settings()));
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
        String first = issuer.token("first", HOUR);
        String second = issuer.token("second", HOUR);
        Files.writeString(file, first + "\n");
        OAuthBearerLoginCallbackHandler login = login();

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
        OAuthBearerLoginCallbackHandler login = login();

        assertThat(asked(login))
                .satisfies(answer -> assertThat(answer.token()).isNull())
                .satisfies(answer -> assertThat(answer.errorCode() + answer.errorDescription())
                        .doesNotContain("s3cr3t"));
        Files.delete(file);
        assertThatThrownBy(() -> asked(login)).hasMessageContaining(file.toString());
    }

    @Test
    void shouldKnowAsWhomAClientLogsIn() throws Exception {
        Files.writeString(file, issuer.token("platform", HOUR));
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
