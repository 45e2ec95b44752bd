package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedStoreTest {
    private static final TopicPartition PARTITION = new TopicPartition("changelog", 0);

    @TempDir
    private Path folder;

    private final Changelog changelog = new Changelog();
    private CommittedStore store;

    @BeforeEach
    void open() {
        store = new CommittedStore("test", 0, Long.MAX_VALUE, Runnable::run);
        store.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldWriteAtTheFirstPutAfterACommitWithTheOffsetOfTheLastOneBeforeIt() {
        put("a", "1");
        put("b", "2");
        assertThat(store.committedOffset(PARTITION)).isEqualTo(DiskTable.BEGINNING);
        commit();
        assertThat(store.committedOffset(PARTITION)).isEqualTo(DiskTable.BEGINNING);

        put("a", "3");

        assertThat(store.committedOffset(PARTITION)).isEqualTo(1);
        assertThat(text("a")).isEqualTo("3");
        reopen();
        assertThat(text("a")).isEqualTo("1");
        assertThat(text("b")).isEqualTo("2");
    }

    @Test
    void shouldNotTakeASealForACommitWhenItCloses() {
        put("a", "1");
        commit();
        put("a", "2");
        // So Streams closes a task whose last commit has failed.
        store.flushCache();
        store.commit(Map.of(PARTITION, changelog.lastWritten()));
        changelog.abort();

        reopen();

        assertThat(store.committedOffset(PARTITION)).isZero();
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    void shouldKeepItsDiskWhenATransactionIsLostInAProcessThatLivesOn() {
        put("a", "1");
        commit();
        put("b", "2");
        store.flushCache();
        changelog.abort();

        reopen();

        assertThat(store.committedOffset(PARTITION)).isZero();
        assertThat(Changelog.contentOf(store.all())).hasToString("{a=1}");
    }

    @Test
    void shouldWriteWhatIsSealedWhenItBecomesAStandby() {
        put("a", "1");
        commit();

        store.clearCache();

        assertThat(store.committedOffset(PARTITION)).isZero();
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    void shouldKeepNothingWhenTheContentIsNotToBeTrusted() {
        put("a", "1");
        commit();
        store.put(Bytes.wrap(new byte[] {(byte) 0xff, (byte) 0xff}), new byte[] {1});
        commit();
        put("b", "2");

        store.commit(Map.of());

        assertThat(store.committedOffset(PARTITION)).isEqualTo(DiskTable.BEGINNING);
        assertThat(Changelog.contentOf(store.all())).isEmpty();
        reopen();
        assertThat(store.committedOffset(PARTITION)).isEqualTo(DiskTable.BEGINNING);
        assertThat(Changelog.contentOf(store.all())).isEmpty();
    }

    @Test
    void shouldMergeWhatIsPendingWithTheDiskInOrder() {
        for (String each : new String[] {"a1", "a3", "a4", "b1"}) {
            put(each, "old");
        }
        commit();
        put("a2", "new");
        put("a3", "new");
        put("a4", null);

        assertThat(Changelog.contentOf(store.all())).hasToString("{a1=old, a2=new, a3=new, b1=old}");
        assertThat(Changelog.contentOf(store.range(key("a2"), key("a3")))).hasToString("{a2=new, a3=new}");
        assertThat(Changelog.contentOf(store.range(null, key("a1")))).hasToString("{a1=old}");
        assertThat(Changelog.contentOf(store.range(key("b"), null))).hasToString("{b1=old}");
        assertThat(Changelog.contentOf(store.range(key("b"), key("a")))).isEmpty();
        assertThat(Changelog.contentOf(store.prefixScan("a", new StringSerializer())))
                .hasToString("{a1=old, a2=new, a3=new}");
    }

    @Test
    void shouldScanAPrefixThatEndsWithTheHighestByte() {
        Bytes last = Bytes.wrap(new byte[] {(byte) 0xff, 1});
        store.put(last, new byte[] {1});
        try (KeyValueIterator<Bytes, byte[]> found =
                store.prefixScan(new byte[] {(byte) 0xff}, (topic, prefix) -> prefix)) {
            assertThat(found.next().key).isEqualTo(last);
            assertThat(found.hasNext()).isFalse();
        }
    }

    @Test
    void shouldTellWhatWasThereBefore() {
        put("a", "1");
        assertThat(store.putIfAbsent(key("a"), Changelog.utf8("2"))).isEqualTo(Changelog.utf8("1"));
        assertThat(store.delete(key("a"))).isEqualTo(Changelog.utf8("1"));
        assertThat(store.putIfAbsent(key("a"), Changelog.utf8("3"))).isNull();
        assertThat(text("a")).isEqualTo("3");
        assertThat(store.approximateNumEntries()).isPositive();
    }

    @Test
    void shouldRefuseTheEmptyKeyAndReadsAfterItIsClosed() {
        assertThatThrownBy(() -> put("", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
        KeyValueIterator<Bytes, byte[]> open = store.all();
        store.close();
        assertThat(store.isOpen()).isFalse();
        assertThat(open.hasNext()).isFalse();
        assertThatThrownBy(() -> text("a")).isInstanceOf(InvalidStateStoreException.class);
    }

    private void put(String key, String value) {
        store.put(key(key), value == null ? null : Changelog.utf8(value));
        changelog.append(key, value);
    }

    private void commit() {
        store.flushCache();
        changelog.commit();
        store.commit(Map.of(PARTITION, changelog.lastWritten()));
    }

    private void reopen() {
        store.close();
        open();
    }

    private String text(String key) {
        byte[] value = store.get(key(key));
        return value == null ? null : Changelog.text(value);
    }

    private static Bytes key(String key) {
        return Bytes.wrap(Changelog.utf8(key));
    }
}
