package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tributary.app.config.HttpAccess;
import io.tributary.text.LogEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keys of an issuer that is asked over HTTP, replaces them, and goes away. */
class SigningKeysTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(SigningKeys.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ECKey first = key("1");
    private final ECKey second = key("2");

    private com.sun.net.httpserver.HttpServer issuer;
    private volatile String served = new JWKSet(first.toPublicJWK()).toString();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
        if (issuer != null) {
            issuer.stop(0);
        }
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void issuer(int port) throws IOException {
        issuer = com.sun.net.httpserver.HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        issuer.createContext("/jwks", exchange -> {
            byte[] body = served.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
    }

    private static HttpServer service(String keys) {
        return CallersTest.start(new HttpAccess("", "", CallersTest.ISSUER, "tributary", keys));
    }

    private static int ask(HttpServer service, ECKey key) throws Exception {
        return CallersTest.ask(
                service,
                "/metrics",
                false,
                CallersTest.signed(key, CallersTest.claims().build()));
    }

    @Test
    void shouldFollowKeysThatAreReplacedAndGoOnWithThemWhenTheIssuerIsAway() throws Exception {
        issuer(0);
        try (HttpServer service =
                service("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks")) {
            assertThat(ask(service, first)).isEqualTo(200);
            served = new JWKSet(second.toPublicJWK()).toString();
            assertThat(ask(service, second)).isEqualTo(200);
            assertThat(ask(service, first)).isEqualTo(401);

            issuer.stop(0);
            assertThat(ask(service, second)).isEqualTo(200);
            assertThat(ask(service, first)).isEqualTo(401);
        }
    }

    @Test
    void shouldSayThatNobodyCanTellWhileThereAreNoKeys() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (HttpServer service = service("http://127.0.0.1:" + port + "/jwks")) {
            assertThat(ask(service, first)).isEqualTo(503);
            assertThat(CallersTest.ask(service, "/metrics", false, "not a signed token"))
                    .isEqualTo(401);
            assertThat(CallersTest.ask(service, "/metrics", true, null)).isEqualTo(200);
            assertThat(lines.list).singleElement().satisfies(line -> {
                assertThat(line.getMarkerList()).containsExactly(LogEvents.SIGNING_KEYS_AWAY);
                assertThat(line.getFormattedMessage()).contains("127.0.0.1:" + port, "nobody can say");
            });

            issuer(port);
            assertThat(ask(service, first)).isEqualTo(200);
        }
    }

    @Test
    void shouldGoOnWithTheKeysOfAFileThatIsBroken(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jwks"), served);
        try (HttpServer service = service(file.toString())) {
            assertThat(ask(service, first)).isEqualTo(200);
            Files.writeString(file, "{");
            Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
            assertThat(ask(service, first)).isEqualTo(200);
            assertThat(lines.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("those from before go on"));
        }
    }
}
