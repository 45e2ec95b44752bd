package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeldObjectsTest {
    /** Objects are texts; empty ones are idle. */
    private static final class Texts implements ObjectCodec<String> {
        @Override
        public void write(String value, PartSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String read(String key, byte[] main, PartSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isIdle(String value) {
            return value.isEmpty();
        }
    }

    private final HeldObjects<String> objects = new HeldObjects<>(new Texts(), 2);

    @Test
    void shouldLetIdleOnesGoWhenThereAreMany() {
        Handle<String> idle = put("a", "");
        put("b", "busy");
        objects.letIdleGo();
        assertThat(objects.size()).isEqualTo(2);

        put("c", "busy");
        objects.letIdleGo();

        assertThat(objects.get(utf8("a"))).isNull();
        assertThat(objects.get(utf8("b"))).isNotNull();
        assertThatThrownBy(idle::changed).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldPutTheNextLookOffUntilAsManyAgainHaveCome() {
        for (String key : new String[] {"a", "b", "c"}) {
            put(key, "busy");
        }
        objects.letIdleGo();

        put("d", "");
        objects.letIdleGo();

        assertThat(objects.size()).isEqualTo(4);
    }

    @Test
    void shouldNotBeCompleteAnyMoreWhenOneHasLeft() {
        Handle<String> one = put("a", "");
        objects.setComplete(true);
        long before = objects.departures();

        objects.letGo(one);

        assertThat(objects.isComplete()).isFalse();
        assertThat(objects.departures()).isGreaterThan(before);
        assertThat(objects.now()).isEmpty();
    }

    @Test
    void shouldKnowNothingWhenAllHaveLeft() {
        put("a", "busy");
        objects.setComplete(true);

        objects.letAllGo();

        assertThat(objects.isComplete()).isFalse();
        assertThat(objects.size()).isZero();
    }

    private Handle<String> put(String key, String value) {
        Handle<String> handle = new Handle<>(null, utf8("S" + key), value);
        objects.put(handle);
        return handle;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
