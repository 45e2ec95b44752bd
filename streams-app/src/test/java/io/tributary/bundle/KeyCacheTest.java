package io.tributary.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private final KeyCache keys = new KeyCache();

    @Test
    void shouldGiveTheSameStringAgain() {
        String first = keys.text(bytes("商家-1"));

        assertThat(first).isEqualTo("商家-1");
        assertThat(keys.text(bytes("商家-1"))).isSameAs(first);
    }

    @Test
    void shouldNotMistakeAKeyForAnotherOfTheSameHash() {
        assertThat(keys.text(bytes("Aa"))).isEqualTo("Aa");
        assertThat(keys.text(bytes("BB"))).isEqualTo("BB");
        assertThat(keys.text(bytes("Aa"))).isEqualTo("Aa");
    }

    @Test
    void shouldReadMoreKeysThanItHolds() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(keys.text(bytes("m" + i))).isEqualTo("m" + i);
        }
    }

    @Test
    void shouldReadWhatItDoesNotHold() {
        String large = "x".repeat(100_000);

        assertThat(keys.text(bytes(large))).isEqualTo(large);
        assertThat(keys.text(bytes(""))).isEmpty();
        assertThat(keys.text(null)).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
