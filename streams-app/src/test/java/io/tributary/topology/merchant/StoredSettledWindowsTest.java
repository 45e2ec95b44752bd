package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.SettledWindows.Key;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.store.live.Section;
import io.tributary.topology.state.WriterSchemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class StoredSettledWindowsTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long DAWN = 1_772_380_800_000L;
    private static final String[] MERCHANTS = {"m", "m1", "m10", "商家", "", "\u0000"};

    private final WriterSchemas writers = WriterSchemas.inMemory();
    private KeyValueStore<Bytes, byte[]> store = open();

    private static KeyValueStore<Bytes, byte[]> open() {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("windows"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    private StoredSettledWindows windows() {
        return new StoredSettledWindows(new Section(store, 'w'), new SettledWindowFormat(writers));
    }

    /** Random windows, sweeps and restarts: what is found is what a plain map has. */
    @Property(tries = 60)
    void shouldHoldWhatAPlainMapHolds(@ForAll long seed) {
        store = open();
        Random random = new Random(seed);
        Map<Key, WindowsSnapshot> right = new HashMap<>();
        List<Key> all = new ArrayList<>();
        StoredSettledWindows windows = windows();
        long horizon = DAWN - 1;
        for (int step = 0; step < 300; step++) {
            Key key = key(random);
            if (key.dayEnd() > horizon) {
                all.add(key);
                right.put(key, window(key, random));
                windows.keep(key, right.get(key));
            }
            if (random.nextInt(20) == 0) {
                horizon += random.nextInt((int) DAY);
                windows.sweep(horizon);
                long swept = horizon;
                right.keySet().removeIf(each -> each.dayEnd() <= swept);
            }
            windows = random.nextInt(30) == 0 ? windows() : windows;
        }
        // A sweep comes to what is a minute over at least; who asks looks at the horizon first.
        long over = horizon - 60_000;
        windows.sweep(horizon);
        for (Key key : all) {
            if (key.dayEnd() > horizon) {
                assertThat(windows.find(key)).usingRecursiveComparison().isEqualTo(right.get(key));
            } else if (key.dayEnd() <= over) {
                assertThat(windows.find(key)).isNull();
            }
        }
    }

    private static Key key(Random random) {
        long dayEnd = DAWN + DAY * random.nextInt(12);
        boolean isDay = random.nextInt(4) == 0;
        long start = isDay ? dayEnd - DAY : dayEnd - HOUR * (1 + random.nextInt(24));
        String merchant = MERCHANTS[random.nextInt(MERCHANTS.length)];
        return new Key(merchant, dayEnd, isDay ? WindowSize.DAY : WindowSize.HOUR, start);
    }

    private static WindowsSnapshot window(Key key, Random random) {
        byte[] cells = new byte[random.nextInt(50)];
        random.nextBytes(cells);
        long length = key.size() == WindowSize.DAY ? DAY : HOUR;
        return new WindowsSnapshot(
                List.of(Membership.NONE),
                List.of(),
                0,
                List.of(new WindowsSnapshot.Window(key.size(), key.start(), length, WindowStatus.FINAL, cells)));
    }

    @Test
    void shouldDropALimitedNumberAtOnce() {
        StoredSettledWindows windows = windows();
        int many = StoredSettledWindows.MOST_SWEPT + 5;
        Random random = new Random(1);
        for (int i = 0; i < many; i++) {
            Key key = new Key("m" + i, DAWN, WindowSize.DAY, DAWN - DAY);
            windows.keep(key, window(key, random));
        }
        Key later = new Key("m1", DAWN + 1, WindowSize.DAY, DAWN + 1 - DAY);
        windows.keep(later, window(later, random));
        long before = store.approximateNumEntries();
        windows.sweep(DAWN);
        assertThat(before - store.approximateNumEntries()).isEqualTo(StoredSettledWindows.MOST_SWEPT);
        windows.sweep(DAWN);
        assertThat(before - store.approximateNumEntries()).isEqualTo(many);
        assertThat(windows.find(later)).isNotNull();
    }

    /** Where a day begins within an hour, too. */
    @Test
    void shouldKeepAllWindowsOfADayApart() {
        SettledWindowFormat format = new SettledWindowFormat(writers);
        Set<Bytes> keys = new HashSet<>();
        for (long shift : new long[] {0, HOUR / 2, HOUR / 4}) {
            keys.clear();
            for (long start = DAWN - 25 * HOUR; start < DAWN; start += HOUR) {
                keys.add(Bytes.wrap(format.key(new Key("m", DAWN - shift, WindowSize.HOUR, start))));
            }
            keys.add(Bytes.wrap(format.key(new Key("m", DAWN - shift, WindowSize.DAY, DAWN - 25 * HOUR))));
            assertThat(keys).hasSize(26);
        }
    }
}
