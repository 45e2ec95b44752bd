package io.tributary.schemas.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    @TempDir
    Path folder;

    private void write(String user, String password) throws Exception {
        Files.writeString(folder.resolve("username"), user + "\n");
        Files.writeString(folder.resolve("password"), password + "\n");
    }

    @Test
    void shouldReadUserAndPasswordAtEachLogin() throws Exception {
        Map<String, Object> client = ClientSecurity.complete(
                Map.of("security.protocol", "SASL_SSL", "sasl.credentials.folder", folder.toString()));
        assertThat(client)
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.engine.factory.class", RereadKeys.class.getName())
                .doesNotContainKey("sasl.credentials.folder");
        LoginFromFolder login = new LoginFromFolder();
        JaasContext jaas = JaasContext.loadClientContext(Map.of(
                "sasl.jaas.config", new Password(client.get("sasl.jaas.config").toString())));
        login.configure(Map.of(), "SCRAM-SHA-512", jaas.configurationEntries());

        List<String> told = new ArrayList<>();
        for (String password : List.of("first", "second")) {
            write("tributary", password);
            NameCallback name = new NameCallback("name");
            PasswordCallback secret = new PasswordCallback("password", false);
            login.handle(new Callback[] {name, secret});
            told.add(name.getName() + " " + new String(secret.getPassword()));
        }
        assertThat(told).containsExactly("tributary first", "tributary second");
        assertThat(Logins.principal(Map.of("sasl.credentials.folder", folder.toString())))
                .isEqualTo("User:tributary");
    }

    @Test
    void shouldLeaveWhatIsSetAndOpenBrokersAlone() {
        assertThat(ClientSecurity.complete(Map.of("client.id", "x"))).isEqualTo(Map.of("client.id", "x"));
        assertThat(ClientSecurity.complete(Map.of("security.protocol", "SSL", "ssl.engine.factory.class", "theirs")))
                .containsEntry("ssl.engine.factory.class", "theirs");
        assertThat(Logins.principal(Map.of("sasl.jaas.config", "x required username=\"bob\" password=\"p\";")))
                .isEqualTo("User:bob");
    }

    @Test
    void shouldRefuseAPasswordWhereTokensAreAskedFor() {
        assertThatThrownBy(() -> ClientSecurity.complete(
                        Map.of("sasl.credentials.folder", folder.toString(), "sasl.mechanism", "OAUTHBEARER")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SCRAM-SHA-512");
    }
}
