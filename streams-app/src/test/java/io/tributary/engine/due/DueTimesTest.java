package io.tributary.engine.due;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.merchant.CountedImpression;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.metric.Measure;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final long MINUTE = 60_000;
    private static final long DAWN = 1_772_380_800_000L;
    private static final Recount RECOUNT =
            new Recount(MerchantPolicy.of(20_000, 60_000, 0, ZoneId.of("Asia/Shanghai")));

    private final MerchantRepository merchants = MerchantRepository.inMemory();
    private final DueTimes times = new DueTimes(merchants);

    @Test
    void shouldHandOverAMerchantOnceItsTimeHasComeAndOnlyOnce() {
        MerchantState merchant = dueAtTheEndOf(DAWN);
        times.schedule(merchant);

        assertThat(poll(DAWN + MINUTE - 1)).isEmpty();
        assertThat(poll(DAWN + MINUTE)).containsExactly(merchant);
        assertThat(poll(DAWN + 2 * MINUTE)).isEmpty();
    }

    @Test
    void shouldForgetATimeThatAnEarlierOneHasReplaced() {
        MerchantState merchant = dueAtTheEndOf(DAWN + MINUTE);
        times.schedule(merchant);
        count(merchant, DAWN);
        times.schedule(merchant);

        assertThat(poll(DAWN + MINUTE)).containsExactly(merchant);
        assertThat(merchant.dueAt()).isEqualTo(DAWN + MINUTE);
    }

    @Test
    void shouldNotHoldWhoIsNeverDue() {
        times.schedule(merchants.add("m1"));

        assertThat(poll(Long.MAX_VALUE)).isEmpty();
    }

    private MerchantState dueAtTheEndOf(long minute) {
        MerchantState merchant = merchants.add("m1");
        count(merchant, minute);
        return merchant;
    }

    private static void count(MerchantState merchant, long time) {
        RECOUNT.impression(merchant, time, CountedImpression.of(0, Measure.IMPRESSIONS.bit(), 0, false));
    }

    private List<MerchantState> poll(long now) {
        List<MerchantState> due = new ArrayList<>();
        times.poll(now, due::add);
        return due;
    }
}
