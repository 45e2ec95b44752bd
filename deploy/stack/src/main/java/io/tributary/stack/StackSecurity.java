package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a secured stack is secured with: one key with a certificate that vouches for itself, for brokers, registry and whoever serves
 * HTTPS here, and users with passwords made by chance. Made once, in the stack's folder, readable by its owner only:
 *
 * <pre>
 *   security/ca.crt  tls.crt  tls.key      PEM; folder for ssl.truststore.location and ssl.keystore.location
 *   security/users/NAME/username password  folder for sasl.credentials.folder
 * </pre>
 */
public final class StackSecurity {
    /** May do everything; the brokers use it among themselves. */
    public static final String ADMIN = "admin";
    /** Known to the registry, where it may do everything. */
    public static final String REGISTRY_USER = "registry";

    private static final List<String> USERS =
            List.of(ADMIN, "tributary", "operator", "platform", "recommender", "analyst");
    private static final String ALIAS = "tributary";
    private static final int PASSWORD_BYTES = 18;

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
        } catch (IOException | GeneralSecurityException e) {
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

    Path keyAndCertificate() {
        return folder.resolve("both.pem");
    }

    /** Connections that trust this stack. */
    public SSLContext trusting() {
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password(ADMIN).toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException("cannot read " + store() + " (" + e + ")", "delete " + folder, e);
        }
    }

    private Path store() {
        return folder.resolve("key.p12");
    }

    private void make() throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        SecureRandom random = new SecureRandom();
        for (String user :
                Stream.concat(USERS.stream(), Stream.of(REGISTRY_USER)).toList()) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            Files.createDirectories(user(user));
            Files.writeString(user(user).resolve("username"), user);
            Files.writeString(
                    user(user).resolve("password"),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        Files.deleteIfExists(store());
        keytool();
        writePem();
    }

    /** The JDK has no other way to make a certificate. The password comes from a file, since a command line can be seen by all. */
    private void keytool() throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=tributary-stack",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store().toString(),
                        "-storepass:file",
                        user(ADMIN).resolve("password").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StackException(
                        "keytool failed: " + folder.resolve("keytool.log"), "run on a JDK, and delete " + folder);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while a key was made", "delete " + folder, e);
        }
    }

    private void writePem() throws IOException, GeneralSecurityException {
        char[] password = password(ADMIN).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            store.load(in, password);
        }
        Key key = store.getKey(ALIAS, password);
        Certificate certificate = store.getCertificate(ALIAS);
        String keyText = pem("PRIVATE KEY", key.getEncoded());
        String certificateText = pem("CERTIFICATE", certificate.getEncoded());
        Files.writeString(folder.resolve("tls.key"), keyText);
        Files.writeString(folder.resolve("tls.crt"), certificateText);
        Files.writeString(keyAndCertificate(), keyText + certificateText);
        Files.writeString(folder.resolve("ca.crt"), certificateText);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
