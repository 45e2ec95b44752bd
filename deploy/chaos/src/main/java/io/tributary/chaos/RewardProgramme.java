package io.tributary.chaos;

import io.tributary.common.v1.LocalizedText;
import io.tributary.demo.street.Street;
import io.tributary.programmes.v1.AppealChannel;
import io.tributary.programmes.v1.Benefit;
import io.tributary.programmes.v1.BenefitKind;
import io.tributary.programmes.v1.BenefitUnit;
import io.tributary.programmes.v1.Mission;
import io.tributary.programmes.v1.Programme;
import java.util.List;

/**
 * The newcomers' programme of the {@link Street}, in which who goes live earns coupons, who takes a course earns relief of fees, and who
 * disagrees may appeal.
 */
final class RewardProgramme {
    static final String ID = Street.NEWCOMER;
    /** Type of the events that earn coupons. */
    static final String LIVE = "live";
    /** Minutes of live shows that earn one. */
    static final int EVERY = 60;
    /** A merchant has at most 64 benefits at a time: so none has to wait for another to be over. */
    static final int MOST = 50;

    static final long QUOTA = 10;
    static final String COUPON = "live-traffic";
    /** Each merchant that takes part has it once. */
    static final String LABEL = "welcome";

    /** Type of the events that earn relief of fees, each one. */
    static final String COURSE = "course";

    static final int MOST_RELIEFS = 3;
    static final String RELIEF = "no-service-fee";
    /** Orders that pay no fee. */
    static final long RELIEVED_ORDERS = 15;

    private static final LocalizedText NAME = new LocalizedText("直播与课程", "Live shows and courses");

    private RewardProgramme() {}

    /**
     * @param pool exposures a period
     * @param cap most of a merchant
     */
    static Programme of(long pool, long cap) {
        return Programme.newBuilder(Street.newcomer(pool, cap))
                .setAppeal(new AppealChannel("appeals@example.org", 15))
                .setMissions(List.of(mission(LIVE, EVERY, MOST, COUPON), mission(COURSE, 1, MOST_RELIEFS, RELIEF)))
                .setBenefits(List.of(
                        Benefit.newBuilder()
                                .setId(COUPON)
                                .setKind(BenefitKind.TRAFFIC_COUPON)
                                .setName(NAME)
                                .setQuota(QUOTA)
                                .setUnit(BenefitUnit.EXPOSURES)
                                .setValidDays(7)
                                .build(),
                        Benefit.newBuilder()
                                .setId(RELIEF)
                                .setKind(BenefitKind.FEE_RELIEF)
                                .setName(new LocalizedText("免服务费", "No service fee"))
                                .setQuota(RELIEVED_ORDERS)
                                .setUnit(BenefitUnit.ORDERS)
                                .setValidDays(7)
                                .build(),
                        Benefit.newBuilder()
                                .setId(LABEL)
                                .setKind(BenefitKind.LABEL)
                                .setName(new LocalizedText("新店", "New shop"))
                                .build()))
                .build();
    }

    /** Its id is that of the events that it counts. */
    private static Mission mission(String event, int every, int most, String benefit) {
        return Mission.newBuilder()
                .setId(event)
                .setName(NAME)
                .setEvent(event)
                .setEvery(every)
                .setMost(most)
                .setBenefit(benefit)
                .build();
    }
}
