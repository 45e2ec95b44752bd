package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Impressions that turn out to be invalid traffic: what they were counted for is taken back, once, wherever it was counted. */
class MerchantVerdictsTest {
    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }

    private Impression shown(Impression.Builder impression) {
        Impression record = impression.build();
        task.impressions.pipeInput("m1", record, record.getTime());
        return record;
    }

    private static IvtVerdict verdict(Impression about, long judgedAt) {
        return IvtVerdict.newBuilder()
                .setImpressionId(about.getImpressionId())
                .setSurface(about.getSurface())
                .setBaseRank(about.getBaseRank())
                .setFinalRank(about.getFinalRank())
                .setViewable(about.getViewable())
                .setDirectiveId(about.getDirectiveId())
                .setBucket(about.getBucket())
                .setTime(about.getTime())
                .setItem(about.getItem())
                .setJudgedAt(judgedAt)
                .setRelevanceLoss(about.getRelevanceLoss())
                .build();
    }

    private void judge(IvtVerdict verdict) {
        task.verdicts.pipeInput("m1", verdict, verdict.getJudgedAt());
    }

    private List<ConversionMetric> rows(WindowSize size) {
        return task.metrics.readValuesToList().stream()
                .filter(row -> row.getWindowSize() == size)
                .toList();
    }

    private List<LedgerEntry> entries(EntryKind kind) {
        return task.ledger.readValuesToList().stream()
                .filter(entry -> entry.getKind() == kind)
                .toList();
    }

    private String directive() {
        return task.lastBoost("m1").getDirectiveId();
    }

    @Test
    void shouldCreditAChargedExposureOnceAndSayWhy() {
        task.grant(NOON, 90, "m1");
        String directive = directive();
        Impression first = shown(task.boosted(directive, NOON));
        shown(task.boosted(directive, NOON));
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getSpent()).isEqualTo(2);
        assertThat(entries(EntryKind.CHARGE))
                .singleElement()
                .satisfies(charge -> assertThat(charge.getSpent()).isEqualTo(2));

        judge(verdict(first, NOON + SECOND));
        judge(verdict(first, NOON + SECOND));
        restart();
        judge(verdict(first, NOON + SECOND));
        PoolReport report = task.beat(NOON + 2 * SECOND);

        assertThat(report.getProgrammes().get(0).getSpent()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getTreatmentExposures()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getTreatmentTotal()).isEqualTo(1);
        assertThat(report.getCounters().getVerdicts()).isEqualTo(1);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(2);
        assertThat(report.getCounters().getUncredited()).isZero();
        assertThat(entries(EntryKind.CREDIT)).singleElement().satisfies(credit -> {
            assertThat(credit.getExposures()).isEqualTo(1);
            assertThat(credit.getSpent()).isEqualTo(1);
            assertThat(credit.getReason().getEn()).contains("invalid traffic");
        });
    }

    @Test
    void shouldBookChargesBeforeWhatIsCreditedOfThem() {
        task.grant(NOON, 90, "m1");
        String directive = directive();
        Impression first = shown(task.boosted(directive, NOON));
        shown(task.boosted(directive, NOON));
        judge(verdict(first, NOON));
        restart();
        task.beat(NOON + SECOND);

        List<LedgerEntry> entries = task.ledger.readValuesToList();
        assertThat(entries).extracting(LedgerEntry::getKind).containsExactly(EntryKind.CHARGE, EntryKind.CREDIT);
        assertThat(entries).extracting(LedgerEntry::getExposures).containsExactly(2L, 1L);
        assertThat(entries).extracting(LedgerEntry::getSpent).containsExactly(2L, 1L);
    }

    @Test
    void shouldRestateTheWindowsOfTheImpressionAndCountTheVerdictInItsOwn() {
        task.grant(NOON, 90, "m1");
        Impression charged = shown(task.boosted(directive(), NOON));
        Impression other = shown(task.impression(NOON).setBucket(500));
        task.beat(NOON + 2 * DAY);
        rows(WindowSize.DAY);

        judge(verdict(charged, NOON + 2 * DAY + MINUTE));
        judge(verdict(other, NOON + 2 * DAY + MINUTE));
        task.beat(NOON + 2 * DAY + 2 * MINUTE);
        assertThat(rows(WindowSize.DAY)).singleElement().satisfies(day -> {
            assertThat(day.getStatus()).isEqualTo(WindowStatus.RESTATED);
            assertThat(day.getRevision()).isEqualTo(2);
            assertThat(day.getImpressions()).isEqualTo(2);
            assertThat(day.getExposures()).isZero();
            assertThat(day.getCharged()).isZero();
            assertThat(day.getChargedTo()).isEmpty();
            assertThat(day.getInvalid()).isEqualTo(2);
            assertThat(day.getInvalidated()).isEqualTo(2);
            assertThat(day.getInvalidatedInWindow()).isZero();
        });
        task.beat(NOON + 4 * DAY);
        assertThat(rows(WindowSize.DAY)).singleElement().satisfies(day -> {
            assertThat(day.getInvalidatedInWindow()).isEqualTo(2);
            assertThat(day.getInvalid()).isZero();
            assertThat(day.getImpressions()).isZero();
        });
    }

    @Test
    void shouldTakeBackWhatIsInAnOpenMinute() {
        Impression first = shown(task.impression(NOON));
        shown(task.impression(NOON));
        Impression unseen = shown(task.impression(NOON).setViewable(false));
        judge(verdict(first, NOON));
        judge(verdict(unseen, NOON));
        restart();
        task.beat(NOON + 2 * MINUTE);
        assertThat(rows(WindowSize.MINUTE)).singleElement().satisfies(minute -> {
            assertThat(minute.getImpressions()).isEqualTo(3);
            assertThat(minute.getExposures()).isEqualTo(1);
            assertThat(minute.getInvalid()).isEqualTo(2);
            assertThat(minute.getInvalidatedInWindow()).isEqualTo(2);
        });
    }

    @Test
    void shouldTakeBackThePlacesThatItWasMovedDownBy() {
        Impression first = shown(task.impression(NOON).setBaseRank(0).setFinalRank(1));
        Impression second = shown(task.impression(NOON).setBaseRank(1).setFinalRank(4));
        shown(task.impression(NOON).setBaseRank(1).setFinalRank(2));
        judge(verdict(first, NOON));
        restart();
        task.beat(NOON + MINUTE);
        assertThat(rows(WindowSize.MINUTE))
                .singleElement()
                .satisfies(minute -> assertThat(minute.getDisplaced()).isEqualTo(4));

        judge(verdict(second, NOON + 2 * DAY));
        task.beat(NOON + 2 * DAY);
        assertThat(rows(WindowSize.DAY))
                .filteredOn(day -> day.getImpressions() > 0)
                .last()
                .satisfies(day -> assertThat(day.getDisplaced()).isEqualTo(1));
    }

    @Test
    void shouldNotTakeBackPlacesThatNoImpressionWasMovedDownBy() {
        Impression shown = shown(task.impression(NOON).setBaseRank(0).setFinalRank(1));
        judge(IvtVerdict.newBuilder(verdict(shown, NOON)).setFinalRank(2).build());
        assertThat(task.beat(NOON + SECOND).getCounters().getUnmatchedVerdicts())
                .isEqualTo(1);
    }

    @Test
    void shouldTakeBackTheRelevanceThatAChargedExposureLost() {
        task.grant(NOON, 90, "m1");
        String directive = directive();
        Impression first = shown(task.boosted(directive, NOON).setRelevanceLoss(0.5));
        Impression silent = shown(task.boosted(directive, NOON));
        shown(task.boosted(directive, NOON).setRelevanceLoss(0.25));
        PoolReport before = task.beat(NOON + SECOND);
        assertThat(before.getProgrammes().get(0).getRelevanceLoss()).isEqualTo(0.75);

        judge(verdict(first, NOON + SECOND));
        judge(verdict(silent, NOON + SECOND));
        restart();
        PoolReport after = task.beat(NOON + 2 * SECOND);
        assertThat(after.getProgrammes().get(0).getRelevanceLoss()).isEqualTo(0.25);
    }

    @Test
    void shouldChangeNothingWhereNoSuchImpressionIsCounted() {
        task.grant(NOON, 90, "m1");
        Impression shown = shown(task.boosted(directive(), NOON));
        judge(verdict(task.impression(NOON).setBucket(3).build(), NOON));
        judge(verdict(task.impression(NOON - MINUTE).setBucket(500).build(), NOON));
        judge(verdict(task.impression(NOON - 100 * DAY).build(), NOON));
        PoolReport early = task.beat(NOON + SECOND);
        assertThat(early.getCounters().getUnmatchedVerdicts()).isZero();
        assertThat(early.getCounters().getBeyondHorizon()).isEqualTo(1);
        assertThat(early.getProgrammes().get(0).getSpent()).isEqualTo(1);
        PoolReport report = task.beat(NOON + DAY);
        assertThat(report.getCounters().getUnmatchedVerdicts()).isEqualTo(2);
        assertThat(report.getCounters().getBeyondHorizon()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getSpent()).isEqualTo(1);
        assertThat(entries(EntryKind.CREDIT)).isEmpty();

        judge(verdict(shown, NOON + DAY));
        assertThat(task.beat(NOON + DAY + SECOND).getCounters().getVerdicts()).isEqualTo(1);
    }

    @Test
    void shouldHaveAVerdictWaitForTheImpressionThatItOvertook() {
        task.grant(NOON, 90, "m1");
        Impression.Builder charged = task.boosted(directive(), NOON);
        IvtVerdict verdict = verdict(charged.build(), NOON);
        judge(verdict);
        judge(verdict);
        TaskCounters before = task.beat(NOON + SECOND).getCounters();
        assertThat(before.getVerdicts()).isZero();
        assertThat(before.getUnmatchedVerdicts()).isZero();
        restart();

        shown(charged);
        PoolReport report = task.beat(NOON + 2 * SECOND);
        assertThat(report.getCounters().getVerdicts()).isEqualTo(1);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getSpent()).isZero();
        assertThat(task.ledger.readValuesToList())
                .extracting(LedgerEntry::getKind)
                .contains(EntryKind.CHARGE, EntryKind.CREDIT);
        restart();
        assertThat(task.beat(NOON + 3 * SECOND).getCounters().getDuplicates()).isEqualTo(1);
    }

    /** Else it would take back what others were counted for, and the budget would lose what nobody has charged yet. */
    @Test
    void shouldHaveItWaitAlsoWhereOthersLikeItAreCounted() {
        task.grant(NOON, 90, "m1");
        String directive = directive();
        shown(task.boosted(directive, NOON));
        Impression.Builder second = task.boosted(directive, NOON);
        judge(verdict(second.build(), NOON));
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getSpent()).isEqualTo(1);
        shown(second);
        PoolReport report = task.beat(NOON + 2 * SECOND);
        assertThat(report.getProgrammes().get(0).getSpent()).isEqualTo(1);
        assertThat(report.getCounters().getVerdicts()).isEqualTo(1);
    }

    @Test
    void shouldNotWaitForWhatWouldBeLate() {
        task.grant(NOON, 90, "m1");
        judge(verdict(task.impression(NOON).build(), NOON));
        restart();
        task.beat(NOON + DAY);
        restart();
        assertThat(task.beat(NOON + DAY + SECOND).getCounters().getUnmatchedVerdicts())
                .isEqualTo(1);
        judge(verdict(task.impression(NOON).build(), NOON + DAY));
        assertThat(task.beat(NOON + DAY + 2 * SECOND).getCounters().getUnmatchedVerdicts())
                .as("at once")
                .isEqualTo(2);
    }

    @Test
    void shouldRestateWithoutACreditWhenThePeriodIsForgotten() {
        task.grant(NOON, 90, "m1");
        Impression charged = shown(task.boosted(directive(), NOON));
        for (int day = 1; day <= 3; day++) {
            task.newcomer()
                    .setPeriodStart(task.newcomer().getPeriodStart() + DAY)
                    .setPeriodEnd(task.newcomer().getPeriodEnd() + DAY);
            task.beat(NOON + day * DAY);
        }
        rows(WindowSize.DAY);
        judge(verdict(charged, NOON + 3 * DAY));
        PoolReport report = task.beat(NOON + 3 * DAY + SECOND);
        assertThat(report.getCounters().getUncredited()).isEqualTo(1);
        assertThat(rows(WindowSize.DAY))
                .singleElement()
                .satisfies(day -> assertThat(day.getCharged()).isZero());
        assertThat(entries(EntryKind.CREDIT)).isEmpty();
    }

    @Test
    void shouldRefuseWhatWasJudgedBeforeItWasShown() {
        judge(verdict(task.impression(NOON).build(), NOON - 1));
        assertThat(task.deadLetters.isEmpty()).isFalse();
    }
}
