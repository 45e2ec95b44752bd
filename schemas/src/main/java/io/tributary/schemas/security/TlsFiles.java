package io.tributary.schemas.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The files that TLS settings name. Beside what Kafka takes, {@code ssl.keystore.location} may be a folder with {@code tls.crt} and
 * {@code tls.key}, and {@code ssl.truststore.location} one with {@code ca.crt}, all in PEM: so Kubernetes mounts a secret of type tls.
 */
final class TlsFiles {
    private static final String PEM = "PEM";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITY = "ca.crt";

    private TlsFiles() {}

    /** The settings as Kafka's own engine takes them, with what lies in folders put in. */
    static Map<String, Object> resolved(Map<String, ?> settings) {
        Map<String, Object> resolved = new HashMap<>(settings);
        Path keys = path(settings, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        if (keys != null && Files.isDirectory(keys)) {
            resolved.remove(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
            resolved.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            resolved.put(
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    PasswordSettings.of(SecretFile.read(keys.resolve(CERTIFICATE))));
            resolved.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, PasswordSettings.of(SecretFile.read(keys.resolve(KEY))));
        }
        Path trusted = path(settings, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        if (trusted != null && Files.isDirectory(trusted)) {
            resolved.remove(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
            resolved.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            resolved.put(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    PasswordSettings.of(SecretFile.read(trusted.resolve(AUTHORITY))));
        }
        return resolved;
    }

    /** What a client shows, in PEM; empty when it is not kept in a folder. */
    static String certificates(Map<String, ?> settings) {
        Path keys = path(settings, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        return keys != null && Files.isDirectory(keys) ? SecretFile.read(keys.resolve(CERTIFICATE)) : "";
    }

    /** Changes when one of the files has been replaced: the time and length of each. */
    static List<String> stamp(Map<String, ?> settings) {
        return Stream.of(
                        path(settings, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG),
                        path(settings, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG))
                .filter(path -> path != null)
                .flatMap(TlsFiles::files)
                .map(TlsFiles::stamp)
                .toList();
    }

    private static Stream<Path> files(Path path) {
        return Files.isDirectory(path)
                ? Stream.of(CERTIFICATE, KEY, AUTHORITY).map(path::resolve).filter(Files::exists)
                : Stream.of(path);
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file).toMillis() + " " + Files.size(file);
        } catch (IOException e) {
            return file + " " + e.getClass().getSimpleName();
        }
    }

    private static Path path(Map<String, ?> settings, String key) {
        Object value = settings.get(key);
        return value == null || value.toString().isBlank() ? null : Path.of(value.toString());
    }
}
