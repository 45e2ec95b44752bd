package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.programmes.v1.ClockLimit;
import io.tributary.programmes.v1.ClockSpan;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.SupportClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times that run for each merchant of its own. */
class MerchantClocksTest {
    private static final String MERCHANT = "m1";
    private static final long HOUR = 3_600_000;

    private MerchantFixture task = new MerchantFixture();
    private int version = 1;

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldEndAtItsMinuteInMidPeriod() {
        put(clock("JOINED").setLasts(hours(24)));
        join(NOON - 12 * HOUR - 24 * HOUR + HOUR);
        assertThat(eligible(NOON - 12 * HOUR)).isTrue();
        assertThat(told(NOON - 11 * HOUR - 1)).isNull();
        Decision over = decided(NOON - 11 * HOUR);
        assertThat(over.getEligible()).isFalse();
        assertThat(over.getClauses()).containsExactly("clock-over");
        assertThat(over.getReasons().get(0).getZh()).isEqualTo("商家在本计划中的扶持期已结束。");
        assertThat(over.getReasons().get(0).getEn()).isEqualTo("The merchant's time in the programme is over.");
    }

    @Test
    void shouldBeginAtItsMinuteAfterTheEvent() {
        put(clock("certificate-issued").setStartsAfter(hours(2)));
        join(DAWN - 30 * DAY);
        Decision before = decided(NOON);
        assertThat(before.getClauses()).containsExactly("clock-not-begun");
        report("certificate-issued", NOON + 60 * SECOND);
        assertThat(told(NOON + 61 * SECOND)).isNull();
        assertThat(told(NOON + 60 * SECOND + 2 * HOUR - 1)).isNull();
        assertThat(eligible(NOON + 60 * SECOND + 2 * HOUR)).isTrue();
    }

    @Test
    void shouldBeginWithTheFirstSaleAndEndWithWhatIsSold() {
        put(clock("FIRST_SALE").setUntil(new ClockLimit(3L, null, null)));
        join(DAWN - 30 * DAY);
        assertThat(eligible(NOON)).isFalse();
        task.sell(MERCHANT, MerchantSamples.order("o1", OrderStatus.PAID, 100, NOON + 1));
        assertThat(eligible(NOON + SECOND)).isTrue();
        for (int i = 2; i <= 4; i++) {
            task.sell(MERCHANT, MerchantSamples.order("o" + i, OrderStatus.PAID, 100, NOON + 2 * SECOND));
            if (i == 2) {
                task.sell(MERCHANT, MerchantSamples.order("o2", OrderStatus.REFUNDED, 100, NOON + 2 * SECOND));
            }
        }
        assertThat(told(NOON + 3 * SECOND)).as("two of them count").isNull();
        task.sell(MERCHANT, MerchantSamples.order("o5", OrderStatus.PAID, 100, NOON + 4 * SECOND));
        assertThat(decided(NOON + 5 * SECOND).getClauses()).containsExactly("clock-over");
        task.sell(MERCHANT, MerchantSamples.order("o5", OrderStatus.REFUNDED, 100, NOON + 6 * SECOND));
        assertThat(told(NOON + 7 * SECOND)).as("it stays over").isNull();
    }

    @Test
    void shouldRememberAfterARestartWhatWasSold() {
        put(clock("JOINED").setUntil(new ClockLimit(null, 1_000L, "CNY")));
        join(DAWN - 30 * DAY);
        assertThat(eligible(NOON)).isTrue();
        task.sell(MERCHANT, MerchantSamples.order("o1", OrderStatus.PAID, 999, NOON + 1));
        assertThat(told(NOON + SECOND)).isNull();
        restart();
        task.sell(MERCHANT, MerchantSamples.order("o1", OrderStatus.PAID, 999, NOON + 1));
        assertThat(told(NOON + 2 * SECOND)).isNull();
        task.sell(MERCHANT, MerchantSamples.order("o2", OrderStatus.PAID, 1, NOON + 2));
        assertThat(decided(NOON + 3 * SECOND).getClauses()).containsExactly("clock-over");
    }

    @Test
    void shouldNotBeginAgainForWhoComesBack() {
        put(clock("ENROLLED").setLasts(hours(3)));
        join(DAWN - 30 * DAY);
        assertThat(eligible(NOON)).isTrue();
        task.profiles.pipeInput(
                MERCHANT,
                MerchantSamples.profile(MERCHANT)
                        .setOptOut(true)
                        .setUpdatedAt(NOON)
                        .build(),
                NOON);
        assertThat(eligible(NOON + HOUR)).isFalse();
        restart();
        task.profiles.pipeInput(
                MERCHANT,
                MerchantSamples.profile(MERCHANT).setUpdatedAt(NOON + 1).build(),
                NOON);
        assertThat(eligible(NOON + 2 * HOUR)).isTrue();
        assertThat(decided(NOON + 3 * HOUR).getClauses()).containsExactly("clock-over");
    }

    @Test
    void shouldKeepWhatIsUnusedInAPauseAcrossARestart() {
        put(clock("ENROLLED").setLasts(hours(3)).setCarryOver(true));
        join(DAWN - 30 * DAY);
        assertThat(eligible(NOON)).isTrue();
        Programme paused = programme(clock("ENROLLED").setLasts(hours(3)).setCarryOver(true));
        paused.setStatus(ProgrammeStatus.PAUSED);
        task.put(paused);
        task.beat(NOON + HOUR);
        restart();
        task.beat(NOON + 5 * HOUR);
        put(clock("ENROLLED").setLasts(hours(3)).setCarryOver(true));
        assertThat(eligible(NOON + 6 * HOUR)).isTrue();
        assertThat(told(NOON + 8 * HOUR - 1)).isNull();
        assertThat(decided(NOON + 8 * HOUR).getClauses()).containsExactly("clock-over");
    }

    private void restart() {
        MerchantFixture before = task;
        task = before.restarted();
        before.close();
    }

    private void put(SupportClock.Builder clock) {
        task.put(programme(clock));
    }

    private Programme programme(SupportClock.Builder clock) {
        return MerchantSamples.programme(NEWCOMER, ++version)
                .setClock(clock.build())
                .build();
    }

    private static SupportClock.Builder clock(String from) {
        return SupportClock.newBuilder().setFrom(from);
    }

    private static ClockSpan hours(int count) {
        return ClockSpan.newBuilder().setHours(count).build();
    }

    private void join(long time) {
        task.profiles.pipeInput(
                MERCHANT, MerchantSamples.profile(MERCHANT).setJoinedAt(time).build(), DAWN);
    }

    private void report(String type, long time) {
        MerchantEvent event = MerchantEvent.newBuilder()
                .setEventId(type)
                .setType(type)
                .setTime(time)
                .build();
        task.events.pipeInput(MERCHANT, event, time);
    }

    private boolean eligible(long time) {
        return decided(time).getEligible();
    }

    private Decision decided(long time) {
        Entitlement told = told(time);
        assertThat(told).isNotNull();
        return told.getDecisions().get(0);
    }

    /** What the merchant is told at a beat; null when nothing. */
    private Entitlement told(long time) {
        task.beat(time);
        List<Entitlement> all = task.entitlements.readValuesToList();
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
