package io.tributary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.events.v1.Impression;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.boost.AppliedBoost;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoostResponseTest {
    private static final Programme PROGRAMME = Programme.newBuilder()
            .setProgrammeId("farm")
            .setVersion(1)
            .setName(new LocalizedText("a", "a"))
            .setStartsAt(0)
            .setPool(1)
            .setFloor(0)
            .setCap(1)
            .setMaxMultiplier(3)
            .setSurfaces(List.of(Surface.FEED))
            .setHoldout(new BucketRange(900, 1000))
            .setEligibility(List.of())
            .build();
    private static final AppliedBoost OFFERED = new AppliedBoost(1.5, 0, "farm~1~1~1", "farm");

    private final BoostResponse response = new BoostResponse(List.of(PROGRAMME));

    private static Impression impression(int bucket, String directive) {
        return Impression.newBuilder()
                .setImpressionId("i" + bucket)
                .setRequestId("r")
                .setItemId("x")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setBaseRank(12)
                .setFinalRank(directive == null ? 12 : 8)
                .setViewable(true)
                .setDirectiveId(directive)
                .setBucket(bucket)
                .setTime(0)
                .setRelevanceLoss(directive == null ? null : Double.valueOf(0.2))
                .build();
    }

    /** Seen 1.6 times as often with a multiplier of 1.5: 1.2 for each 1. */
    private void learn() {
        for (int i = 0; i < 14_400; i++) {
            response.observe(impression(i % 900, OFFERED.directiveId()), OFFERED, true);
        }
        for (int i = 0; i < 1_000; i++) {
            response.observe(impression(900 + i % 100, null), OFFERED, false);
        }
    }

    @Test
    void shouldMeasureHowMuchMoreOftenBoostedItemsAreSeen() {
        assertThat(response.perMultiplier()).isEqualTo(1);
        assertThat(response.usualMultiplier()).isEqualTo(1);
        learn();
        assertThat(response.perMultiplier()).isCloseTo((1_000 * 1.2 + 200) / 1_200, within(1e-9));
        assertThat(response.usualMultiplier()).isCloseTo(1.5, within(1e-9));
        assertThat(response.of(1)).isEqualTo(1);
    }

    @Test
    void shouldLeaveAnImpressionAsItIsWhereNothingDiffers() {
        learn();
        Impression was = impression(1, OFFERED.directiveId());
        assertThat(response.under(was, 1.5, new DryRunSide.Applied(1.5, was.getDirectiveId()), 0))
                .isSameAs(was);
    }

    @Test
    void shouldTakeBackWhatABoostGained() {
        learn();
        Impression without = response.under(impression(1, OFFERED.directiveId()), 1.5, DryRunSide.Applied.NONE, 0);
        assertThat(without.getDirectiveId()).isNull();
        assertThat(without.getFinalRank()).isEqualTo(without.getBaseRank());
        assertThat(without.getRelevanceLoss()).isNull();
    }

    @Test
    void shouldGiveWhatABoostOfItsStrengthGainsAndCosts() {
        learn();
        Impression with = response.under(impression(1, null), 1, new DryRunSide.Applied(2, "farm~1~2~1"), 1);
        assertThat(with.getDirectiveId()).isEqualTo("farm~1~2~1");
        assertThat(with.getFinalRank()).isEqualTo(12 - 8);
        assertThat(with.getRelevanceLoss()).isCloseTo(0.4, within(1e-9));
        assertThat(with.getImpressionId()).isEqualTo("i1+1");
        Impression weaker = response.under(
                impression(1, OFFERED.directiveId()), 1.5, new DryRunSide.Applied(1.25, "farm~1~2~1"), 0);
        assertThat(weaker.getRelevanceLoss()).isCloseTo(0.1, within(1e-9));
    }

    @Property
    void shouldFindSharesUnequalFromNothingToOne(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 0, max = 1_000) Integer> shares) {
        List<Long> longs = shares.stream().map(Integer::longValue).toList();
        assertThat(DryRunOutcome.gini(longs)).isBetween(-1e-9, 1.0);
        assertThat(DryRunOutcome.gini(List.of(longs.get(0), longs.get(0)))).isCloseTo(0, within(1e-9));
        double mean = longs.stream().mapToLong(each -> each).average().orElseThrow();
        double differences = 0;
        for (long a : longs) {
            for (long b : longs) {
                differences += Math.abs(a - b);
            }
        }
        double expected = mean == 0 ? 0 : differences / (longs.size() * longs.size()) / (2 * mean);
        assertThat(DryRunOutcome.gini(longs)).isCloseTo(expected, within(1e-9));
    }
}
