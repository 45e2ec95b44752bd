package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.rules.RuleBook;
import io.tributary.engine.Engine;
import io.tributary.engine.StoredTask;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a merchant and is no impression, order or profile. */
class MerchantEventsTest {
    private static final long NOON = 1_772_424_000_000L;
    private static final MerchantPolicy POLICY =
            MerchantPolicy.of(300_000, 600_000, 15_000, ZoneId.of("Asia/Shanghai"));

    private final Map<String, MerchantState> merchants = new LinkedHashMap<>();
    private final StoredTask stored = StoredTask.empty();
    private final MerchantTask task = new MerchantTask(
            POLICY,
            stored.state(),
            Engine.of(POLICY, stored, new FakeBook(merchants), TaskMemos.inMemory()),
            RuleBook.EMPTY,
            new SaidByTask());

    @Test
    void shouldChangeItsMerchantAndHaveItVisited() {
        task.wallClock(NOON);
        task.event("m1", null, NOON, merchant -> merchant.soldIn("CNY"));
        assertThat(merchants).containsOnlyKeys("m1");
        MerchantState merchant = merchants.get("m1");
        assertThat(merchant.currencies()).isEqualTo(Currencies.NONE.with("CNY"));
        assertThat(merchant.isQueued()).isTrue();
    }

    @Test
    void shouldTakeTheMerchantThatIsAtHand() {
        task.wallClock(NOON);
        task.event("m1", null, NOON, merchant -> {});
        MerchantState first = merchants.get("m1");
        task.event("m1", first, NOON, merchant -> assertThat(merchant).isSameAs(first));
    }

    @Test
    void shouldRefuseWhatIsDatedAhead() {
        task.wallClock(NOON);
        assertThatThrownBy(() -> task.event("m1", null, NOON + 3 * 86_400_000, merchant -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time");
        assertThat(merchants).isEmpty();
    }

    @Test
    void shouldNotVisitWhoseEventIsRefused() {
        task.wallClock(NOON);
        assertThatThrownBy(() -> task.event("m1", null, NOON, merchant -> {
                    throw new IllegalArgumentException("rating: must be 1 to 5");
                }))
                .hasMessage("rating: must be 1 to 5");
        assertThat(merchants.get("m1").isQueued()).isFalse();
    }

    @Test
    void shouldCountAReportedEventOnceAndRememberWhenItsTypeCameFirst() {
        task.wallClock(NOON);
        task.reported("m1", null, reported(1, "listed", NOON - 5, ""));
        task.reported("m1", null, reported(2, "listed", NOON - 9, ""));
        task.reported("m1", null, reported(2, "listed", NOON - 9, ""));
        assertThat(merchants.get("m1").milestones().firstAt("listed")).isEqualTo(NOON - 9);
        assertThat(stored.state().counters().merchantEvents).isEqualTo(2);
        assertThat(stored.state().counters().duplicates).isEqualTo(1);
    }

    @Test
    void shouldDecideAgainWhereRulesMayAskForAReportedEvent() {
        task.wallClock(NOON);
        task.reported("m1", null, reported(1, "live", NOON - 5, ""));
        MerchantState merchant = merchants.get("m1");
        assertThat(merchant.isUndecided()).isTrue();
        merchant.undecided(false);
        task.reported("m1", null, reported(2, "live", NOON, ""));
        assertThat(merchant.isUndecided()).isFalse();
        task.reported("m1", null, reported(3, "live", NOON, "farm"));
        assertThat(merchant.isUndecided()).isTrue();
    }

    @Test
    void shouldRefuseAReportThatIsDatedAheadOrLacksItsProgramme() {
        task.wallClock(NOON);
        assertThatThrownBy(() -> task.reported("m1", null, reported(1, "listed", NOON + 3 * 86_400_000, "")))
                .hasMessageContaining("time");
        assertThatThrownBy(() -> reported(1, "applied", NOON, ""))
                .hasMessage("programmeId: is missing, must be the programme that the event 'applied' is about");
        assertThat(merchants).isEmpty();
    }

    private static ReportedEvent reported(long id, String type, long time, String programmeId) {
        return new ReportedEvent(id, type, time, 1, programmeId, "");
    }
}
