package io.tributary.http;

import io.tributary.app.config.HttpSettings;
import io.tributary.schemas.security.RereadKeys;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTPS with a key and a certificate that may be replaced: each connection is made with those that are there. */
final class Tls {
    private Tls() {}

    static Connector connector(HttpSettings http, Server server, HttpConfiguration configuration) {
        RereadKeys keys =
                RereadKeys.of(Map.of("ssl.keystore.location", http.access().tlsFolder()));
        SslContextFactory.Server context = new SslContextFactory.Server() {
            @Override
            public SSLEngine newSSLEngine() {
                return keys.createServerSslEngine(http.host(), http.port());
            }

            @Override
            public SSLEngine newSSLEngine(String host, int port) {
                return keys.createServerSslEngine(host, port);
            }
        };
        context.setSslContext(keys.context());
        // So that requests know that they came by HTTPS. Names are for the client to check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost(http.host());
        connector.setPort(http.port());
        return connector;
    }
}
