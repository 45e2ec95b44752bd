package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.config.HttpAccess;
import io.tributary.app.config.HttpSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceAccessTest {
    @Test
    void shouldBringTheFirstTokenButNeverInTheClearToAnotherMachine(@TempDir Path folder) throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "# of ann\n\nthe-first-of-the-tokens\nanother\n");
        InstanceAccess access = access(tokens);

        assertThat(authorization(access, "https://tributary-0.tributary:8080/status"))
                .isEqualTo("Bearer the-first-of-the-tokens");
        assertThat(authorization(access, "http://127.0.0.1:8080/status")).isEqualTo("Bearer the-first-of-the-tokens");
        assertThat(authorization(access, "http://tributary-0.tributary:8080/status"))
                .isEmpty();
        Files.delete(tokens);
        assertThat(authorization(access, "https://tributary-0.tributary:8080/status"))
                .isEmpty();
    }

    private static InstanceAccess access(Path tokens) {
        return new InstanceAccess(
                new HttpSettings("127.0.0.1", 8080, "", new HttpAccess("", tokens.toString(), "", "", "")));
    }

    private static String authorization(InstanceAccess access, String uri) {
        return access.request(URI.create(uri), Duration.ofSeconds(1))
                .headers()
                .firstValue("Authorization")
                .orElse("");
    }
}
