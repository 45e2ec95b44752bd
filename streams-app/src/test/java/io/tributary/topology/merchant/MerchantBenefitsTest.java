package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.NEWCOMER;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitTier;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.HardExit;
import io.tributary.programmes.v1.Mission;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Missions, coupons and other benefits, from what is reported of a merchant to the ledger and the topic of benefits. */
class MerchantBenefitsTest {
    private static final LocalizedText NAME = new LocalizedText("直播任务", "Live shows");

    private static MerchantFixture service(Benefit benefit) {
        return service(benefit, List.of());
    }

    private static MerchantFixture service(Benefit benefit, List<HardExit> exits) {
        MerchantFixture service = new MerchantFixture();
        service.put(MerchantSamples.programme(NEWCOMER, 1)
                .setExits(exits)
                .setMissions(List.of(Mission.newBuilder()
                        .setId("live")
                        .setName(NAME)
                        .setEvent("live")
                        .setEvery(60)
                        .setMost(3)
                        .setBenefit("coupon")
                        .build()))
                .setBenefits(List.of(coupon(), benefit))
                .build());
        return service;
    }

    private static Benefit coupon() {
        return benefit("coupon", BenefitKind.TRAFFIC_COUPON)
                .setQuota(5)
                .setUnit(BenefitUnit.EXPOSURES)
                .setValidDays(1)
                .build();
    }

    private static Benefit label() {
        return benefit("mark", BenefitKind.LABEL).setAccept(true).build();
    }

    private static Benefit.Builder benefit(String id, BenefitKind kind) {
        return Benefit.newBuilder().setId(id).setKind(kind).setName(NAME);
    }

    @Test
    void shouldRaiseTheFloorByACouponAndGrantItOnceTheRateCoversIt() {
        try (MerchantFixture service = service(label())) {
            service.grant(DAWN, 20, "m1");
            show(service, "e1", 130, DAWN + SECOND);
            service.ledger.readValuesToList();
            PoolReport report = service.beat(DAWN + 2 * SECOND);
            ProgrammeReport farm = report.getProgrammes().get(0);
            assertThat(farm.getFloors()).as("floor of 10, and two coupons of 5").isEqualTo(20);
            assertThat(said(service)).containsExactly("ISSUE 5 coupon~2", "ISSUE 5 coupon~3");
            service.newcomer().setRatedBeat(service.lastBeat());
            service.beat(DAWN + 3 * SECOND);
            assertThat(said(service)).containsExactly("GRANT 40 null");
        }
    }

    @Test
    void shouldUseACouponBeforeTheGrantAndEndItAtItsMinuteAlsoAfterARestart() {
        try (MerchantFixture service = service(label())) {
            service.grant(DAWN, 20, "m1");
            String directive = service.lastBoost("m1").getDirectiveId();
            show(service, "e1", 120, DAWN + SECOND);
            service.beat(DAWN + 2 * SECOND);
            for (int i = 0; i < 7; i++) {
                service.show("m1", service.boosted(directive, DAWN + 3 * SECOND));
            }
            service.ledger.readValuesToList();
            service.beat(DAWN + 4 * SECOND);
            assertThat(said(service)).containsExactly("CHARGE 7 null", "USE 5 coupon~2", "USE 2 coupon~3");
            assertThat(states(service)).endsWith("coupon~2 USED 5/5");
            try (MerchantFixture next = service.restarted()) {
                show(next, "e1", 120, DAWN + SECOND);
                next.show("m1", next.boosted(directive, DAWN + 3 * SECOND));
                next.beat(DAWN + 5 * SECOND);
                assertThat(said(next)).containsExactly("CHARGE 1 null", "USE 1 coupon~3");
                next.beat(DAWN + DAY + 2 * SECOND - 1);
                assertThat(said(next)).noneMatch(line -> line.startsWith("EXPIRE"));
                next.beat(DAWN + DAY + 2 * SECOND);
                assertThat(said(next)).contains("EXPIRE 2 coupon~3");
                assertThat(states(next)).containsExactly("coupon~3 EXPIRED 3/5");
            }
        }
    }

