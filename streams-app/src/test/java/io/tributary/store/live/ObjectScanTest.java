package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

class ObjectScanTest {
    private final List<KeyValue<Bytes, byte[]>> records = new ArrayList<>();
    private final List<String> visited = new ArrayList<>();

    @Test
    void shouldHandOutObjectsWithTheirParts() {
        record("Sa", "1");
        record("Sa\0p", "2");
        record("Sab", "3");

        assertThat(visit(10)).isNull();

        assertThat(visited).containsExactly("a=1+2", "ab=3+null");
    }

    @Test
    void shouldSayWhereToGoOn() {
        record("Sa", "1");
        record("Sa\0p", "2");
        record("Sb", "3");
        record("Sc", "4");

        assertThat(text(visit(2).get())).isEqualTo("Sc");

        assertThat(visited).containsExactly("a=1+2", "b=3+null");
    }

    @Test
    void shouldPassOverPartsWithoutAnObject() {
        record("Sa\0p", "1");
        record("Sb", "2");
        record("Sc\0p", "3");

        assertThat(visit(10)).isNull();

        assertThat(visited).containsExactly("b=2+null");
    }

    @Test
    void shouldVisitNothingWhereThereIsNothing() {
        assertThat(visit(10)).isNull();

        assertThat(visited).isEmpty();
    }

    private Bytes visit(int most) {
        return new ObjectScan(records.iterator())
                .visit(
                        most,
                        (key, main, parts) ->
                                visited.add(ObjectKeys.text(key) + "=" + text(main) + "+" + text(parts.get("p"))));
    }

    private void record(String key, String value) {
        records.add(KeyValue.pair(Bytes.wrap(utf8(key)), utf8(value)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }
}
