package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.Stage;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long DAWN = 1_772_380_800_000L;
    private static final long DAY = 86_400_000;
    private static final long SLACK = 60_000;
    private static final String PREFIX = DirectiveId.prefix("farm", DAWN);

    @Property
    void shouldBeLiveUntilItExpires(
            @ForAll @LongRange(min = 1, max = 1_000_000) long sequence,
            @ForAll @LongRange(min = 0, max = DAY) long life,
            @ForAll @LongRange(min = 0, max = 2 * DAY) long after) {
        String id = DirectiveId.of(PREFIX, sequence, DAWN + life);
        boolean live = DirectiveId.isLive(id, PREFIX, sequence, DAWN + after, SLACK);
        assertThat(live).isEqualTo(after < Math.floorDiv(life, 1_000) * 1_000 + 1_000 + SLACK);
        assertThat(DirectiveId.isLive(id, PREFIX, sequence - 1, DAWN, SLACK)).isFalse();
    }

    @Property
    void shouldNeverTakeGarbageForADirective(@ForAll String garbage) {
        Account account = account(10);
        assertThat(account.chargedPeriod(garbage, 9, DAWN, SLACK)).isNull();
        boolean number = garbage.matches("[0-9a-zA-Z]{1,12}");
        if (!number) {
            assertThat(account.chargedPeriod(PREFIX + garbage, 9, DAWN, SLACK)).isNull();
            assertThat(account.chargedPeriod(PREFIX + "1~" + garbage, 9, DAWN, SLACK))
                    .isNull();
        }
    }

    @Test
    void shouldNotTakeADirectiveThatNeverExpires() {
        Account account = account(10);
        for (String expiry : new String[] {"zzzzzzzzzzzz", "zzzzzzzzzzz", "zzzzzzzz"}) {
            assertThat(account.chargedPeriod(PREFIX + "1~" + expiry, 9, DAWN + DAY + 2 * SLACK, SLACK))
                    .as(expiry)
                    .isNull();
        }
    }

    @Test
    void shouldChargeThePeriodOfTheDirective() {
        Account account = account(10);
        String old = DirectiveId.of(account.current().prefix(), 1, DAWN + DAY);
        account.roll(DAWN + DAY, DAWN + 2 * DAY);
        assertThat(account.chargedPeriod(old, 1, DAWN + DAY, SLACK)).isSameAs(account.previous());
        String current = DirectiveId.of(account.current().prefix(), 2, DAWN + DAY + 1_000);
        assertThat(account.chargedPeriod(current, 2, DAWN + DAY, SLACK)).isSameAs(account.current());
        account.roll(DAWN + 2 * DAY, DAWN + 3 * DAY);
        assertThat(account.chargedPeriod(old, 2, DAWN + DAY, SLACK)).isNull();
        String other = DirectiveId.of(DirectiveId.prefix("farm-2", DAWN + DAY), 1, DAWN + 2 * DAY);
        assertThat(account.chargedPeriod(other, 2, DAWN + DAY, SLACK)).isNull();
    }

    @Test
    void shouldKeepEverythingInARoundTrip() {
        Account account = account(10);
        account.current().charge();
        account.suspension().until(0.25);
        account.issued().set(Set.of(Surface.FEED, Surface.LIVE), 1.5, 0.5);
        account.response().advance(0.1);
        account.response().push(0.5, true);
        account.response().charge();
        account.reach().offered(0.1);
        account.reachable(9, 6);
        account.roll(DAWN + DAY, DAWN + 2 * DAY);
        account.suspension().until(Double.POSITIVE_INFINITY);

        byte[] bytes = bytes(account);
        Account read = Account.read(new StateReader(bytes));

        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.previous().spent()).isEqualTo(1);
        assertThat(read.previous().book()).isEqualTo(1);
        assertThat(read.issued().surfaces()).containsExactlyInAnyOrder(Surface.FEED, Surface.LIVE);
        assertThat(read.suspension().isSuspended()).isTrue();
        assertThat(read.stage()).isEqualTo(Stage.GROW);
    }

    @Test
    void shouldSayOnceThatItWaits() {
        Account account = account(10);
        assertThat(account.suspension().await()).isFalse();
        account.suspension().until(0.5);
        assertThat(account.suspension().await()).isTrue();
        assertThat(account.suspension().await()).isFalse();
        account.suspension().until(0.6);
        assertThat(account.suspension().await()).isTrue();
        account.suspension().until(Double.POSITIVE_INFINITY);
        assertThat(account.suspension().await()).isFalse();
    }

    @Test
    void shouldNoteTheBeatOnlyWhenTermsChange() {
        Account account = account(10);
        account.enrol(1, Stage.GROW, 10, 2, 100, 9);
        assertThat(account.changedAtBeat()).isEqualTo(5);
        account.enrol(1, Stage.GROW, 11, 2, 100, 9);
        assertThat(account.changedAtBeat()).isEqualTo(9);
        assertThatThrownBy(() -> account.current().grant(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldEstimateASteadyRate(
            @ForAll @LongRange(min = 1, max = 1_000) long gap, @ForAll @DoubleRange(min = 1, max = 5) double weight) {
        RateEstimate rate = new RateEstimate();
        double tau = 200.0 * gap;
        long now = DAWN;
        for (int i = 0; i < 4_000; i++) {
            now += gap;
            rate.add(now, weight, tau);
        }
        assertThat(rate.at(now, tau)).isCloseTo(weight / gap, within(0.01 * weight / gap));
        assertThat(rate.at(now + (long) tau, tau)).isCloseTo(weight / gap / Math.E, within(0.01 * weight / gap));
        assertThat(rate.at(now - 1, tau)).isEqualTo(rate.at(now, tau));
    }

    private static Account account(long granted) {
        Account account = new Account("farm");
        account.enrol(1, Stage.GROW, 10, 2, 100, 5);
        account.roll(DAWN, DAWN + DAY);
        account.current().grant(granted);
        return account;
    }

    private static byte[] bytes(Account account) {
        StateWriter writer = new StateWriter();
        account.write(writer);
        return writer.toByteArray();
    }
}
