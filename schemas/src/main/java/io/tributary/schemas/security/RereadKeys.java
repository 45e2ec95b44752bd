package io.tributary.schemas.security;

import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own TLS, but that keys and certificates are read again when their files have changed: each new connection is made with those that
 * are there. Files that cannot be used, as when only half of a pair is replaced yet, are told once, and the ones before serve on. To be named
 * as {@code ssl.engine.factory.class}; Kafka has nothing of the kind for clients (KIP-1288 is to bring it).
 */
public final class RereadKeys implements SslEngineFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RereadKeys.class);

    private Map<String, ?> settings = Map.of();
    private List<String> stamp = List.of();
    private DefaultSslEngineFactory current;

    /**
     * For connections that are no Kafka client's.
     *
     * @param settings those of Kafka's that begin with {@code ssl.}, as text
     */
    public static RereadKeys of(Map<String, ?> settings) {
        RereadKeys keys = new RereadKeys();
        keys.configure(PasswordSettings.parsed(settings));
        return keys;
    }

    @Override
    public synchronized void configure(Map<String, ?> configs) {
        settings = configs;
        stamp = TlsFiles.stamp(configs);
        current = read(configs);
    }

    private static DefaultSslEngineFactory read(Map<String, ?> settings) {
        DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        factory.configure(TlsFiles.resolved(settings));
        return factory;
    }

    /** What is made of the files as they are now. */
    private synchronized DefaultSslEngineFactory current() {
        List<String> now = TlsFiles.stamp(settings);
        if (!now.equals(stamp)) {
            stamp = now;
            try {
                current = read(settings);
                LOG.info("Keys and certificates are read again: {}", now);
            } catch (KafkaException e) {
                LOG.warn(
                        "Keys or certificates have changed and cannot be used, those before serve on: {}",
                        e.toString());
            }
        }
        return current;
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return current().createClientSslEngine(peerHost, peerPort, endpointIdentification);
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        return current().createServerSslEngine(peerHost, peerPort);
    }

    /** What connections that are made now are to use. */
    public SSLContext context() {
        return current().sslContext();
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return !nextConfigs.equals(settings);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public synchronized KeyStore keystore() {
        return current.keystore();
    }

    @Override
    public synchronized KeyStore truststore() {
        return current.truststore();
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
        }
    }
}
