package io.tributary.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyDeserializerTest {
    private final KeyDeserializer keys = KeyDeserializer.of(Topics.IMPRESSIONS);

    /** Read with a replacement character, both would be one merchant. */
    @Test
    void shouldNotMakeOneMerchantOfTwo() {
        refuse(new byte[] {'m', (byte) 0xff}, "UTF-8");
        refuse(new byte[] {'m', (byte) 0xfe}, "UTF-8");
        refuse(new byte[] {'1', '2', '3', '4', '5', '6', '7', '8', (byte) 0xed, (byte) 0xa0, (byte) 0x80}, "UTF-8");
    }

    @Test
    void shouldRefuseLongKeysAndControlCharacters() {
        refuse(new byte[2_500_000], "2500000 bytes");
        refuse("m".repeat(257).getBytes(StandardCharsets.UTF_8), "257 bytes");
        refuse("m\u0000".getBytes(StandardCharsets.UTF_8), "NUL");
        assertThat(keys.deserialize("impressions", "农".repeat(85).getBytes(StandardCharsets.UTF_8)))
                .hasSize(85);
    }

    @Test
    void shouldLeaveMissingKeysToWhoNeedsThem() {
        assertThat(keys.deserialize("impressions", null)).isNull();
        assertThat(keys.deserialize("impressions", new byte[0])).isEmpty();
    }

    private void refuse(byte[] key, String said) {
        assertThatThrownBy(() -> keys.deserialize("impressions", key))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("impressions: key: ")
                .hasMessageContaining(said);
    }
}
