package io.tributary.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.merchant.MerchantState;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UnwrittenMerchantsTest {
    private record Lag(MerchantState merchant, long from) {}

    @Property(tries = 200)
    void shouldBeAQueue(@ForAll long seed) {
        Random random = new Random(seed);
        UnwrittenMerchants unwritten = new UnwrittenMerchants();
        Queue<Lag> expected = new ArrayDeque<>();
        int most = 1 + random.nextInt(100);
        for (int position = 0; position < 1_000; position++) {
            boolean adds = expected.isEmpty() || expected.size() < most && random.nextInt(5) < 3;
            if (adds) {
                MerchantState merchant = new MerchantState("m" + position);
                merchant.journalled(position);
                unwritten.add(merchant);
                expected.add(new Lag(merchant, position));
                if (random.nextInt(4) == 0) {
                    merchant.snapshotTaken(position + 10_000);
                }
            } else {
                Lag oldest = expected.remove();
                assertThat(unwritten.oldest()).isEqualTo(oldest.from());
                assertThat(unwritten.isCurrent()).isEqualTo(oldest.merchant().lacksFrom() == oldest.from());
                assertThat(unwritten.remove()).isSameAs(oldest.merchant());
            }
            assertThat(unwritten.size()).isEqualTo(expected.size());
            assertThat(unwritten.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }
}
