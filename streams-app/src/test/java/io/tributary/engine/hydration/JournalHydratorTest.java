package io.tributary.engine.hydration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.engine.journal.CountJournal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what is counted again is right is shown by the journal's own test, for a task that is killed at any moment. */
class JournalHydratorTest {
    private static final Recount RECOUNT =
            new Recount(MerchantPolicy.of(20_000, 60_000, 0, ZoneId.of("Asia/Shanghai")));

    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final JournalHydrator hydrator = new JournalHydrator(new CountJournal(), merchants, RECOUNT);

    @Test
    void shouldHydrateAMerchantOnce() {
        MerchantState merchant = merchants.add("m1");

        assertThat(hydrator.hydrate(merchant)).isTrue();
        assertThat(hydrator.hydrate(merchant)).isFalse();
    }

    @Test
    void shouldHydrateTheRestAFewAtATime() {
        List.of("m1", "m2", "m3").forEach(merchants::add);
        hydrator.hydrate(merchants.find("m2"));
        List<String> hydrated = new ArrayList<>();

        assertThat(hydrator.hydrate(2, merchant -> hydrated.add(merchant.id()))).isFalse();
        assertThat(hydrator.hydrate(2, merchant -> hydrated.add(merchant.id()))).isTrue();
        assertThat(hydrated).containsExactly("m1", "m3");
        assertThat(hydrator.hydrate(merchants.add("m4"))).as("not read back").isFalse();
    }

    @Test
    void shouldHaveNothingOverdueWithoutAJournalThatWasReadBack() {
        assertThat(hydrator.overdue()).isZero();
    }
}
