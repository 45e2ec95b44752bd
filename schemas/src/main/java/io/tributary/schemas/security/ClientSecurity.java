package io.tributary.schemas.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.common.security.oauthbearer.JwtRetriever;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;

/**
 * Settings of Kafka's clients, completed by what makes files that can be replaced: TLS reads its files again ({@link RereadKeys}),
 * {@value #LOGIN_FOLDER} names a folder with user and password, which are read at each login ({@link LoginFromFolder}),
 * {@value #TOKEN_FILE} a file with a token, which is read before the one in use ends ({@link TokenFromFile}), and {@value #SECRET_FILE} one
 * with what an issuer of tokens knows this client by ({@link TokenFromIssuer}). What is set already stays.
 */
public final class ClientSecurity {
    /** A folder with the files {@code username} and {@code password}; for SCRAM-SHA-512 unless {@code sasl.mechanism} says otherwise. */
    public static final String LOGIN_FOLDER = "sasl.credentials.folder";

    /** A file with a token (JWT) for OAUTHBEARER, as Kubernetes projects it for a service account. */
    public static final String TOKEN_FILE = "sasl.token.file";

    /** A file with the client's secret for the issuer of {@code sasl.oauthbearer.token.endpoint.url}. */
    public static final String SECRET_FILE = "sasl.client.secret.file";

    private static final String OAUTH = "OAUTHBEARER";
    private static final String SECRET = SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET;
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final Map<String, String> MODULES = Map.of(
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");

    private ClientSecurity() {}

    /**
     * The settings as Kafka's clients take them.
     *
     * @throws ConfigException when a folder is named for a mechanism that has no passwords, or a file for one that has no tokens; when there
     *     are two ways to log in
     */
    public static Map<String, Object> complete(Map<String, ?> settings) {
        Map<String, Object> complete = new HashMap<>(settings);
        Object folder = complete.remove(LOGIN_FOLDER);
        Object token = complete.remove(TOKEN_FILE);
        Object secret = complete.remove(SECRET_FILE);
        refuseBoth(LOGIN_FOLDER, folder, TOKEN_FILE, token);
        refuseBoth(LOGIN_FOLDER, folder, SECRET_FILE, secret);
        refuseBoth(TOKEN_FILE, token, SECRET_FILE, secret);
        refuseBoth(SECRET_FILE, secret, SECRET, complete.get(SECRET));
        if (folder != null) {
            login(complete, folder.toString());
        } else if (token != null) {
            oauth(complete, TOKEN_FILE, TokenFromFile.class, TokenFromFile.FILE, token);
        } else if (secret != null) {
            oauth(complete, SECRET_FILE, TokenFromIssuer.class, TokenFromIssuer.SECRET_FILE, secret);
        }
        if (OAUTH.equals(complete.get(SaslConfigs.SASL_MECHANISM))) {
            completeOauth(complete);
        }
        if (protocol(complete).endsWith("SSL")) {
            complete.putIfAbsent(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, RereadKeys.class.getName());
        }
        return complete;
    }

    private static void refuseBoth(String one, Object first, String other, Object second) {
        if (first != null && second != null) {
            throw new ConfigException(one + " and " + other + " are both set: remove one");
        }
    }

    private static void login(Map<String, Object> settings, String folder) {
        settings.putIfAbsent(SaslConfigs.SASL_MECHANISM, SCRAM);
        String mechanism = settings.get(SaslConfigs.SASL_MECHANISM).toString();
        String module = MODULES.get(mechanism);
        if (module == null) {
            throw new ConfigException(LOGIN_FOLDER + " has user and password, which sasl.mechanism=" + mechanism
                    + " does not take: use one of "
                    + MODULES.keySet().stream().sorted().toList());
        }
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                module + " required " + LoginFromFolder.FOLDER + "=\"" + quoted(folder) + "\";");
        settings.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, LoginFromFolder.class.getName());
    }

    /** Kafka's own reader of files takes only what a system property allows, and reads a secret once. */
    private static void oauth(
            Map<String, Object> settings,
            String setting,
            Class<? extends JwtRetriever> retriever,
            String option,
            Object file) {
        settings.putIfAbsent(SaslConfigs.SASL_MECHANISM, OAUTH);
        Object mechanism = settings.get(SaslConfigs.SASL_MECHANISM);
        if (!OAUTH.equals(mechanism)) {
            throw new ConfigException(
                    setting + " is for tokens, which sasl.mechanism=" + mechanism + " does not take: use " + OAUTH);
        }
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                OAuthBearerLoginModule.class.getName() + " required " + option + "=\"" + quoted(file.toString())
                        + "\";");
        settings.put(SaslConfigs.SASL_OAUTHBEARER_JWT_RETRIEVER_CLASS, retriever.getName());
    }

    /** Kafka's own login: what it takes by default is for tests, and wants a library that only brokers have. */
    private static void completeOauth(Map<String, Object> settings) {
        settings.putIfAbsent(SaslConfigs.SASL_JAAS_CONFIG, OAuthBearerLoginModule.class.getName() + " required;");
        settings.putIfAbsent(
                SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthBearerLoginCallbackHandler.class.getName());
        settings.putIfAbsent(SaslConfigs.SASL_OAUTHBEARER_JWT_VALIDATOR_CLASS, ClientJwtValidator.class.getName());
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Whether these settings are for brokers that ask who somebody is, or that are reached in secret. */
    public static boolean isSecured(Map<String, ?> settings) {
        return !protocol(settings).equals(CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    }

    /** Whether clients with these settings are known by their certificate. */
    static boolean isByCertificate(Map<String, ?> settings) {
        return protocol(settings).equals("SSL");
    }

    private static String protocol(Map<String, ?> settings) {
        Object protocol = settings.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        return protocol == null
                ? CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL
                : protocol.toString().toUpperCase(Locale.ROOT);
    }
}
