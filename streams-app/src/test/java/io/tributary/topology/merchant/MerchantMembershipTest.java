package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Stage;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.Charged;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Membership;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.ProgrammeReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics count by what was true when it happened, not when it is written. */
class MerchantMembershipTest {
    private static final long MIDNIGHT = DAWN + DAY;
    private static final List<Membership> SEED = List.of(new Membership(NEWCOMER, 1, Stage.SEED));

    private MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldRestateTheDayOfAProgrammeThatHasEndedByItsRefunds() {
        task.put(MerchantSamples.programme(NEWCOMER, 2).setEndsAt(MIDNIGHT).build());
        task.grant(NOON, 90, "m1");
        for (int i = 0; i < 40; i++) {
            task.sell("m1", MerchantSamples.order("o" + i, OrderStatus.PAID, 500, NOON + SECOND));
        }
        nextDay();
        task.beat(MIDNIGHT);
        task.beat(MIDNIGHT + 10 * MINUTE);
        assertThat(days())
                .extracting(ConversionMetric::getStatus, ConversionMetric::getOrders, ConversionMetric::getRefunds)
                .containsExactly(tuple(WindowStatus.PROVISIONAL, 40L, 0L), tuple(WindowStatus.FINAL, 40L, 0L));

        restart();
        for (int i = 0; i < 20; i++) {
            task.sell("m1", MerchantSamples.order("o" + i, OrderStatus.REFUNDED, 500, NOON + DAY));
        }
        ProgrammeReport sums = task.beat(NOON + DAY + MINUTE).getProgrammes().get(0);

        ConversionMetric day = days().get(0);
        assertThat(day.getWindowStart()).isEqualTo(DAWN);
        assertThat(day.getStatus()).isEqualTo(WindowStatus.RESTATED);
        assertThat(day.getOrders()).isEqualTo(40);
        assertThat(day.getRefunds()).isEqualTo(20);
        assertThat(day.getArm()).isEqualTo(Arm.TREATMENT);
        assertThat(day.getProgrammes()).containsExactly(NEWCOMER);
        assertThat(day.getMemberships()).containsExactly(new Membership(NEWCOMER, 2, Stage.SEED));
        assertThat(sums.getTreatmentOrders()).as("of another day's orders").isZero();
    }

