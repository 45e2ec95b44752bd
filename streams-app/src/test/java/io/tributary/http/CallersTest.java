package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.app.config.HttpAccess;
import io.tributary.app.config.HttpSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what. Callers from other machines are those whose request a proxy has passed on. */
class CallersTest {
    static final String ISSUER = "https://login.example.org";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String[] TOLD_TO_FEW = {
        "/metrics", "/state/merchants/m1", "/config", "/status", "/health", "/health/live/", "/nowhere", "/"
    };

    @TempDir
    Path folder;

    static int ask(HttpServer server, String path, boolean here, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (!here) {
            request.header("X-Forwarded-For", "192.0.2.7");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    static HttpServer start(HttpAccess access) {
        return HttpServer.start(
                new HttpSettings("127.0.0.1", 0, "", access),
                new StubHealth(),
                () -> "x 1\n",
                Map::of,
                merchant -> null);
    }

    private Path tokens(String text, long time) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
        return file;
    }

    @Test
    void shouldTellHealthToEverybodyAndTheRestToThisMachineOnly() throws Exception {
        try (HttpServer server = start(HttpAccess.LOCAL)) {
            for (boolean here : new boolean[] {true, false}) {
                assertThat(ask(server, "/health/live", here, null)).isEqualTo(200);
                assertThat(ask(server, "/health/ready", here, null)).isEqualTo(200);
            }
            assertThat(ask(server, "/metrics", true, null)).isEqualTo(200);
            for (String path : TOLD_TO_FEW) {
                assertThat(ask(server, path, false, null)).as(path).isEqualTo(403);
                assertThat(ask(server, path, false, TOKEN)).as(path).isEqualTo(403);
            }
        }
    }

    @Test
    void shouldTakeTokensOfAFileAndReadItAgain() throws Exception {
        Path file = tokens("# of the scraper\n" + TOKEN + "\nshort\n\n", 1_000_000);
        try (HttpServer server = start(new HttpAccess("", file.toString(), "", "", ""))) {
            for (String path : TOLD_TO_FEW) {
                assertThat(ask(server, path, false, null)).as(path).isEqualTo(401);
                assertThat(ask(server, path, false, "another" + TOKEN)).as(path).isEqualTo(401);
                assertThat(ask(server, path, false, "short")).as(path).isEqualTo(401);
                assertThat(ask(server, path, false, "# of the scraper"))
                        .as(path)
                        .isEqualTo(401);
                assertThat(ask(server, path, false, "")).as(path).isEqualTo(401);
            }
            assertThat(ask(server, "/metrics", false, TOKEN)).isEqualTo(200);
            assertThat(ask(server, "/nowhere", false, TOKEN)).isEqualTo(404);

            tokens("fedcba9876543210fedcba9876543210", 2_000_000);
            assertThat(ask(server, "/metrics", false, TOKEN)).isEqualTo(401);
            assertThat(ask(server, "/metrics", false, "fedcba9876543210fedcba9876543210"))
                    .isEqualTo(200);
            Files.delete(file);
            assertThat(ask(server, "/metrics", false, "fedcba9876543210fedcba9876543210"))
                    .isEqualTo(401);
            assertThat(ask(server, "/metrics", true, null)).isEqualTo(200);
        }
    }

    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("tributary")
                .subject("scraper")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void shouldTakeTokensThatTheIssuerSignedForThisService() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        Path keys = Files.writeString(folder.resolve("jwks"), new JWKSet(key.toPublicJWK()).toString());
        Files.setLastModifiedTime(keys, FileTime.fromMillis(1_000_000));
        Date past = Date.from(Instant.now().minusSeconds(600));
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("1").build(), claims().build());
        symmetric.sign(new MACSigner(key.toPublicJWK().toString().getBytes()));
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("another key", signed(other, claims().build()));
        refused.put(
                "another issuer", signed(key, claims().issuer("https://evil").build()));
        refused.put("for somebody else", signed(key, claims().audience("shop").build()));
        refused.put("for nobody", signed(key, claims().audience((String) null).build()));
        refused.put("over", signed(key, claims().expirationTime(past).build()));
        refused.put("without an end", signed(key, claims().expirationTime(null).build()));
        refused.put(
                "not yet",
                signed(
                        key,
                        claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                                .build()));
        refused.put("not signed", new PlainJWT(claims().build()).serialize());
        refused.put("signed with what is public", symmetric.serialize());
        refused.put("no token", "abc");

        try (HttpServer server = start(new HttpAccess("", "", ISSUER, "tributary", keys.toString()))) {
            String good = signed(key, claims().build());
            assertThat(ask(server, "/metrics", false, good)).isEqualTo(200);
            for (Map.Entry<String, String> each : refused.entrySet()) {
                assertThat(ask(server, "/metrics", false, each.getValue()))
                        .as(each.getKey())
                        .isEqualTo(401);
            }
            Files.writeString(keys, new JWKSet(other.toPublicJWK()).toString());
            Files.setLastModifiedTime(keys, FileTime.fromMillis(2_000_000));
            assertThat(ask(server, "/metrics", false, good)).isEqualTo(401);
            assertThat(ask(server, "/metrics", false, signed(other, claims().build())))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "127.9.9.9,true",
        "::1,true",
        "0:0:0:0:0:0:0:1,true",
        "192.0.2.7,false",
        "10.0.0.1,false",
        "::,false"
    })
    void shouldKnowThisMachine(String address, boolean here) {
        assertThat(Callers.isLoopback(address)).isEqualTo(here);
    }
}
