package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.OrderStatus;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of impressions and orders, and what a task reports at a beat. */
class MerchantMetricsTest {
    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldPublishAMinuteAtItsEndAndAfterGrace() {
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(id, NOON + SECOND));
        task.show("m1", task.impression(NOON + 2 * SECOND).setViewable(false).setBucket(500));
        task.show(
                "m1", task.impression(NOON + 2 * SECOND).setInvalidTraffic(true).setBucket(10));
        task.beat(NOON + MINUTE - 1);
        assertThat(task.metrics.isEmpty()).isTrue();

        task.beat(NOON + MINUTE);

        List<ConversionMetric> provisional = task.metrics.readValuesToList();
        assertThat(provisional)
                .extracting(
                        ConversionMetric::getWindowSize,
                        ConversionMetric::getStatus,
                        ConversionMetric::getRevision,
                        ConversionMetric::getArm,
                        ConversionMetric::getImpressions,
                        ConversionMetric::getExposures,
                        ConversionMetric::getCharged,
                        ConversionMetric::getInvalid)
                .containsExactlyInAnyOrder(
                        tuple(WindowSize.MINUTE, WindowStatus.PROVISIONAL, 1, Arm.TREATMENT, 2L, 1L, 1L, 0L),
                        tuple(WindowSize.MINUTE, WindowStatus.PROVISIONAL, 1, Arm.HOLDOUT, 1L, 0L, 0L, 1L));
        assertThat(provisional.get(0).getProgrammes()).containsExactly("newcomer");
        assertThat(provisional.get(0).getWindowEnd()).isEqualTo(NOON + MINUTE);

