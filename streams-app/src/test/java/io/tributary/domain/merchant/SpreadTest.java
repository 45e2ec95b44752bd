package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import io.tributary.domain.rules.RuleBook;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long NOON = 1_780_027_200_000L;
    private static final long MINUTE = 60_000;
    private static final long SECOND = 1_000;
    private static final int MERCHANTS = 600;

    private final SaidByTask said = new SaidByTask();

    @Test
    void shouldPublishTheRowsOfAMinuteWithinTheSpreadEachMerchantAtItsOwnMoment() {
        Map<String, Long> publishedAt = publish(15_000);

        assertThat(publishedAt).hasSize(MERCHANTS);
        assertThat(publishedAt.values())
                .allSatisfy(time -> assertThat(time).isBetween(NOON + MINUTE, NOON + MINUTE + 15_000));
        Map<Long, Integer> perBeat = new HashMap<>();
        publishedAt.values().forEach(time -> perBeat.merge(time, 1, Integer::sum));
        assertThat(perBeat.values())
                .as("40 on average")
                .allSatisfy(count -> assertThat(count).isLessThan(80));
    }

    @Test
    void shouldPublishAtTheMinutesEndWithoutSpread() {
        assertThat(publish(0).values()).containsOnly(NOON + MINUTE);
    }

    @Test
    void shouldRefreshDirectivesBetweenAQuarterAndHalfOfTheirLife() {
        MerchantPolicy policy = MerchantPolicy.of(40_000, 0, 60_000, ZONE);
        for (int i = 0; i < MERCHANTS; i++) {
            MerchantState merchant = new MerchantState("merchant-" + i);
            merchant.nextDirective(NOON, NOON + 40_000);
            assertThat(policy.refreshedAt(merchant)).isBetween(NOON + 10_000, NOON + 20_000);
        }
        MerchantState merchant = new MerchantState("merchant");
        merchant.nextDirective(NOON, NOON + 40_000);
        assertThat(MerchantPolicy.of(40_000, 0, 0, ZONE).refreshedAt(merchant)).isEqualTo(NOON + 20_000);
    }

    @Test
    void shouldNeverPublishWhatIsNeverDue() {
        MerchantPolicy policy = MerchantPolicy.of(40_000, 0, 60_000, ZONE);

        assertThat(policy.publishedAt(Long.MAX_VALUE, new MerchantState("merchant")))
                .isEqualTo(Long.MAX_VALUE);
    }

    /** An impression of each merchant in one minute, then a beat a second: the beat that published each merchant's row. */
    private Map<String, Long> publish(long spreadMillis) {
        MerchantPolicy policy = MerchantPolicy.of(300_000, 600_000, spreadMillis, ZONE);
        StoredTask stored = StoredTask.empty();
        TaskEngine engine = Engine.of(policy, stored, MerchantRepository.inMemory(), TaskMemos.inMemory());
        MerchantTask task = new MerchantTask(policy, stored.state(), engine, RuleBook.EMPTY, said);
        long number = 1;
        beat(task, number++, NOON);
        for (int i = 0; i < MERCHANTS; i++) {
            task.impression("merchant-" + i, null, shown(i, NOON + i));
        }
        Map<String, Long> publishedAt = new HashMap<>();
        for (long time = NOON + SECOND; time <= NOON + 2 * MINUTE; time += SECOND) {
            said.rows.clear();
            beat(task, number++, time);
            for (String merchant : said.rows.keySet()) {
                assertThat(publishedAt.put(merchant, time)).as("a row again").isNull();
            }
        }
        return publishedAt;
    }

    private static void beat(MerchantTask task, long number, long time) {
        task.beat(new BeatTerms(number, time, SECOND, List.of(), Set.of(), 0), null);
    }

    private static ImpressionEvent shown(long id, long time) {
        return new ImpressionEvent(id, id, Surface.FEED, 0, 0, true, false, null, Double.NaN, 5, time);
    }
}
