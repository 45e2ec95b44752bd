package io.tributary.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * What a secured stack is secured with: one key with a certificate that vouches for itself, for brokers, registry and whoever serves
 * HTTPS here, and users with passwords made by chance. Made once, in the stack's folder, readable by its owner only:
 *
 * <pre>
 *   security/ca.crt  tls.crt  tls.key      PEM; folder for ssl.truststore.location and ssl.keystore.location
 *   security/users/NAME/username password  folder for sasl.credentials.folder
 *   security/users/NAME/token              the same user's token, for sasl.token.file
 *   security/issuer.jwks  clients.crt      whose tokens and certificates brokers take
 * </pre>
 */
public final class StackSecurity {
    /** May do everything; the brokers use it among themselves. */
    public static final String ADMIN = "admin";
    /** Known to the registry, where it may do everything. */
    public static final String REGISTRY_USER = "registry";

    private static final List<String> USERS =
            List.of(ADMIN, "tributary", "operator", "repair", "platform", "recommender", "analyst");
    /** Whom the stack's certificate names. */
    static final String NAME = "tributary-stack";
    /** So that nobody has to make new ones. */
    private static final Duration TOKEN_LIFE = Duration.ofDays(3_650);

    private final Path folder;

    private StackSecurity(Path folder) {
        this.folder = folder;
    }

    /** What lies in a stack's folder, made when it is not there. */
    public static StackSecurity in(Path stackFolder) {
        StackSecurity security = new StackSecurity(stackFolder.resolve("security"));
        try {
            if (!Files.exists(security.folder.resolve("ca.crt"))) {
                security.make();
            }
            return security;
        } catch (IOException e) {
            throw new StackException(
                    "cannot make keys in " + security.folder + " (" + e + ")",
                    "make the folder writable, or delete it",
                    e);
        }
    }

    /** The folder with {@code ca.crt}, {@code tls.crt} and {@code tls.key}. */
    public Path folder() {
        return folder;
    }

    /** The folder with a user's name and password. */
    public Path user(String name) {
        return folder.resolve("users").resolve(name);
    }

    /** Names of all users of the brokers. */
    public static List<String> users() {
        return USERS;
    }

    String password(String user) {
        try {
            return Files.readString(user(user).resolve("password"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackException("cannot read the password of " + user, "delete " + folder, e);
        }
    }

    Map<String, String> passwords() {
        Map<String, String> all = new TreeMap<>();
        USERS.forEach(user -> all.put(user, password(user)));
        return all;
    }

    /** The file with a user's token, which brokers take instead of the password. */
    public Path token(String user) {
        return user(user).resolve("token");
    }

    /** Public keys of whoever signs tokens; what brokers read when it has changed. */
    public Path issuerKeys() {
        return folder.resolve("issuer.jwks");
    }

    /** Certificates of whoever may vouch for clients that log in by theirs; read when brokers start. At first, the stack's own. */
    public Path clientAuthorities() {
        return folder.resolve("clients.crt");
    }

    Path keyAndCertificate() {
        return folder.resolve("both.pem");
    }

    /** Connections that trust this stack. */
    public SSLContext trusting() {
        return NodeTls.trusting(folder);
    }

    /** The same as one of its nodes. */
    SSLContext ofNodes() {
        return NodeTls.showing(folder);
    }

    private void make() throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        TokenIssuer issuer = new TokenIssuer();
        for (String user :
                Stream.concat(USERS.stream(), Stream.of(REGISTRY_USER)).toList()) {
            Files.createDirectories(user(user));
            Files.writeString(user(user).resolve("username"), user);
            Files.writeString(user(user).resolve("password"), SelfSigned.random());
            Files.writeString(token(user), issuer.token(user, TOKEN_LIFE));
        }
        Files.writeString(issuerKeys(), TokenIssuer.keys(issuer));
        SelfSigned.make(folder, "CN=" + NAME);
        Files.writeString(
                keyAndCertificate(),
                Files.readString(folder.resolve("tls.key")) + Files.readString(folder.resolve("tls.crt")));
        Files.copy(folder.resolve("ca.crt"), clientAuthorities(), StandardCopyOption.REPLACE_EXISTING);
    }
}
