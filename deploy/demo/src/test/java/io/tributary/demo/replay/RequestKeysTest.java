package io.tributary.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestKeysTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveTheSameIdToTheSameUserAndTimeOnly() {
        RequestKeys keys = RequestKeys.of("salt");
        Set<String> ids = new HashSet<>();
        for (int user = 0; user < 100; user++) {
            for (long time = 0; time < 100; time++) {
                ids.add(keys.requestId("u" + user, time));
            }
        }

        assertThat(ids).hasSize(10_000);
        assertThat(keys.requestId("u1", 2)).isEqualTo(RequestKeys.of("salt").requestId("u1", 2));
        assertThat(keys.requestId("u1", 12)).isNotEqualTo(keys.requestId("u11", 2));
    }

    @Test
    void shouldDependOnTheSalt() {
        assertThat(RequestKeys.of("a").requestId("u", 1))
                .isNotEqualTo(RequestKeys.of("b").requestId("u", 1));
        assertThatThrownBy(() -> RequestKeys.of("")).hasMessageContaining("--salt");
    }

    @Test
    void shouldDeriveItsKeyFromTheFile() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "1");
        Path same = Files.writeString(folder.resolve("same"), "1");
        Path other = Files.writeString(folder.resolve("other"), "2");

        assertThat(RequestKeys.ofFile(one).requestId("u", 1))
                .isEqualTo(RequestKeys.ofFile(same).requestId("u", 1))
                .isNotEqualTo(RequestKeys.ofFile(other).requestId("u", 1));
    }

    @Test
    void shouldSpreadRequestsOverTheBuckets() {
        RequestKeys keys = RequestKeys.of("salt");
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++) {
            counts[keys.bucket(keys.requestId("u" + i, 1)) / 100]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(880, 1_120);
        }
    }
}
