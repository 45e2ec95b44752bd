package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
    @Property(tries = 200)
    void shouldReadWhatItWrites(@ForAll long digest) {
        assertThat(Digests.text(digest)).hasSize(16).matches("[0-9a-f]+");
        assertThat(Digests.number(Digests.text(digest))).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "-1", "000000000000000g", "00000000000000000", "+123456789abcdef", "１２３４５６７８９０１２３４５６"})
    void shouldRefuseWhatIsNoDigest(String text) {
        assertThatThrownBy(() -> Digests.number(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rulesDigest: ");
    }
}
