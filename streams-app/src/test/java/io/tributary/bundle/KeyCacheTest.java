package io.tributary.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private final Map<String, String> owned = new HashMap<>();
    private final KeyCache keys = new KeyCache(owned::get);

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
    void shouldReadMoreKeysThanItHoldsAndNotGrowWithStrangers() {
        int slots = keys.slots();

        for (int i = 0; i < 50_000; i++) {
            assertThat(keys.text(bytes("m" + i))).isEqualTo("m" + i);
        }
        assertThat(keys.slots()).isEqualTo(slots);
    }

    @Test
    void shouldGiveTheStringOfItsOwner() {
        String own = own("m1");

        assertThat(keys.text(bytes("m1"))).isSameAs(own);
        assertThat(keys.text(bytes("m1"))).isSameAs(own);
    }

    @Test
    void shouldGrowUntilItHoldsMostKeysOfItsOwner() {
        int count = 50_000;
        for (int i = 0; i < count; i++) {
            own("m" + i);
        }

        for (int round = 0; round < 10; round++) {
            readAll(count);
        }
        int slots = keys.slots();

        assertThat(slots).isGreaterThan(count);
        readAll(count);
        assertThat(keys.slots()).as("it holds most, and grows no more").isEqualTo(slots);
    }

    private void readAll(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(keys.text(bytes("m" + i))).isSameAs(owned.get("m" + i));
        }
    }

    private String own(String key) {
        String own = new String(key);
        owned.put(key, own);
        return own;
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
