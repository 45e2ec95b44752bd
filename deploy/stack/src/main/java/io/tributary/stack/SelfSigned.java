package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key with a certificate that vouches for itself: {@code tls.key}, {@code tls.crt} and {@code ca.crt} in a folder, in PEM. */
public final class SelfSigned {
    private static final String ALIAS = "key";
    private static final String STORE = "PKCS12";

    private SelfSigned() {}

    /**
     * Makes them, whatever was there.
     *
     * @param name whom the certificate names, for example {@code CN=somebody}; that is whom brokers take a client for that shows it
     */
    public static void make(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            write(folder, name);
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException(
                    "cannot make keys in " + folder + " (" + e + ")", "make the folder writable, or delete it", e);
        }
    }

    /** The JDK has no other way to make a certificate than its tool, which makes a file with a password. */
    private static void write(Path folder, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("key.p12");
        Path secret = folder.resolve("key.password");
        try {
            Files.deleteIfExists(file);
            // Read from a file, since a command line can be seen by all.
            Files.writeString(secret, random());
            keytool(folder, file, secret, name);
            char[] password = Files.readString(secret).toCharArray();
            KeyStore store = KeyStore.getInstance(STORE);
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password);
            }
            Key key = store.getKey(ALIAS, password);
            Certificate certificate = store.getCertificate(ALIAS);
            Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(folder.resolve("ca.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(secret);
        }
    }

    /** 144 bits of chance, as text. */
    static String random() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void keytool(Path folder, Path file, Path secret, String name) throws IOException {
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "3650",
                        "-storetype",
                        STORE,
                        "-keystore",
                        file.toString(),
                        "-storepass:file",
                        secret.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StackException("keytool failed: " + log, "run on a JDK, and delete " + folder);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while a key was made", "delete " + folder, e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
