package io.tributary.schemas.security;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.oauthbearer.JwtRetriever;
import org.apache.kafka.common.security.oauthbearer.JwtRetrieverException;

/**
 * Tells Kafka's login for OAUTHBEARER the token of a file, which its JAAS entry names as {@value #FILE}. The login asks when a client is made
 * and when four fifths of the token's time are over, so whoever replaces the file must do it before.
 */
public final class TokenFromFile implements JwtRetriever {
    static final String FILE = "token.file";

    private Path file;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        file = JaasFiles.named(FILE, entries);
    }

    @Override
    public String retrieve() throws JwtRetrieverException {
        try {
            return SecretFile.read(file);
        } catch (ConfigException e) {
            throw new JwtRetrieverException(e.getMessage());
        }
    }
}
