package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoostedTopTest {
    private static final double[] MULTIPLIERS = {1, 1.25, 2};
    private static final double[] ADDITIVES = {0, .5, 0};

    @Test
    void shouldBoostAndBreakTiesByTheScoreBefore() {
        int[] places = new int[3];

        // Boosted: 4, 3, 4, 1.75.
        new BoostedTop(5).choose(new double[] {4, 2, 2, 1}, new int[] {0, 1, 2, 1}, MULTIPLIERS, ADDITIVES, places);

        assertThat(places).containsExactly(0, 2, 1);
    }

    @Test
    void shouldDivideScoresBelowZero() {
        int[] places = new int[2];

        new BoostedTop(2).choose(new double[] {-3, -4}, new int[] {0, 2}, MULTIPLIERS, ADDITIVES, places);

        assertThat(places).containsExactly(1, 0);
    }

    @Property
    void shouldPickWhatTheReferenceRankerPicks(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -3, max = 12) Integer> scores,
            @ForAll @IntRange(min = 0, max = 30) int wanted) {
        // Few distinct scores, so that there are ties.
        double[] score = scores.stream().mapToDouble(value -> value / 4.0).toArray();
        int[] merchant = IntStream.range(0, score.length).map(i -> i * 7 % 3).toArray();
        int[] places = new int[Math.min(wanted, score.length)];

        new BoostedTop(30).choose(score, merchant, MULTIPLIERS, ADDITIVES, places);

        assertThat(places).containsExactly(reference(score, merchant, places.length));
    }

    @Test
    void shouldRefuseMorePlacesThanThereAre() {
        BoostedTop top = new BoostedTop(2);
        double[] one = {1};
        int[] merchant = {0};

        assertThatThrownBy(() -> top.choose(one, merchant, MULTIPLIERS, ADDITIVES, new int[2]))
                .hasMessageContaining("2 places for 1 candidates");
        assertThatThrownBy(() -> new BoostedTop(0)).hasMessageContaining("must be above 0");
    }

    private static int[] reference(double[] score, int[] merchant, int places) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < score.length; i++) {
            candidates.add(new Candidate(String.valueOf(i), String.valueOf(merchant[i]), score[i]));
        }
        BoostSource boosts = (merchantId, surface, bucket) -> {
            int index = Integer.parseInt(merchantId);
            return new AppliedBoost(MULTIPLIERS[index], ADDITIVES[index], "d", "p");
        };
        return new ReferenceReRanker(boosts)
                .rank(candidates, new BoostRequest(Surface.FEED, 0), Math.max(1, places)).stream()
                        .limit(places)
                        .mapToInt(ranked -> Integer.parseInt(ranked.candidate().itemId()))
                        .toArray();
    }
}
