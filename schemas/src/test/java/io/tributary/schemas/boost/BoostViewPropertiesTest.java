package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.Boosts.beat;
import static io.tributary.schemas.boost.Boosts.boost;
import static io.tributary.schemas.boost.Boosts.directive;
import static io.tributary.schemas.boost.Boosts.programme;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class BoostViewPropertiesTest {
    private static final long SILENCE = 30_000;

    @Property
    void shouldNeverDemoteAndStayWithinItsLimits(
            @ForAll double strength,
            @ForAll double need,
            @ForAll double multiplier,
            @ForAll double additive,
            @ForAll double maxMultiplier,
            @ForAll double maxAdditive,
            @ForAll boolean carried) {
        BoostView view = new BoostView(SILENCE, HostClock.replay(() -> 0));
        view.beat(carried ? beat(1, 0, programme("p", true, strength)) : beat(1, 0));
        view.directive(
                "m",
                directive(
                        1,
                        boost("p")
                                .setNeed(need)
                                .setMultiplier(multiplier)
                                .setAdditive(additive)
                                .setMaxMultiplier(maxMultiplier)
                                .setMaxAdditive(maxAdditive)));
        AppliedBoost applied = view.boost("m", Surface.FEED, 500);
        assertThat(applied.multiplier()).isBetween(1.0, Math.max(1, maxMultiplier));
        assertThat(applied.additive()).isBetween(0.0, Math.max(0, maxAdditive));
    }

    @Property
    void shouldBoostOnlyLiveHeardAndNotHeldOut(
            @ForAll @LongRange(min = -100_000, max = 100_000) long now,
            @ForAll @LongRange(min = -100_000, max = 100_000) long beatTime,
            @ForAll @LongRange(min = -100_000, max = 100_000) long expiresAt,
            @ForAll @IntRange(min = -1, max = 999) int bucket,
            @ForAll @IntRange(min = 0, max = 1000) int from,
            @ForAll @IntRange(min = 0, max = 1000) int to) {
        BoostView view = new BoostView(SILENCE, HostClock.replay(() -> now));
        view.beat(beat(1, beatTime, programme("p", true, 0.5)));
        view.directive("m", directive(expiresAt, boost("p").setHoldout(new BucketRange(from, to))));
        boolean allowed = now < expiresAt
                && Math.abs(now - beatTime) <= SILENCE
                && bucket >= 0
                && !(bucket >= from && bucket < to);
        assertThat(view.boost("m", Surface.FEED, bucket).isNone()).isEqualTo(!allowed);
    }

    @Property
    void shouldTakeTheMaximumOverProgrammes(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = 0, max = 3) Double> strengths) {
        BoostView view = new BoostView(SILENCE, HostClock.replay(() -> 0));
        view.beat(beat(
                1,
                0,
                IntStream.range(0, strengths.size())
                        .mapToObj(i -> programme("p" + i, true, strengths.get(i)))
                        .toArray(ProgrammeBeat[]::new)));
        view.directive(
                "m",
                directive(
                        1,
                        IntStream.range(0, strengths.size())
                                .mapToObj(
                                        i -> boost("p" + i).setMaxMultiplier(10).setAdditive(0))
                                .toArray(Boost.Builder[]::new)));
        double largest =
                strengths.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(view.boost("m", Surface.FEED, 500).multiplier()).isEqualTo(1 + largest);
    }

    @Property
    void shouldNeverRankASupportedItemLowerAndKeepTheOrderOfOthers(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -5, max = 5) Double> scores,
            @ForAll @IntRange(min = 0, max = 19) int supported) {
        BoostSource source = (merchant, surface, bucket) ->
                merchant.equals("m" + supported) ? new AppliedBoost(1.7, 0.1, "d", "p") : AppliedBoost.NONE;
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            candidates.add(new Candidate("i" + i, "m" + i, scores.get(i)));
        }
        List<Ranked> ranked =
                new ReferenceReRanker(source).rank(candidates, new BoostRequest(Surface.FEED, 1), candidates.size());
        assertThat(ranked).extracting(Ranked::finalRank).isSorted().doesNotHaveDuplicates();
        assertThat(ranked)
                .filteredOn(item -> !item.boost().isNone())
                .allMatch(item -> item.finalRank() <= item.baseRank());
        assertThat(ranked)
                .filteredOn(item -> item.boost().isNone())
                .extracting(Ranked::baseRank)
                .isSorted();
    }
}