    @Test
    void shouldOfferABenefitUntilItIsAccepted() {
        try (MerchantFixture service = service(label())) {
            service.grant(DAWN, 20, "m1");
            assertThat(states(service)).containsExactly("mark~1 OFFERED 0/0");
            service.events.pipeInput(
                    "m1",
                    event("e1", "accepted", DAWN)
                            .setProgrammeId(NEWCOMER)
                            .setBenefitId("mark")
                            .build(),
                    DAWN);
            service.beat(DAWN + SECOND);
            assertThat(states(service)).containsExactly("mark~1 ACCEPTED 0/0", "mark~1 ACTIVATED 0/0");
        }
    }

    @Test
    void shouldCountReliefFromOrdersAndTurnItBackWithThem() {
        Benefit relief = benefit("relief", BenefitKind.FEE_RELIEF)
                .setQuota(2_000)
                .setUnit(BenefitUnit.MONEY)
                .setCurrency("CNY")
                .setTiers(List.of(new BenefitTier(10_000L, 0.1), new BenefitTier(null, 0.05)))
                .build();
        try (MerchantFixture service = service(relief)) {
            service.grant(DAWN, 20, "m1");
            service.sell("m1", MerchantSamples.order("o1", OrderStatus.PAID, 20_000, NOON));
            service.beat(NOON + 3 * MINUTE);
            service.sell("m1", MerchantSamples.order("o2", OrderStatus.PAID, 50_000, NOON + 4 * MINUTE));
            service.sell("m1", MerchantSamples.order("o2", OrderStatus.REFUNDED, 50_000, NOON + 4 * MINUTE));
            service.sell("m1", MerchantSamples.order("o1", OrderStatus.REFUNDED, 10_000, NOON + 4 * MINUTE));
            service.beat(NOON + 7 * MINUTE);
            service.sell("m1", MerchantSamples.order("o3", OrderStatus.PAID, 90_000, NOON + 8 * MINUTE));
            service.beat(NOON + 10 * MINUTE);
            assertThat(states(service))
                    .containsExactly(
                            "relief~1 ACTIVATED 0/2000",
                            "relief~1 ACTIVATED 1500/2000",
                            "relief~1 ACTIVATED 1000/2000",
                            "relief~1 USED 2000/2000");
        }
    }

    @Test
    void shouldTakeBackWhatAHardExitClawsBackOnce() {
        HardExit exit = HardExit.newBuilder()
                .setId("violations")
                .setExpression("merchant.violations > 0")
                .setReason(NAME)
                .setClawBack(true)
                .setBanDays(-1)
                .build();
        try (MerchantFixture service = service(label(), List.of(exit))) {
            service.grant(DAWN, 20, "m1");
            String directive = service.lastBoost("m1").getDirectiveId();
            show(service, "e1", 60, DAWN + SECOND);
            service.beat(DAWN + SECOND);
            service.show("m1", service.boosted(directive, DAWN + 2 * SECOND));
            service.beat(DAWN + 2 * SECOND);
            said(service);
            states(service);
            service.profiles.pipeInput(
                    "m1",
                    MerchantSamples.profile("m1")
                            .setViolations(1)
                            .setUpdatedAt(DAWN + 2 * SECOND)
                            .build(),
                    DAWN + 2 * SECOND);
            service.beat(DAWN + 3 * SECOND);
            assertThat(said(service)).contains("CLAW_BACK 4 coupon~2");
            assertThat(states(service)).contains("coupon~2 CLAWED_BACK 1/5");
            service.beat(DAWN + DAY + 3 * SECOND);
            assertThat(said(service)).isEmpty();
            assertThat(states(service)).isEmpty();
        }
    }

    private static void show(MerchantFixture service, String id, long minutes, long time) {
        service.events.pipeInput(
                "m1", event(id, "live", time).setQuantity(minutes).build(), time);
    }

    private static MerchantEvent.Builder event(String id, String type, long time) {
        return MerchantEvent.newBuilder().setEventId(id).setType(type).setTime(time);
    }

    private static List<String> said(MerchantFixture service) {
        return service.ledger.readValuesToList().stream()
                .map(MerchantBenefitsTest::line)
                .toList();
    }

    private static String line(LedgerEntry entry) {
        return entry.getKind() + " " + entry.getExposures() + " " + entry.getCouponId();
    }

    private static List<String> states(MerchantFixture service) {
        return service.benefits.readValuesToList().stream()
                .map(each -> each.getId() + " " + each.getStatus() + " " + each.getUsed() + "/" + each.getQuota())
                .toList();
    }
}
