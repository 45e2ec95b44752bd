package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskStoreTest {
    private final KeyValueStore<Bytes, byte[]> inner = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("task"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    private final TaskStore task = new TaskStore(inner);

    /** A text that changes. */
    private static final class TextCodec implements ObjectCodec<StringBuilder> {
        @Override
        public void write(StringBuilder text, PartSink sink) {
            sink.put("", text.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public StringBuilder read(String key, byte[] main, PartSource source) {
            return new StringBuilder(new String(main, StandardCharsets.UTF_8));
        }

        @Override
        public boolean isIdle(StringBuilder text) {
            return true;
        }
    }

    @BeforeEach
    void open() {
        inner.init(new MockProcessorContext<>().getStateStoreContext(), inner);
    }

    @Test
    void shouldKeepSectionsApart() {
        LiveStore<StringBuilder> a = objects('a');
        LiveStore<StringBuilder> b = objects('b');
        Section c = task.records('c');
        a.add("key", new StringBuilder("of a"));
        b.add("key", new StringBuilder("of b"));
        b.add("kez", new StringBuilder("also of b"));
        c.put(c.key(new byte[] {1}), new byte[] {1});
        task.flushCache();
        task.clearCache();

        assertThat(a.find("key").value()).hasToString("of a");
        assertThat(a.find("kez")).isNull();
        assertThat(b.find("key").value()).hasToString("of b");
        assertThat(all(a)).containsExactly("of a");
        assertThat(all(b)).containsExactlyInAnyOrder("of b", "also of b");
        assertThat(keys(c)).containsExactly(c.key(new byte[] {1}));
        assertThat(keys(task.records('d'))).isEmpty();
    }

    @Test
    void shouldReadRecordsWithinBothBounds() {
        Section section = task.records('b');
        for (byte i = 0; i < 5; i++) {
            section.put(section.key(new byte[] {i}), new byte[] {i});
        }
        section.put(section.key(new byte[] {(byte) 0xff, 1}), new byte[] {9});
        Section next = task.records('c');
        next.put(next.key(new byte[] {0}), new byte[] {1});

        Bytes one = section.key(new byte[] {1});
        Bytes three = section.key(new byte[] {3});
        assertThat(keys(section, one, three)).containsExactly(one, section.key(new byte[] {2}), three);
        assertThat(keys(section, three, null)).hasSize(3);
        assertThat(keys(section, null, one)).hasSize(2);
        section.put(three, null);
        assertThat(section.get(three)).isNull();
        assertThat(keys(section)).hasSize(5);
    }

    @Test
    void shouldForgetTheObjectsOfAnEarlierLife() {
        LiveStore<StringBuilder> before = objects('a');
        before.add("key", new StringBuilder("committed"));
        task.flushCache();
        var handle = before.find("key");
        handle.value().append(" no more");

        LiveStore<StringBuilder> after = objects('a');

        assertThat(after.find("key").value()).hasToString("committed");
        assertThatThrownBy(handle::changed).isInstanceOf(IllegalStateException.class);
        task.flushCache();
        assertThat(inner.get(Bytes.wrap("akey".getBytes(StandardCharsets.UTF_8))))
                .asString()
                .isEqualTo("committed");
    }

    @Test
    void shouldRefuseANameThatIsNotAscii() {
        assertThatThrownBy(() -> task.records('\u0000'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> task.records('\u0100')).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAlwaysBeLogged() {
        TaskStoreBuilder builder = new TaskStoreBuilder("task");
        assertThat(builder.loggingEnabled()).isTrue();
        assertThatThrownBy(builder::withLoggingDisabled).isInstanceOf(UnsupportedOperationException.class);
    }

    private LiveStore<StringBuilder> objects(char section) {
        return task.objects(section, new TextCodec(), 1);
    }

    private static List<String> all(LiveStore<StringBuilder> store) {
        List<String> found = new ArrayList<>();
        store.pass().next(Integer.MAX_VALUE, text -> found.add(text.toString()));
        return found;
    }

    private static List<Bytes> keys(Section section) {
        return keys(section, null, null);
    }

    private static List<Bytes> keys(Section section, Bytes from, Bytes to) {
        List<Bytes> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> records = section.range(from, to)) {
            records.forEachRemaining(record -> found.add(record.key));
        }
        return found;
    }
}
