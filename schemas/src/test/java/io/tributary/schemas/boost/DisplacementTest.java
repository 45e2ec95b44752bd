package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplacementTest {
    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate("a", "big", 1.0),
            new Candidate("b", "small", 0.9),
            new Candidate("c", "big", 0.8),
            new Candidate("d", "small", 0.6),
            new Candidate("e", "small", 0.5));

    @Test
    void shouldChargeEachThatCameWithTheMeanOfThoseThatWent() {
        List<Ranked> ranked = ranked(3);
        Displacement displacement = Displacement.of(ranked, 2);

        assertThat(loss(ranked, displacement, "b")).as("was there anyway").isZero();
        assertThat(loss(ranked, displacement, "d")).isCloseTo(1.0 - 0.6, within(1e-12));
        assertThat(loss(ranked, displacement, "e")).as("is not shown").isZero();
    }

    @Test
    void shouldAddUpToWhatThePageLost() {
        for (int pageSize = 1; pageSize <= CANDIDATES.size(); pageSize++) {
            int size = pageSize;
            List<Ranked> ranked = ranked(3);
            Displacement displacement = Displacement.of(ranked, size);
            double before = ranked.stream()
                    .filter(item -> item.baseRank() < size)
                    .mapToDouble(item -> item.candidate().score())
                    .sum();
            double after = ranked.stream()
                    .filter(item -> item.finalRank() < size)
                    .mapToDouble(item -> item.candidate().score())
                    .sum();

            assertThat(ranked.stream().mapToDouble(displacement::lossOf).sum())
                    .isCloseTo(before - after, within(1e-12));
        }
    }

    @Test
    void shouldCostNothingWithoutBoosts() {
        List<Ranked> ranked = ranked(1);

        assertThat(ranked).allMatch(item -> Displacement.of(ranked, 2).lossOf(item) == 0);
    }

    private static double loss(List<Ranked> ranked, Displacement displacement, String itemId) {
        return ranked.stream()
                .filter(item -> item.candidate().itemId().equals(itemId))
                .mapToDouble(displacement::lossOf)
                .sum();
    }

    private static List<Ranked> ranked(double multiplier) {
        BoostSource boosts = (merchant, surface, bucket) ->
                merchant.equals("small") ? new AppliedBoost(multiplier, 0, "d1", "p") : AppliedBoost.NONE;
        return new ReferenceReRanker(boosts).rank(CANDIDATES, new BoostRequest(Surface.FEED, 500), CANDIDATES.size());
    }
}
