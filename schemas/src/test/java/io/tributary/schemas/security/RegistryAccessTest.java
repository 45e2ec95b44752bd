package io.tributary.schemas.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.serde.AvroSerdes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryAccessTest {
    @TempDir
    Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer registry;

    @BeforeEach
    void start() throws Exception {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private AvroSerdes connect(Map<String, String> settings) {
        return AvroSerdes.connect("http://127.0.0.1:" + registry.getAddress().getPort(), settings);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldLogInAsTheSettingsSay() throws Exception {
        connect(Map.of()).client().getAllSubjects();
        connect(Map.of("basic.auth.user.info", "a:b")).client().getAllSubjects();
        connect(Map.of("basic.auth.user.info", "a:b", "basic.auth.credentials.source", "USER_INFO"))
                .client()
                .getAllSubjects();
        connect(Map.of("bearer.auth.token", "t")).client().getAllSubjects();

        assertThat(seen).containsExactly("null", basic("a:b"), basic("a:b"), "Bearer t");
    }

    @Test
    void shouldReadFilesAtEachRequest() throws Exception {
        Path token = folder.resolve("token");
        Files.writeString(folder.resolve("username"), "u");
        Files.writeString(folder.resolve("password"), "old");
        Files.writeString(token, "first\n");
        AvroSerdes byPassword = connect(Map.of("basic.auth.credentials.folder", folder.toString()));
        AvroSerdes byToken = connect(Map.of("bearer.auth.token.file", token.toString()));
        byPassword.client().getAllSubjects();
        byToken.client().getAllSubjects();

        Files.writeString(folder.resolve("password"), "new");
        Files.writeString(token, "second\n");
        byPassword.client().getAllSubjects();
        byToken.client().getAllSubjects();

        assertThat(seen).containsExactly(basic("u:old"), "Bearer first", basic("u:new"), "Bearer second");
    }

    @Test
    void shouldRefuseTwoWaysAtOnce() {
        assertThatThrownBy(() -> connect(Map.of("basic.auth.user.info", "a:b", "bearer.auth.token", "t")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("remove one");
    }
}
