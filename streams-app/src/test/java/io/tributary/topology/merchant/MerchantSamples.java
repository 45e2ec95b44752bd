package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.List;

/** Records that a merchant task reads, to be varied by tests. */
final class MerchantSamples {
    private MerchantSamples() {}

    static OrderLine.Builder order(String id, OrderStatus status, long amount, long time) {
        return OrderLine.newBuilder()
                .setOrderId(id)
                .setLineId("1")
                .setStatus(status)
                .setQuantity(2)
                .setAmount(amount)
                .setCurrency("CNY")
                .setAttribution(new Attribution("impression", null, Surface.SEARCH, 500, time))
                .setTime(time);
    }

    static MerchantProfile.Builder profile(String merchant) {
        return MerchantProfile.newBuilder()
                .setMerchantId(merchant)
                .setSizeClass(SizeClass.SMALL)
                .setJoinedAt(DAWN - 30 * DAY)
                .setUpdatedAt(DAWN);
    }

    static Programme.Builder programme(String id, int version) {
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(version)
                .setName(new LocalizedText("新商家", "Newcomers"))
                .setStartsAt(DAWN - DAY)
                .setPool(10_000)
                .setFloor(10)
                .setCap(1_000)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED, Surface.SEARCH))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of(new Clause(
                        "small",
                        "merchant.sizeClass in ['MICRO', 'SMALL']",
                        new LocalizedText("小微商家", "Small firms"),
                        UnknownPolicy.NOT_MET,
                        0L)));
    }

    static ProgrammeBeat.Builder plan(String programmeId) {
        return ProgrammeBeat.newBuilder()
                .setProgrammeId(programmeId)
                .setVersion(1)
                .setPeriodStart(DAWN)
                .setPeriodEnd(DAWN + DAY)
                .setActive(true)
                .setStrength(0.5)
                .setGrantRate(-1)
                .setRatedBeat(0)
                .setCandidateRate(0)
                .setFloorScale(1)
                .setCandidateFloorScale(1)
                .setMeanProgress(0)
                .setSchedule(0.5)
                .setScheduleAhead(0.5)
                .setGranted(0)
                .setSpent(0);
    }
}
