package io.tributary.demo.acceptance;

import io.tributary.cli.ProgrammeFile;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.demo.RealInput;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.UnknownPolicy;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

/** Rules and merchants of these tests: the published files where one is about the matter, small ones of their own otherwise. */
final class Rules {
    private static final LocalizedText REASON = new LocalizedText("条件", "A condition.");
    private static final long DAY = 86_400_000;

    private Rules() {}

    /** A programme of the folder deploy/programmes, for as many as a test has. */
    static Programme published(String file, long pool, long floor, long cap) {
        return Programme.newBuilder(ProgrammeFile.read(RealInput.repository().resolve("deploy/programmes/" + file)))
                .setPool(pool)
                .setFloor(floor)
                .setCap(cap)
                .build();
    }

    static ReferenceList list(String file) {
        return ProgrammeFile.readList(RealInput.repository().resolve("deploy/programmes/" + file));
    }

    /** For everybody, on the feed, from the year 2025 on. */
    static Programme.Builder programme(String id, long pool, long floor, long cap) {
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(1)
                .setName(new LocalizedText("计划", id))
                .setStartsAt(TestPlatform.millis(LocalDateTime.of(2025, 1, 1, 0, 0)))
                .setPool(pool)
                .setFloor(floor)
                .setCap(cap)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(900, 950))
                .setEligibility(List.of());
    }

    static Clause clause(String id, String expression) {
        return new Clause(id, expression, REASON, UnknownPolicy.NOT_MET, 0L);
    }

    static List<String> merchants(int count) {
        return IntStream.range(0, count).mapToObj(i -> "merchant-" + i).toList();
    }

    /** A small shop that joined some days ago. */
    static MerchantProfile.Builder shop(String id, long now, int daysAgo) {
        return MerchantProfile.newBuilder()
                .setMerchantId(id)
                .setSizeClass(SizeClass.SMALL)
                .setJoinedAt(now - daysAgo * DAY)
                .setUpdatedAt(now);
    }

    static Tag tag(String name) {
        return new Tag(name, null, null);
    }
}
