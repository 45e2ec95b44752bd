package io.tributary.schemas.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever;
import org.apache.kafka.common.security.oauthbearer.JwtRetriever;
import org.apache.kafka.common.security.oauthbearer.JwtRetrieverException;

/**
 * Fetches tokens for OAUTHBEARER as Kafka's own client of issuers does, but reads the client's secret each time from a file, which its JAAS
 * entry names as {@value #SECRET_FILE}: who has replaced the file needs no restart. A token is fetched when a client is made and when four
 * fifths of its time are over; for as long the issuer must take the old secret, or the file be replaced at once.
 */
public final class TokenFromIssuer implements JwtRetriever {
    static final String SECRET_FILE = "client.secret.file";

    private Map<String, ?> settings;
    private String mechanism;
    private List<AppConfigurationEntry> jaas;
    private Path file;

    @Override
    public void configure(Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> entries) {
        settings = configs;
        mechanism = saslMechanism;
        jaas = entries;
        file = JaasFiles.named(SECRET_FILE, entries);
    }

    @Override
    public String retrieve() throws JwtRetrieverException {
        try (ClientCredentialsJwtRetriever issuer = new ClientCredentialsJwtRetriever()) {
            Map<String, Object> withSecret = new HashMap<>(settings);
            withSecret.put(
                    SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET,
                    PasswordSettings.of(SecretFile.read(file)));
            issuer.configure(withSecret, mechanism, jaas);
            return issuer.retrieve();
        } catch (ConfigException | IOException e) {
            throw new JwtRetrieverException(e.getMessage());
        }
    }
}
