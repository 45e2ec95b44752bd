package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStoreTest {
    private static final String NUL = "\u0000";
    private static final char NOTES = 'n';

    private final KeyValueStore<Bytes, byte[]> inner = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("notes"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    private final TaskStore task = new TaskStore(inner);
    private final NoteCodec codec = new NoteCodec();
    private LiveStore<Note> store;

    /** A text with pages as parts; those that are null are deleted. */
    private static final class Note {
        private String text;
        private boolean idle = true;
        private final Map<String, String> pages = new HashMap<>();

        Note(String text) {
            this.text = text;
        }
    }

    private static final class NoteCodec implements ObjectCodec<Note> {
        private int writes;

        @Override
        public void write(Note note, PartSink sink) {
            writes++;
            sink.put("", utf8(note.text));
            note.pages.forEach((page, text) -> sink.put(page, text == null ? null : utf8(text)));
        }

        @Override
        public Note read(String key, byte[] main, PartSource source) {
            Note note = new Note(new String(main, StandardCharsets.UTF_8));
            byte[] first = source.get("1");
            if (first != null) {
                note.pages.put("1", new String(first, StandardCharsets.UTF_8));
            }
            return note;
        }

        @Override
        public boolean isIdle(Note note) {
            return note.idle;
        }
    }

    @BeforeEach
    void open() {
        inner.init(new MockProcessorContext<>().getStateStoreContext(), inner);
        store = task.objects(NOTES, codec, 2);
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldWriteWhatChangedOnceAndOnlyAtACommit() {
        Note note = add("a", "draft");
        note.text = "final";
        changed("a");
        changed("a");
        assertThat(stored("a")).isNull();

        task.flushCache();

        assertThat(stored("a")).isEqualTo("final");
        assertThat(codec.writes).isEqualTo(1);
        task.flushCache();
        assertThat(codec.writes).isEqualTo(1);
    }

    @Test
    void shouldGiveTheSameObjectUntilItIsLetGo() {
        Note note = add("a", "text");
        assertThat(get("a")).isSameAs(note);
        assertThat(store.find("b")).isNull();
    }

    @Test
    void shouldRefuseAChangeOfAnObjectThatIsNotInMemoryAnyMore() {
        add("a", "text");
        task.flushCache();
        Handle<Note> handle = store.find("a");
        task.clearCache();
        assertThatThrownBy(handle::changed).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldForgetWhatWasNotCommittedWhenTheInnerStoreChanges() {
        add("a", "old");
        task.flushCache();
        get("a").text = "new";
        changed("a");
        add("b", "never");

        task.clearCache();
        task.flushCache();

        assertThat(get("a").text).isEqualTo("old");
        assertThat(store.find("b")).isNull();
    }

    @Test
    void shouldLetIdleObjectsGoAfterACommitAndReadThemAgain() {
        add("a", "1").idle = false;
        add("b", "2");
        add("c", "3");
        assertThat(store.liveCount()).isEqualTo(3);

        task.flushCache();

        assertThat(store.liveCount()).isEqualTo(1);
        assertThat(get("b").text).isEqualTo("2");
        assertThat(store.liveCount()).isEqualTo(2);
    }

    @Test
    void shouldKeepObjectsBelowTheLimit() {
        add("a", "1");
        add("b", "2");
        task.flushCache();
        assertThat(store.liveCount()).isEqualTo(2);
    }

    @Test
    void shouldWriteReadAndDeleteParts() {
        add("a", "book").pages.put("1", "once upon a time");
        task.flushCache();
        assertThat(stored("a" + NUL + "1")).isEqualTo("once upon a time");
        task.clearCache();
        assertThat(get("a").pages).containsEntry("1", "once upon a time");

        get("a").pages.put("1", null);
        changed("a");
        task.flushCache();

        assertThat(stored("a" + NUL + "1")).isNull();
    }

    @Test
    void shouldVisitEveryObjectOnceAndNoPart() {
        add("a", "1").pages.put("1", "page");
        add("b", "2");
        task.flushCache();
        task.clearCache();
        get("b").text = "changed in memory";
        add("c", "3");

        List<String> seen = new ArrayList<>();
        all(note -> seen.add(note.text));

        assertThat(seen).containsExactlyInAnyOrder("1", "changed in memory", "3");
        assertThat(store.liveCount()).as("a was idle and is let go").isEqualTo(2);
    }

    @Test
    void shouldVisitObjectsInPartsWhileTheStoreIsUsed() {
        for (String key : List.of("a", "b", "c", "d", "e")) {
            add(key, key).pages.put("1", "page of " + key);
        }
        task.flushCache();
        task.clearCache();
        get("d").idle = false;

        List<String> seen = new ArrayList<>();
        var pass = store.pass();
        assertThat(pass.next(2, note -> seen.add(note.text))).isTrue();
        assertThat(seen).as("first what is in memory").containsExactly("d", "a");
        get("c").idle = false;
        get("e").text = "changed";
        changed("e");
        task.flushCache();
        assertThat(pass.next(2, note -> seen.add(note.text))).isTrue();
        assertThat(pass.next(2, note -> seen.add(note.text + " " + note.pages.get("1"))))
                .isFalse();

        assertThat(seen).containsExactly("d", "a", "b", "c", "changed page of e");
        assertThat(pass.next(2, note -> seen.add(note.text)))
                .as("nobody is left")
                .isFalse();
        assertThat(seen).hasSize(5);
    }

    @Test
    void shouldVisitWhatWasLetGoMeanwhile() {
        for (String key : List.of("a", "b", "c")) {
            add(key, key);
        }
        var pass = store.pass();
        List<String> seen = new ArrayList<>();
        assertThat(pass.next(0, note -> seen.add(note.text))).isTrue();

        task.flushCache();

        assertThat(store.liveCount()).isZero();
        while (pass.next(1, note -> seen.add(note.text))) {
            assertThat(seen).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(seen).contains("a", "b", "c");
    }

    @Test
    void shouldKeepWhatAVisitorMadeBusy() {
        add("a", "1");
        task.flushCache();
        task.clearCache();
        all(note -> {
            note.idle = false;
            note.text = "busy";
        });
        changed("a");
        task.flushCache();
        assertThat(stored("a")).isEqualTo("busy");
    }

    @Test
    void shouldRefuseAKeyWithNul() {
        add("a", "book").pages.put("1", "page");
        task.flushCache();
        assertThatThrownBy(() -> store.find("a" + NUL + "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> store.add(NUL, new Note(""))).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.liveCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToKeepNothing() {
        assertThatThrownBy(() -> task.objects('o', codec, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxIdle");
    }

    private void all(Consumer<Note> visitor) {
        assertThat(store.pass().next(Integer.MAX_VALUE, visitor)).isFalse();
    }

    private Note add(String key, String text) {
        Note note = new Note(text);
        store.add(key, note);
        return note;
    }

    private Note get(String key) {
        return store.find(key).value();
    }

    private void changed(String key) {
        store.find(key).changed();
    }

    private String stored(String key) {
        byte[] bytes = inner.get(Bytes.wrap(utf8(NOTES + key)));
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
