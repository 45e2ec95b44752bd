package io.tributary.engine.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.engine.StoredTask;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private final MerchantRepository repository = MerchantRepository.inMemory();
    private final StoredTask stored = StoredTask.empty();
    private final Prefetch prefetch = new Prefetch(repository, stored.impressions());

    @Test
    void shouldFindTheMerchantsThatAreAtHand() {
        MerchantState first = repository.add("m1");
        MerchantState second = repository.add("商家");
        MerchantState[] found = {null, second, second, null};
        prefetch.events(
                new byte[][] {key("m1"), null, key("unknown"), key("商家")},
                found,
                new ImpressionEvent[] {impression(1), null, impression(2), null},
                4);
        assertThat(found).containsExactly(first, null, null, second);
    }

    @Test
    void shouldLookOnlyAtThoseThatCount() {
        MerchantState first = repository.add("m1");
        MerchantState[] found = {null, first};
        prefetch.events(new byte[][] {key("m1"), null}, found, new ImpressionEvent[] {impression(1), null}, 1);
        assertThat(found).containsExactly(first, first);
    }

    @Test
    void shouldChangeNothing() {
        MerchantState merchant = repository.add("m1");
        prefetch.events(
                new byte[][] {key("m1"), key("m2")},
                new MerchantState[2],
                new ImpressionEvent[] {impression(1), impression(2)},
                2);
        assertThat(stored.impressions().contains(merchant.own(1), merchant.own(-1)))
                .as("an id that was only prefetched is not seen")
                .isFalse();
        assertThat(repository.find("m2")).isNull();
        assertThat(merchant.isQueued()).isFalse();
        assertThat(merchant.isIdle()).isTrue();
    }

    @Test
    void shouldPassOverMerchantsThatAreMissing() {
        assertThat(Prefetch.counts(new MerchantState[] {null, null}, 2)).isZero();
    }

    private static byte[] key(String merchantId) {
        return merchantId.getBytes(StandardCharsets.UTF_8);
    }

    private static ImpressionEvent impression(long id) {
        return new ImpressionEvent(id, -id, Surface.FEED, 9, 2, true, false, null, Double.NaN, 5, 1_772_380_800_000L);
    }
}