        task.show("m1", task.impression(NOON + 3 * SECOND).setBucket(500));
        task.beat(NOON + 11 * MINUTE);
        assertThat(task.metrics.readValuesToList())
                .filteredOn(metric -> metric.getArm() == Arm.TREATMENT)
                .extracting(
                        ConversionMetric::getStatus, ConversionMetric::getRevision, ConversionMetric::getImpressions)
                .containsExactly(tuple(WindowStatus.FINAL, 2, 3L));
    }

    @Test
    void shouldCountOrdersWithNumeratorDenominatorAndMoney() {
        task.grant(NOON, 90, "m1");
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PLACED, 500, NOON));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON + SECOND));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON + SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 700, NOON + SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.REFUNDED, 600, NOON + 2 * SECOND));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.CANCELLED, 600, NOON + 2 * SECOND));

        PoolReport report = task.beat(NOON + MINUTE);

        ConversionMetric minute = task.metrics.readValue();
        assertThat(minute.getSurface()).isEqualTo(Surface.SEARCH);
        assertThat(minute.getPlaced()).isEqualTo(1);
        assertThat(minute.getOrders()).isEqualTo(2);
        assertThat(minute.getUnits()).isEqualTo(4);
        assertThat(minute.getRefunds()).isEqualTo(1);
        assertThat(minute.getSales()).containsExactly(new Sales("CNY", 1_200L, 600L, null, null, 600L));
        assertThat(report.getCounters().getOrders()).isEqualTo(2);
        assertThat(report.getCounters().getRefunds()).isEqualTo(1);
        assertThat(report.getCounters().getDuplicates()).isEqualTo(1);
        assertThat(report.getProgrammes().get(0).getTreatmentOrders()).isEqualTo(1);
    }

    @Test
    void shouldRestateTheDayOfThePaymentWhenItIsTurnedBack() {
        task.beat(NOON);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 300, NOON));
        task.beat(DAWN + DAY);
        task.beat(DAWN + DAY + 10 * MINUTE);
        assertThat(days())
                .extracting(ConversionMetric::getStatus, ConversionMetric::getRevision)
                .containsExactly(tuple(WindowStatus.PROVISIONAL, 1), tuple(WindowStatus.FINAL, 2));

        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 500, NOON + 2 * DAY));
        task.beat(NOON + 2 * DAY);
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.REFUNDED, 300, NOON + 3 * DAY));
        task.beat(NOON + 3 * DAY);

        assertThat(days())
                .filteredOn(metric -> metric.getWindowStart() == DAWN)
                .extracting(
                        ConversionMetric::getStatus,
                        ConversionMetric::getRevision,
                        ConversionMetric::getOrders,
                        ConversionMetric::getRefunds,
                        ConversionMetric::getSales)
                .containsExactly(
                        tuple(WindowStatus.RESTATED, 3, 2L, 1L, List.of(new Sales("CNY", 800L, 500L, null, null, 0L))),
                        tuple(WindowStatus.RESTATED, 4, 2L, 2L, List.of(new Sales("CNY", 800L, 800L, null, null, 0L))));
    }

    /** The example of METRICS.md. */
    @Test
    void shouldCountARefundWhereItHappenedToo() {
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.PLACED, 300, NOON));
        task.beat(NOON + 2 * DAY);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 200, NOON + 2 * DAY));
        task.sell("m1", MerchantSamples.order("o2", OrderStatus.CANCELLED, 0, NOON + 2 * DAY));
        task.beat(NOON + 3 * DAY);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 500, NOON + 3 * DAY));
        task.beat(NOON + 5 * DAY);

        Map<Long, ConversionMetric> last = new TreeMap<>();
        days().forEach(day -> last.put((day.getWindowStart() - DAWN) / DAY, day));
        assertThat(last.values())
                .extracting(
                        ConversionMetric::getOrders,
                        ConversionMetric::getRefunds,
                        ConversionMetric::getRefundsInWindow,
                        ConversionMetric::getCancelled,
                        ConversionMetric::getSales)
                .containsExactly(
                        tuple(1L, 1L, 0L, 0L, List.of(new Sales("CNY", 500L, 500L, null, null, 0L))),
                        tuple(0L, 0L, 1L, 1L, List.of(new Sales("CNY", 0L, 0L, null, null, 200L))),
                        tuple(0L, 0L, 0L, 0L, List.of(new Sales("CNY", 0L, 0L, null, null, 300L))));
    }

    @Test
    void shouldCountAStatusAgainOnlyWhenItsLineIsForgotten() {
        task.beat(NOON);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        task.sell("m2", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        task.beat(NOON + 32 * DAY);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        PoolReport within = task.beat(NOON + 32 * DAY + SECOND);
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));
        PoolReport beyond = task.beat(NOON + 32 * DAY + 2 * SECOND);

        assertThat(within.getCounters().getOrders()).isEqualTo(2);
        assertThat(within.getCounters().getDuplicates()).isEqualTo(1);
        assertThat(beyond.getCounters().getOrders()).isEqualTo(3);
    }

    @Test
    void shouldNetAnOrderWhoseRefundCameBeforeItsPayment() {
        task.grant(NOON, 90, "m1");
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 500, NOON + SECOND));
        task.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 500, NOON));

        PoolReport report = task.beat(NOON + MINUTE);

        assertThat(report.getProgrammes().get(0).getTreatmentOrders()).isZero();
        assertThat(report.getCounters().getOrders()).isEqualTo(1);
        assertThat(report.getCounters().getRefunds()).isEqualTo(1);
    }

    /** Every subset of statuses in every order, each a line of its own. */
    @Test
    void shouldCountLinesForTheExperimentAlikeInEveryOrder() {
        task.grant(NOON, 90, "m1");
        int lines = 0;
        long paid = 0;
        long turnedBack = 0;
        for (List<OrderStatus> order : orders(List.of(OrderStatus.values()))) {
            for (OrderStatus status : order) {
                task.sell("m1", MerchantSamples.order("line" + lines, status, 500, NOON + SECOND));
            }
            lines++;
            boolean back = order.contains(OrderStatus.CANCELLED) || order.contains(OrderStatus.REFUNDED);
            paid += order.contains(OrderStatus.PAID) ? 1 : 0;
            turnedBack += order.contains(OrderStatus.PAID) && back ? 1 : 0;
        }
        PoolReport report = task.beat(NOON + MINUTE);

        assertThat(lines).as("with statuses that are not known").isEqualTo(326);
        assertThat(report.getCounters().getOrders()).isEqualTo(paid);
        assertThat(report.getCounters().getRefunds()).isEqualTo(turnedBack);
        assertThat(report.getProgrammes().get(0).getTreatmentOrders()).isEqualTo(paid - turnedBack);
        assertThat(task.metrics.readValue().getSales())
                .containsExactly(new Sales("CNY", 500 * paid, 500 * turnedBack, null, null, 500 * turnedBack));
    }

    private static List<List<OrderStatus>> orders(List<OrderStatus> of) {
        List<List<OrderStatus>> all = new ArrayList<>(List.of(List.of()));
        for (OrderStatus head : of) {
            List<OrderStatus> rest = new ArrayList<>(of);
            rest.remove(head);
            for (List<OrderStatus> tail : orders(rest)) {
                List<OrderStatus> one = new ArrayList<>(List.of(head));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void shouldReportSumsThatAHandComputationGives() {
        task.grant(NOON, 90, "m1", "m2", "m3");
        String id = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(id, NOON));
        task.show("m1", task.impression(NOON).setBucket(7));
        task.show("m9", task.impression(NOON).setBucket(8));
        task.show("m9", task.impression(NOON).setBucket(900).setSurface(Surface.LIVE));
        task.newcomer().setCandidateRate(2_000);

        PoolReport report = task.beat(NOON + SECOND);

        ProgrammeReport sums = report.getProgrammes().get(0);
        assertThat(sums.getMembers()).isEqualTo(3);
        assertThat(sums.getFloors()).isEqualTo(30);
        assertThat(sums.getGranted()).isEqualTo(300);
        assertThat(sums.getSpent()).isEqualTo(1);
        assertThat(sums.getDirected()).isEqualTo(3);
        assertThat(sums.getDueGrants()).isEqualTo(300);
        assertThat(sums.getCandidateRate()).isEqualTo(2_000);
        assertThat(sums.getCandidateSum()).as("all at the cap").isEqualTo(3_000);
        assertThat(sums.getFreeWeight()).isZero();
        assertThat(sums.getTreatmentExposures()).isEqualTo(1);
        assertThat(sums.getTreatmentTotal()).isEqualTo(2);
        assertThat(sums.getHoldoutExposures()).isEqualTo(1);
        assertThat(sums.getHoldoutTotal()).isEqualTo(2);
        assertThat(report.getBeat()).isEqualTo(task.lastBeat());
        assertThat(report.getCounters().getMerchants()).isEqualTo(4);
        assertThat(report.getTraffic())
                .filteredOn(traffic -> traffic.getImpressions() > 0)
                .extracting("surface", "impressions")
                .containsExactly(tuple(Surface.FEED, 3L), tuple(Surface.LIVE, 1L));
    }

    @Test
    void shouldReportAtALowerCandidateWhatIsSpentAlready() {
        task.grant(NOON, 90, "m1");
        String id = task.lastBoost("m1").getDirectiveId();
        task.newcomer().setCandidateRate(0);
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getCandidateSum())
                .isEqualTo(10);
        for (int i = 0; i < 25; i++) {
            task.show("m1", task.boosted(id, NOON + SECOND));
        }
        assertThat(task.beat(NOON + 2 * SECOND).getProgrammes().get(0).getCandidateSum())
                .isEqualTo(25);

        task.newcomer().setGrantRate(0);
        assertThat(task.beat(NOON + 3 * SECOND).getProgrammes().get(0).getGranted())
                .isEqualTo(25);
    }

    private List<ConversionMetric> days() {
        return task.metrics.readValuesToList().stream()
                .filter(metric -> metric.getWindowSize() == WindowSize.DAY)
                .toList();
    }
}
