package io.tributary.demo.street;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The merchants and programmes of these tests. Of every ten merchants three are new, two sell farm produce, one does both, and
 * four get no support. Periods last a minute, so that a test sees them change.
 */
public final class Street {
    public static final String NEWCOMER = "newcomer";
    public static final String FARM = "farm";
    public static final BucketRange NEWCOMER_HOLDOUT = new BucketRange(900, 950);
    public static final BucketRange FARM_HOLDOUT = new BucketRange(900, 1000);
    public static final int PERIOD_MINUTES = 1;
    public static final List<Surface> SURFACES =
            List.of(Surface.FEED, Surface.SEARCH, Surface.LIVE, Surface.SHORT_VIDEO, Surface.CHANNEL);

    private static final long DAY_MILLIS = 86_400_000;

    private Street() {}

    public static String merchant(int number) {
        return String.format("m%03d", number);
    }

    public static boolean isNew(int number) {
        return number % 10 < 4;
    }

    public static boolean isFarm(int number) {
        return number % 10 >= 3 && number % 10 < 6;
    }

    public static List<MerchantProfile> profiles(int merchants, long now) {
        List<MerchantProfile> profiles = new ArrayList<>();
        for (int number = 0; number < merchants; number++) {
            List<Tag> tags = new ArrayList<>();
            if (isNew(number)) {
                tags.add(new Tag("NEW", null, null));
            }
            if (isFarm(number)) {
                tags.add(new Tag("AGRI", null, null));
            }
            profiles.add(MerchantProfile.newBuilder()
                    .setMerchantId(merchant(number))
                    .setSizeClass(SizeClass.MICRO)
                    .setTags(tags)
                    .setJoinedAt(now - DAY_MILLIS)
                    .setUpdatedAt(now)
                    .build());
        }
        return profiles;
    }

    public static Programme newcomer(long pool, long cap) {
        return programme(NEWCOMER, "NEW", pool, cap, List.of(Surface.FEED, Surface.SEARCH), NEWCOMER_HOLDOUT);
    }

    public static Programme farm(long pool, long cap) {
        return programme(FARM, "AGRI", pool, cap, SURFACES, FARM_HOLDOUT);
    }

    private static Programme programme(
            String id, String tag, long pool, long cap, List<Surface> surfaces, BucketRange holdout) {
        Clause tagged = new Clause(
                "tagged",
                "'" + tag + "' in merchant.tags",
                new LocalizedText("有标签。", "Carries the tag."),
                UnknownPolicy.NOT_MET,
                0L);
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("计划", "Programme " + id))
                .setStatus(ProgrammeStatus.ACTIVE)
                .setStartsAt(1_577_836_800_000L)
                .setTimeZone("Asia/Shanghai")
                .setPeriodMinutes(PERIOD_MINUTES)
                .setPool(pool)
                .setFloor(10)
                .setCap(cap)
                .setStageWeights(Map.of())
                .setMaxMultiplier(3)
                .setSurfaces(surfaces)
                .setHoldout(holdout)
                .setEligibility(List.of(tagged))
                .setBurst(0.1)
                .build();
    }
}
