package io.tributary.schemas.security;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.config.ConfigException;

/**
 * How the registry's client proves who it is, and whom it trusts. User and password, or a token, are read from their files at each request;
 * keys and certificates when their files have changed.
 *
 * <ul>
 *   <li>{@value #USER_INFO} {@code user:password}, or {@value #LOGIN_FOLDER} a folder with the files {@code username} and {@code password}
 *   <li>{@value #TOKEN}, or {@value #TOKEN_FILE}
 *   <li>{@code ssl.*} as for Kafka's clients
 * </ul>
 */
public final class RegistryAccess {
    public static final String USER_INFO = "basic.auth.user.info";
    public static final String LOGIN_FOLDER = "basic.auth.credentials.folder";
    public static final String TOKEN = "bearer.auth.token";
    public static final String TOKEN_FILE = "bearer.auth.token.file";
    private static final String TLS = "ssl.";
    private static final String CONFLUENT_TLS = "schema.registry.ssl.";
    /** What Confluent's client needs to know where the credentials are; here it is known by their settings. */
    private static final String SOURCE = ".auth.credentials.source";

    private final Supplier<String> userInfo;
    private final Supplier<String> token;
    private final RereadKeys keys;

    private RegistryAccess(Supplier<String> userInfo, Supplier<String> token, RereadKeys keys) {
        this.userInfo = userInfo;
        this.token = token;
        this.keys = keys;
    }

    /**
     * Takes from the registry client's settings what is for here.
     *
     * @param rest is given the other settings
     * @throws ConfigException when two ways to log in are set, or files cannot be read
     */
    public static RegistryAccess from(Map<String, ?> settings, Map<String, Object> rest) {
        Map<String, String> own = new HashMap<>();
        Map<String, String> tls = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(TLS)) {
                tls.put(key, value.toString());
            } else if (key.startsWith(CONFLUENT_TLS)) {
                tls.put(key.substring(CONFLUENT_TLS.length() - TLS.length()), value.toString());
            } else if (isOwn(key)) {
                own.put(key, value.toString());
            } else {
                rest.put(key, value);
            }
        });
        return new RegistryAccess(userInfo(own), token(own), tls.isEmpty() ? null : RereadKeys.of(tls));
    }

    private static boolean isOwn(String key) {
        return key.equals(USER_INFO)
                || key.equals(LOGIN_FOLDER)
                || key.equals(TOKEN)
                || key.equals(TOKEN_FILE)
                || key.endsWith(SOURCE);
    }

    private static Supplier<String> userInfo(Map<String, String> own) {
        String info = own.get(USER_INFO);
        String folder = own.get(LOGIN_FOLDER);
        refuseBoth(USER_INFO, info, LOGIN_FOLDER, folder);
        refuseBoth(USER_INFO, info, TOKEN, own.get(TOKEN));
        refuseBoth(LOGIN_FOLDER, folder, TOKEN_FILE, own.get(TOKEN_FILE));
        if (folder == null) {
            return info == null ? null : () -> info;
        }
        LoginFolder login = LoginFolder.of(folder);
        return () -> login.username() + ":" + login.password();
    }

    private static Supplier<String> token(Map<String, String> own) {
        String token = own.get(TOKEN);
        String file = own.get(TOKEN_FILE);
        refuseBoth(TOKEN, token, TOKEN_FILE, file);
        if (file == null) {
            return token == null ? null : () -> token;
        }
        return () -> SecretFile.read(Path.of(file));
    }

    private static void refuseBoth(String one, String first, String other, String second) {
        if (first != null && second != null) {
            throw new ConfigException("registry." + one + " and registry." + other + " are both set: remove one");
        }
    }

    /** Asks for {@code user:password}; empty when nobody logs in so. */
    public Optional<Supplier<String>> userInfo() {
        return Optional.ofNullable(userInfo);
    }

    /** Asks for a bearer token; empty when nobody logs in so. */
    public Optional<Supplier<String>> token() {
        return Optional.ofNullable(token);
    }

    /** Makes connections; empty when whom Java trusts is enough. */
    public Optional<SSLSocketFactory> sockets() {
        return keys == null ? Optional.empty() : Optional.of(new RereadSockets(keys));
    }
}
