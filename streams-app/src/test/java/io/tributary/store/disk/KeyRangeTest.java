package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class KeyRangeTest {
    @Property(tries = 300)
    void shouldHoldBothBounds(
            @ForAll @Size(max = 3) byte[] from, @ForAll @Size(max = 3) byte[] to, @ForAll @Size(max = 4) byte[] key) {
        boolean within = Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, to) <= 0;

        assertThat(KeyRange.of(from, to).holds(key)).isEqualTo(within);
        assertThat(KeyRange.of(null, to).holds(key)).isEqualTo(Arrays.compareUnsigned(key, to) <= 0);
        assertThat(KeyRange.of(from, null).holds(key)).isEqualTo(Arrays.compareUnsigned(key, from) >= 0);
        assertThat(KeyRange.ALL.holds(key)).isTrue();
    }

    @Property(tries = 300)
    void shouldHoldWhatBeginsWithAPrefix(@ForAll @Size(max = 2) byte[] prefix, @ForAll @Size(max = 4) byte[] key) {
        boolean begins = key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);

        assertThat(KeyRange.prefix(prefix).holds(key)).isEqualTo(begins);
    }
}
