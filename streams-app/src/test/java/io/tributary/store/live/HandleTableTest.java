package io.tributary.store.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HandleTableTest {
    private static final int STEPS = 2_000;
    private static final int KEYS = 300;
    private static final int SPREAD = 1 << 16;

    private final HandleTable<Integer> table = new HandleTable<>();

    @Property(tries = 200)
    void shouldHoldWhatAMapHolds(@ForAll long seed) {
        Random random = new Random(seed);
        HandleTable<Integer> handles = new HandleTable<>();
        Map<String, Handle<Integer>> expected = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String key = (random.nextBoolean() ? "m" : "商家-") + random.nextInt(KEYS);
            Handle<Integer> held = expected.get(key);
            int kind = random.nextInt(100);
            if (kind == 0) {
                int rest = random.nextInt(3);
                handles.removeIf(handle -> handle.value() % 3 == rest);
                expected.values().removeIf(handle -> handle.value() % 3 == rest);
            } else if (kind < 40 && held != null) {
                handles.remove(held);
                expected.remove(key);
            } else {
                Handle<Integer> handle = handle(key, step);
                handles.put(handle);
                expected.put(key, handle);
            }
            assertThat(one(handles, key)).isSameAs(expected.get(key));
        }

        assertThat(handles.size()).isEqualTo(expected.size());
        for (int i = 0; i < KEYS; i++) {
            assertThat(one(handles, "m" + i)).isSameAs(expected.get("m" + i));
            assertThat(find(handles, "m" + i)).isSameAs(expected.get("m" + i));
            assertThat(find(handles, "商家-" + i)).isSameAs(expected.get("商家-" + i));
        }
        List<Handle<Integer>> all = new ArrayList<>();
        handles.forEach(all::add);
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @Test
    void shouldNotMistakeAKeyForAnotherOfTheSameHash() {
        Map<Integer, String> byHash = new HashMap<>();
        String other = null;
        int number = 0;
        while (other == null) {
            String key = "merchant-" + number++;
            other = byHash.put(HandleTable.hash(key.getBytes(StandardCharsets.UTF_8), 0), key);
        }
        String last = "merchant-" + (number - 1);
        table.put(handle(other, 1));
        assertThat(one(table, last)).isNull();
        assertThat(find(table, last)).isNull();
        table.put(handle(last, 2));

        assertThat(find(table, other).value()).isEqualTo(1);
        assertThat(find(table, last).value()).isEqualTo(2);
        table.remove(one(table, other));
        assertThat(one(table, other)).isNull();
        assertThat(one(table, last).value()).isEqualTo(2);
    }

    @Test
    void shouldSpreadKeysThatCountUp() {
        for (String form : List.of("%d", "m%06d", "merchant-%08d", "%08d-merchant")) {
            Set<Integer> slots = new HashSet<>();
            for (int i = 0; i < SPREAD; i++) {
                String key = String.format(form, i);
                slots.add(HandleTable.hash(key.getBytes(StandardCharsets.UTF_8), 0) & SPREAD - 1);
            }
            // Of as many slots as keys, random hashes take 1 - 1/e.
            assertThat(slots.size()).as(form).isBetween(SPREAD * 60 / 100, SPREAD);
        }
    }

    @Test
    void shouldFindTheEmptyKeyAndNoneInNothing() {
        assertThat(one(table, "")).isNull();
        table.put(handle("", 1));
        assertThat(find(table, "").value()).isEqualTo(1);
        table.clear();
        assertThat(find(table, "")).isNull();
        assertThat(table.size()).isZero();
    }

    private static Handle<Integer> handle(String key, int value) {
        return new Handle<>(null, ("t" + key).getBytes(StandardCharsets.UTF_8), value);
    }

    private static Handle<Integer> one(HandleTable<Integer> table, String key) {
        Handle<Integer> found = table.get(key.getBytes(StandardCharsets.UTF_8));
        assertThat(table.ofMain(("t" + key).getBytes(StandardCharsets.UTF_8))).isSameAs(found);
        return found;
    }

    /** Between others. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Handle<Integer> find(HandleTable<Integer> table, String key) {
        Handle<Integer>[] found = new Handle[3];
        table.get(new byte[][] {null, key.getBytes(StandardCharsets.UTF_8), {'-'}}, found, found.length);
        assertThat(found[0]).isNull();
        assertThat(found[2]).isNull();
        return found[1];
    }
}
