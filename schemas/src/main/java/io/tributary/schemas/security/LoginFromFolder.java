package io.tributary.schemas.security;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Tells Kafka's client user and password at each new connection (SCRAM and PLAIN) from a {@link LoginFolder}, which its JAAS entry names
 * as {@value #FOLDER}. Connections that are open stay open: a broker asks anew only where it has {@code connections.max.reauth.ms}.
 */
public final class LoginFromFolder implements AuthenticateCallbackHandler {
    static final String FOLDER = "credentials.folder";

    private LoginFolder login;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        login = new LoginFolder(JaasFiles.named(FOLDER, entries));
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(login.username());
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(login.password().toCharArray());
            } else if (!(callback instanceof ScramExtensionsCallback)
                    && !(callback instanceof SaslExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback, "only user and password are known");
            }
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