    @Test
    void shouldChargeAProgrammeThatHasEndedForWhatWasShownBefore() {
        task.put(MerchantSamples.programme(NEWCOMER, 2).setEndsAt(MIDNIGHT).build());
        task.grant(NOON, 90, "m1");
        task.newcomer().setActive(true);
        task.beat(MIDNIGHT - MINUTE);
        String id = task.lastBoost("m1").getDirectiveId();
        nextDay();
        task.beat(MIDNIGHT);
        restart();
        task.show("m1", task.boosted(id, MIDNIGHT - SECOND));
        task.beat(MIDNIGHT + SECOND);
        task.beat(MIDNIGHT + 2 * DAY);
        task.show("m1", task.boosted(id, MIDNIGHT - SECOND));
        task.beat(MIDNIGHT + 2 * DAY + SECOND);

        assertThat(task.ledger.readValuesToList())
                .filteredOn(entry -> entry.getKind() == EntryKind.CHARGE)
                .extracting(LedgerEntry::getPeriodStart, LedgerEntry::getExposures, LedgerEntry::getSpent)
                .containsExactly(tuple(DAWN, 1L, 1L));
        assertThat(days())
                .filteredOn(row -> row.getCharged() > 0)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getProgrammes()).containsExactly(NEWCOMER));
    }

    @Test
    void shouldKeepApartWhatHappenedBeforeAMerchantJoinedAndAfter() {
        task.beat(NOON - MINUTE);
        task.show("m1", task.impression(NOON - MINUTE).setBucket(500));
        task.grant(NOON + SECOND / 2, 90, "m1");
        task.show("m1", task.impression(NOON + SECOND).setBucket(500));
        task.show("m1", task.impression(NOON + SECOND).setBucket(20));
        // This one is late, and from before.
        task.show("m1", task.impression(NOON).setBucket(500));
        nextDay();
        task.beat(MIDNIGHT);

        assertThat(days())
                .extracting(
                        ConversionMetric::getArm, ConversionMetric::getMemberships, ConversionMetric::getImpressions)
                .containsExactlyInAnyOrder(
                        tuple(Arm.NONE, List.of(), 2L), tuple(Arm.TREATMENT, SEED, 1L), tuple(Arm.HOLDOUT, SEED, 1L));
    }

    @Test
    void shouldCountALateEventByTheRulesOfItsTime() {
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        task.put(MerchantSamples.programme(NEWCOMER, 2)
                .setHoldout(new BucketRange(0, 600))
                .build());
        task.beat(NOON + MINUTE);
        restart();
        task.show("m1", task.boosted(id, NOON + SECOND));
        task.show("m1", task.boosted(id, NOON + MINUTE + SECOND));
        nextDay();
        task.beat(MIDNIGHT);

        assertThat(days())
                .extracting(
                        row -> row.getMemberships().get(0).getVersion(),
                        ConversionMetric::getArm,
                        ConversionMetric::getCharged)
                .containsExactlyInAnyOrder(tuple(1, Arm.TREATMENT, 1L), tuple(2, Arm.HOLDOUT, 0L));
    }

    @Test
    void shouldStillCountForAProgrammeThatIsDeletedWhatHappenedInIt() {
        task.grant(NOON, 90, "m1");
        task.remove(NEWCOMER);
        task.beat(NOON + MINUTE);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON + SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 500, NOON + MINUTE + SECOND));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.CANCELLED, 500, NOON + 2 * MINUTE));
        task.beat(MIDNIGHT);

        assertThat(days())
                .extracting(
                        ConversionMetric::getArm,
                        ConversionMetric::getProgrammes,
                        ConversionMetric::getOrders,
                        ConversionMetric::getRefunds)
                .containsExactlyInAnyOrder(
                        tuple(Arm.TREATMENT, List.of(NEWCOMER), 1L, 1L), tuple(Arm.NONE, List.of(), 1L, 0L));
    }

    @Test
    void shouldEndWithItsProgrammeThoughThePeriodGoesOn() {
        task.put(MerchantSamples.programme(NEWCOMER, 2)
                .setEndsAt(NOON + MINUTE + SECOND / 2)
                .build());
        task.grant(NOON, 90, "m1");
        task.beat(NOON + MINUTE);
        task.show("m1", task.impression(NOON + MINUTE).setBucket(500));
        task.show("m1", task.impression(NOON + MINUTE + SECOND / 2).setBucket(500));
        assertThat(task.beat(NOON + MINUTE + SECOND).getProgrammes().get(0).getMembers())
                .isZero();
        task.show("m1", task.impression(NOON + MINUTE + 2 * SECOND).setBucket(500));
        task.show("m1", task.impression(NOON + MINUTE).setBucket(500));
        task.beat(MIDNIGHT);

        assertThat(days())
                .extracting(ConversionMetric::getArm, ConversionMetric::getProgrammes, ConversionMetric::getImpressions)
                .containsExactlyInAnyOrder(tuple(Arm.TREATMENT, List.of(NEWCOMER), 2L), tuple(Arm.NONE, List.of(), 2L));
    }

    @Test
    void shouldNameTheProgrammeThatIsCharged() {
        task.put(MerchantSamples.programme("farm", 1).build());
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(id, NOON + SECOND));
        task.show("m1", task.boosted(id, NOON + 2 * SECOND));
        nextDay();
        task.beat(MIDNIGHT);

        ConversionMetric day = days().get(0);
        assertThat(day.getProgrammes()).containsExactlyInAnyOrder(NEWCOMER, "farm");
        assertThat(day.getCharged()).isEqualTo(2);
        assertThat(day.getChargedTo()).containsExactly(new Charged(NEWCOMER, 2L));
    }

    @Test
    void shouldCountForAPeriodNothingThatIsOfAnother() {
        task.grant(NOON, 90, "m1");
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        nextDay();
        task.beat(MIDNIGHT);
        task.show("m1", task.impression(MIDNIGHT - SECOND).setBucket(500));
        task.show("m9", task.impression(MIDNIGHT - SECOND).setBucket(500));
        task.show("m9", task.impression(MIDNIGHT - SECOND).setBucket(20));
        task.show("m1", task.impression(MIDNIGHT + SECOND).setBucket(500));
        task.show("m9", task.impression(MIDNIGHT + SECOND).setBucket(20));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 500, MIDNIGHT + SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 500, MIDNIGHT - SECOND));
        task.sell("m1", MerchantSamples.order("o3", OrderStatus.PAID, 500, MIDNIGHT + SECOND));
        restart();

        ProgrammeReport sums = task.beat(MIDNIGHT + 2 * SECOND).getProgrammes().get(0);
        assertThat(sums.getTreatmentExposures()).isEqualTo(1);
        assertThat(sums.getTreatmentTotal()).isEqualTo(1);
        assertThat(sums.getHoldoutExposures()).isZero();
        assertThat(sums.getHoldoutTotal()).isEqualTo(1);
        assertThat(sums.getTreatmentOrders()).isEqualTo(1);
    }

    @Test
    void shouldCountBothSidesOfTheShareByTheHoldoutThatWasInForce() {
        task.grant(NOON, 90, "m1");
        task.show("m1", task.impression(NOON).setBucket(500));
        task.show("m9", task.impression(NOON).setBucket(500));
        task.put(MerchantSamples.programme(NEWCOMER, 2)
                .setHoldout(new BucketRange(400, 600))
                .build());
        task.beat(NOON + SECOND);
        task.show("m1", task.impression(NOON + 2 * SECOND).setBucket(500));
        task.show("m9", task.impression(NOON + 2 * SECOND).setBucket(500));

        ProgrammeReport sums = task.beat(NOON + 3 * SECOND).getProgrammes().get(0);
        assertThat(sums.getTreatmentExposures()).isEqualTo(1);
        assertThat(sums.getTreatmentTotal()).isEqualTo(2);
        assertThat(sums.getHoldoutExposures()).isEqualTo(1);
        assertThat(sums.getHoldoutTotal()).isEqualTo(2);
    }

    @Test
    void shouldNotPromoteByOrdersThatNoImpressionIsCreditedWith() {
        task.newcomer().setOrderRate(0.01);
        task.grant(NOON, 90, "m1", "m2");
        for (int i = 0; i < 60; i++) {
            task.show("m1", task.impression(NOON + SECOND).setBucket(500));
            task.show("m2", task.impression(NOON + SECOND).setBucket(500));
            task.sell(
                    "m1",
                    MerchantSamples.order("o" + i, OrderStatus.PAID, 500, NOON + SECOND)
                            .setAttribution(null));
            task.sell("m2", MerchantSamples.order("o" + i, OrderStatus.PAID, 500, NOON + SECOND));
        }
        ProgrammeReport sums = task.beat(NOON + MINUTE).getProgrammes().get(0);
        assertThat(sums.getTreatmentOrders()).isEqualTo(60);
        restart();
        nextDay();
        task.newcomer().setOrderRate(0.01);
        task.beat(MIDNIGHT);

        assertThat(task.entitlements.readKeyValuesToMap())
                .hasEntrySatisfying(
                        "m2",
                        told -> assertThat(told.getDecisions().get(0).getStage())
                                .isEqualTo(Stage.GROW))
                .satisfies(told -> {
                    if (told.containsKey("m1")) {
                        assertThat(told.get("m1").getDecisions().get(0).getStage())
                                .isEqualTo(Stage.SEED);
                    }
                });
    }

    private void nextDay() {
        task.plans.values().forEach(plan -> plan.setPeriodStart(MIDNIGHT).setPeriodEnd(MIDNIGHT + DAY));
    }

    private void restart() {
        MerchantFixture next = task.restarted();
        task.close();
        task = next;
    }

    private List<ConversionMetric> days() {
        return task.metrics.readValuesToList().stream()
                .filter(metric -> metric.getWindowSize() == WindowSize.DAY)
                .toList();
    }
}
