package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with the {@link SelfSigned} files of a folder. */
final class NodeTls {
    private static final String ALIAS = "stack";
    /** Stores that are never written need one all the same. */
    private static final char[] IN_MEMORY = "in memory".toCharArray();

    private NodeTls() {}

    /** Connections that trust whom {@code ca.crt} names. */
    static SSLContext trusting(Path folder) {
        return context(folder, false);
    }

    /** The same that show {@code tls.crt} themselves. */
    static SSLContext showing(Path folder) {
        return context(folder, true);
    }

    private static SSLContext context(Path folder, boolean showing) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(ALIAS, certificate(folder.resolve("ca.crt")));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore shown = empty();
            if (showing) {
                shown.setKeyEntry(ALIAS, key(folder.resolve("tls.key")), IN_MEMORY, new Certificate[] {
                    certificate(folder.resolve("tls.crt"))
                });
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(shown, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException(
                    "cannot read keys and certificates in " + folder + " (" + e + ")", "delete " + folder, e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
    }
}
