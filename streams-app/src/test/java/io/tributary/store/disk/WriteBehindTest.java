package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindTest {
    @TempDir
    private Path folder;

    private final Queue<Runnable> held = new ArrayDeque<>();
    private DiskTable table;
    private WriteBehind behind;

    @BeforeEach
    void open() {
        table = DiskTable.open(folder);
        behind = new WriteBehind(table, held::add);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void shouldServeWhatIsOnItsWay() {
        behind.write(records("a", "1", "b", "1", "c", "1"), 3);
        behind.await();
        behind.write(records("b", "2", "c", null), 5);

        assertThat(behind.isBusy()).isTrue();
        assertThat(table.offset()).isEqualTo(3);
        assertThat(text("b")).isEqualTo("2");
        assertThat(text("c")).isNull();
        assertThat(Changelog.contentOf(behind.scan(KeyRange.ALL))).isEqualTo(Map.of("a", "1", "b", "2"));

        held.forEach(Runnable::run);

        assertThat(behind.isBusy()).isFalse();
        assertThat(table.offset()).isEqualTo(5);
        assertThat(Changelog.contentOf(behind.scan(KeyRange.ALL))).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void shouldWriteOneBatchAfterTheOther() {
        behind.write(records("a", "1"), 1);
        behind.write(records("a", "2"), 2);

        assertThat(table.offset()).isEqualTo(1);
        behind.await();
        assertThat(table.offset()).isEqualTo(2);
        assertThat(text("a")).isEqualTo("2");
    }

    @Test
    void shouldSayThatTheDiskFailedInsteadOfGoingOn() {
        table.close();
        behind.write(records("a", "1"), 1);
        held.forEach(Runnable::run);

        assertThatThrownBy(behind::isBusy).isInstanceOf(ProcessorStateException.class);
        assertThatThrownBy(() -> behind.write(records("a", "2"), 2)).isInstanceOf(ProcessorStateException.class);
        assertThat(text("a")).as("not lost from memory").isEqualTo("1");
    }

    @Test
    void shouldWriteOnAThreadOfItsOwn() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        WriteBehind.sharedThread().execute(() -> {
            begun.countDown();
            await(busy);
        });
        begun.await();
        WriteBehind own = new WriteBehind(table, WriteBehind.sharedThread());
        own.write(records("a", "1"), 1);
        assertThat(own.isBusy()).isTrue();

        busy.countDown();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !own.isBusy());
        assertThat(table.offset()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(String key) {
        byte[] value = behind.get(Bytes.wrap(Changelog.utf8(key)));
        return value == null ? null : Changelog.text(value);
    }

    private static PendingRecords records(String... keysAndValues) {
        PendingRecords records = new PendingRecords();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1];
            records.put(Bytes.wrap(Changelog.utf8(keysAndValues[i])), value == null ? null : Changelog.utf8(value));
        }
        return records;
    }
}
