package io.tributary.schemas.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.StackSecurity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RereadKeysTest {
    @TempDir
    Path folder;

    private long time = 1_000_000;

    private void put(Path from, Path to) throws Exception {
        for (String file : new String[] {"tls.crt", "tls.key", "ca.crt"}) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            touch(to.resolve(file));
        }
    }

    private void touch(Path file) throws Exception {
        time += 1_000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    private static Certificate shown(RereadKeys keys) throws Exception {
        keys.context();
        String alias = keys.keystore().aliases().nextElement();
        return keys.keystore().getCertificate(alias);
    }

    @Test
    void shouldUseFilesThatHaveBeenReplacedAndKeepTheOldOnesWhenTheyAreBroken() throws Exception {
        Path first = StackSecurity.in(folder.resolve("first")).folder();
        Path second = StackSecurity.in(folder.resolve("second")).folder();
        Path used = Files.createDirectories(folder.resolve("used"));
        put(first, used);
        RereadKeys keys = RereadKeys.of(
                Map.of("ssl.keystore.location", used.toString(), "ssl.truststore.location", used.toString()));
        Certificate before = shown(keys);
        assertThat(shown(keys)).isEqualTo(before);

        Files.writeString(used.resolve("tls.key"), "not a key");
        touch(used.resolve("tls.key"));
        assertThat(shown(keys)).isEqualTo(before);

        put(second, used);
        assertThat(shown(keys)).isNotEqualTo(before);
        assertThat(keys.truststore().getCertificate(keys.truststore().aliases().nextElement()))
                .isEqualTo(shown(keys));
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        assertThatThrownBy(() -> RereadKeys.of(Map.of("ssl.keystore.location", folder.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.crt");
    }
}
