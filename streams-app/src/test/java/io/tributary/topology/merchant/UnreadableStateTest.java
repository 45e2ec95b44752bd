package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.schemas.fault.Fault;
import io.tributary.schemas.fault.Reaction;
import io.tributary.text.ErrorText;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task whose store holds records that another version has written: it stops, and says why and what can be done. */
class UnreadableStateTest {
    private static final int VERSION = 9;

    @ParameterizedTest
    @ValueSource(chars = {'m', 't'})
    void shouldStopOnceWithALineThatNamesTheRemedy(char section) {
        try (MerchantFixture before = new MerchantFixture()) {
            before.grant(NOON, 100, "a", "b");
            try (MerchantFixture task = before.restarted()) {
                setVersion(task.stored(), section);

                Throwable error = catchThrowable(() -> {
                    task.show("a", task.impression(NOON));
                    task.beat(NOON + 1_000);
                });

                assertThat(ErrorText.of(error))
                        .startsWith("a record of the store is of version 9")
                        .endsWith("or have `tributary state rebuild` make the state anew");
                assertThat(Fault.of(error)).isEqualTo(Fault.UNREADABLE_STATE);
                assertThat(Fault.of(error).reaction()).isEqualTo(Reaction.SHUT_DOWN);
                assertThat(task.deadLetters.isEmpty()).isTrue();
            }
        }
    }

    /** Main records: the first byte of each is the version. */
    private static void setVersion(KeyValueStore<Bytes, byte[]> store, char section) {
        List<KeyValue<Bytes, byte[]>> records = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(records::add);
        }
        records.removeIf(each -> each.key.get()[0] != section || new String(each.key.get()).indexOf('\0') >= 0);
        assertThat(records).isNotEmpty();
        records.forEach(each -> {
            byte[] other = each.value.clone();
            other[0] = VERSION;
            store.put(each.key, other);
        });
    }
}
