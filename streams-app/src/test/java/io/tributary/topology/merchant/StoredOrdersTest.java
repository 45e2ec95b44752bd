package io.tributary.topology.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.order.OrderMemo;
import io.tributary.store.live.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class StoredOrdersTest {
    /** A hundredth of all keys. */
    private static final long EVENLY = Long.divideUnsigned(-1, 100);

    private final KeyValueStore<Bytes, byte[]> store = open();
    private final StoredOrders orders = orders(store);

    private static StoredOrders orders(KeyValueStore<Bytes, byte[]> store) {
        return new StoredOrders(new Section(store, 'o'));
    }

    private static KeyValueStore<Bytes, byte[]> open() {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("orders"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    @Test
    void shouldFindWhatWasPutAndNothingElse() {
        put(3, 4, 1_000);
        assertThat(orders.find(3, 4).updatedAt()).isEqualTo(1_000);
        assertThat(orders.find(3, 4).seen(2)).isTrue();
        assertThat(orders.find(4, 3)).isNull();
    }

    /** However small the share, every memo is looked at sooner or later; one that was prefetched since is kept. */
    @Property(tries = 40)
    void shouldDropAllThatIsOldAndNothingElse(@ForAll long seed) {
        StoredOrders swept = orders(open());
        Random random = new Random(seed);
        Map<Long, Long> prefetched = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            long id = random.nextLong();
            prefetched.put(id, (long) random.nextInt(2_000));
            swept.put(memo(id, -id, prefetched.get(id)));
        }
        for (int i = 0; i < 40; i++) {
            swept.sweep(1_000, 0.05);
        }
        prefetched.forEach((id, time) -> assertThat(swept.find(id, -id) != null)
                .as("prefetched at %d", time)
                .isEqualTo(time >= 1_000));
    }

    @Test
    void shouldGoOnWhereItStoppedAfterARestart() {
        for (int i = 0; i < 100; i++) {
            put(i * EVENLY, i, 1_000);
        }
        orders.sweep(2_000, 0.595);
        assertThat(count()).isEqualTo(40 + 1);
        for (int i = 0; i < 60; i++) {
            put(i * EVENLY, i, 1_000);
        }
        orders(store).sweep(2_000, 0.5);
        assertThat(orders.find(EVENLY, 1)).as("before the place").isNotNull();
        assertThat(orders.find(99 * EVENLY, 99)).as("behind the place").isNull();
        assertThat(count()).as("the place is the beginning again").isEqualTo(60);
    }

    @Test
    void shouldLookAtALimitedNumberOfMemos() {
        for (int i = 1; i <= HashedRecords.MOST_SWEPT + 5; i++) {
            put(i, i, 1_000);
        }
        orders.sweep(2_000, 1);
        assertThat(count()).isEqualTo(5 + 1);
        orders.sweep(2_000, 1);
        assertThat(count()).isZero();
    }

    private long count() {
        return store.approximateNumEntries();
    }

    private void put(long first, long second, long time) {
        orders.put(memo(first, second, time));
    }

    private static OrderMemo memo(long first, long second, long time) {
        OrderMemo memo = new OrderMemo(first, second);
        memo.see(2, time);
        return memo;
    }
}
